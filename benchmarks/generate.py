"""Write a realistic timeline file of any size: `python benchmarks/generate.py 10000 > events.yaml`.

The same count and seed give the same text everywhere. It knows the file format and no code of the
package.
"""

from __future__ import annotations

import argparse
import random
import sys
import textwrap
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

PLACES: Final = 300
ACTORS: Final = 200
SOURCES: Final = 100

_FIRST_DAY: Final = date(2020, 1, 1)
_DAYS: Final = 700
_PUBLISHED_FROM: Final = date(2022, 1, 1)

_ONSETS: Final = ("B", "D", "F", "G", "H", "K", "L", "M", "N", "P", "R", "S", "T", "Z", "Sh", "Kh")
_VOWELS: Final = ("a", "e", "i", "o", "u", "aa")
_MIDDLES: Final = ("r", "l", "n", "m", "z", "d", "k", "ri", "lo", "ma", "ne", "sha", "gu")
_ENDS: Final = ("an", "abad", "ar", "ek", "i", "on", "um", "ez", "ul", "ira")
_DEEDS: Final = (
    ("shelling", "{who} shell positions near {where}"),
    ("battle", "{who} and local forces clash around {where}"),
    ("statement", "Spokesman of {who} comments on {where}"),
    ("territory-gained", "{who} take the centre of {where}"),
    ("withdrawal", "{who} leave their posts in {where}"),
    ("agreement", "Truce between {who} and elders of {where}"),
    ("capture", "{who} hold several people in {where}"),
    ("aid", "Convoy reaches {where} with leave of {who}"),
)
_ROLES: Final = ("initiator", "target", "supporter", "victim", "speaker", "mediator", "affected")
_MEASURES: Final = ("killed", "wounded", "captured", "displaced", "missing")
_AMOUNTS: Final = ("{n}", "~{n}", "{n}-{m}", "{n}+", "<{m}", '"1,{n:03}"', "dozens", "several")
_TAGS: Final = ("border", "air", "civilians", "aid", "talks", "night", "road", "river", "market")
_SENTENCES: Final = (
    "Accounts of how it began differ from one village to the next.",
    "People who had fled towards the river spoke of fires on the far bank.",
    "The road to the north was closed until the following afternoon.",
    "Nobody could be reached by telephone while the lines were down.",
    "Shops in the bazaar stayed shut and the school was used as a shelter.",
    "Two convoys were seen heading for the bridge shortly before dawn.",
    "The hospital said that it had run out of beds, though not of medicine.",
    "An earlier report had put the same incident a day before.",
    "Officials promised an inquiry and asked for patience.",
    "The weather kept aircraft on the ground for most of the week.",
)
_CLAIMS: Final = (
    "The post was given up without a fight",
    "Losses on the other side were heavy",
    "Nobody was hurt",
    "The road is open again",
    "Weapons and vehicles were left behind",
    "The shots came from the eastern hills",
    "Families had been warned the evening before",
)


def generate(count: int, seed: int = 1) -> str:
    """A timeline of `count` events, about 640 bytes each, that loads without a problem."""
    return "".join(_Writer(random.Random(seed)).lines(count))


@dataclass(frozen=True, slots=True)
class _Actor:
    id: str
    name: str


class _Writer:
    """Places, actors and sources first, then events that name them."""

    def __init__(self, rng: random.Random) -> None:
        self._rng = rng
        self._words: set[str] = set()
        self._places = [self._word() for _ in range(PLACES)]
        self._actors = [self._actor(number) for number in range(ACTORS)]
        self._sources = [f"source-{number}" for number in range(SOURCES)]

    def lines(self, count: int) -> Iterator[str]:
        yield "timeline: 1\ntitle: A generated chronology\ntimezone: Asia/Kabul\n\nsources:\n"
        yield from (self._source(number) for number in range(SOURCES))
        yield "\nactors:\n"
        yield from (self._actor_entry(number) for number in range(ACTORS))
        yield "\nlocations:\n"
        yield from (self._place_entry(number) for number in range(PLACES))
        yield "\nevents:\n"
        for number in range(count):
            yield from self._event(number)

    def _word(self) -> str:
        pick = self._rng.choice
        while True:
            word = pick(_ONSETS) + pick(_VOWELS) + pick(_MIDDLES) + pick(_VOWELS) + pick(_ENDS)
            if word not in self._words:
                self._words.add(word)
                return word

    def _actor(self, number: int) -> _Actor:
        word = self._word()
        suffix = ("Front", "Brigade", "Council", "Ministry", "Guard")[number % 5]
        return _Actor(f"{word.lower()}-{suffix.lower()}", f"{word} {suffix}")

    def _source(self, number: int) -> str:
        rng = self._rng
        fields = [f"name: {self._word()} Herald {number}", "type: article-newspaper"]
        if number % 10 < 7:
            fields.append(f"published: {_PUBLISHED_FROM + timedelta(rng.randrange(300))}")
        if number % 3:
            fields.append(f"reliability: {rng.choice('ABCDEF')}")
        return f"  source-{number}: {{{', '.join(fields)}}}\n"

    def _actor_entry(self, number: int) -> str:
        actor = self._actors[number]
        fields = [f"name: {actor.name}", "kind: group"]
        if number < 8:
            fields.append(f"side: side-{number}")
        elif number % 4:
            fields.append(f"part_of: {self._actors[self._rng.randrange(number // 2)].id}")
        return f"  {actor.id}: {{{', '.join(fields)}}}\n"

    def _place_entry(self, number: int) -> str:
        name = self._places[number]
        fields = [f"name: {name}"]
        parent = self._place_above(number)
        fields.append(f"kind: {('country', 'province', 'district')[_level(number)]}")
        if parent is not None:
            fields.append(f"within: {self._places[parent].lower()}")
        return f"  {name.lower()}: {{{', '.join(fields)}}}\n"

    def _place_above(self, number: int) -> int | None:
        level = _level(number)
        return None if level == 0 else number % 3 if level == 1 else 3 + number % 30

    def _event(self, number: int) -> Iterator[str]:
        rng = self._rng
        day = rng.randrange(_DAYS)
        place = rng.randrange(33, PLACES)
        actor = rng.choice(self._actors)
        type, deed = rng.choice(_DEEDS)
        if number % 5 == 0:
            yield f"  - id: event-{number}\n    date: {self._date(day)}\n"
        else:
            yield f"  - date: {self._date(day)}\n"
        yield f"    title: {deed.format(who=actor.name, where=self._places[place])}\n"
        yield f"    type: {type}\n    location: {self._place_reference(place)}\n"
        yield self._participants(actor)
        yield self._chains("    ")
        yield "    description: >-\n"
        text = " ".join(rng.sample(_SENTENCES, rng.choice((3, 4, 4, 5))))
        yield textwrap.indent(textwrap.fill(text, 96), "      ") + "\n"
        yield from self._claims(rng.choice((0, 0, 1, 2, 2, 3)))
        if rng.random() < 0.3:
            yield f"    figures: {self._figures()}\n"
        if rng.random() < 0.4:
            yield f"    tags: [{', '.join(rng.sample(_TAGS, rng.choice((1, 2, 3))))}]\n"
        if number > 5 and rng.random() < 0.05:
            kind = rng.choice(("follows", "related-to", "part-of"))
            yield f"    links: {{{kind}: event-{rng.randrange(number // 5) * 5}}}\n"
        yield "\n"

    def _date(self, day: int) -> str:
        """A date of any of the written styles, most of them plain days."""
        start = _FIRST_DAY + timedelta(day)
        end = start + timedelta(self._rng.choice((1, 1, 2, 3, 6, 13)))
        if self._rng.random() < 0.6:
            return str(start)
        return self._rng.choice(_DATE_STYLES)(start, end)

    def _place_reference(self, number: int) -> str:
        above = self._place_above(number)
        assert above is not None  # events happen in districts
        if self._rng.random() < 0.3:
            return f"{self._places[number]} < {self._places[above]}"
        if self._rng.random() < 0.1:
            return f"[{self._places[number].lower()}, {self._places[above].lower()}]"
        return self._places[number].lower()

    def _participants(self, first: _Actor) -> str:
        others = [
            actor.id
            for actor in self._rng.sample(self._actors, self._rng.choice((0, 1, 2)))
            if actor != first
        ]
        if self._rng.random() < 0.5:
            return f"    actors: [{', '.join([first.id, *others])}]\n"
        rows = [f"      - {{actor: {id}, role: {self._rng.choice(_ROLES)}}}" for id in others]
        first_row = f"      - {{actor: {first.id}, role: initiator}}"
        return "\n".join(["    actors:", first_row, *rows]) + "\n"

    def _chain(self) -> str:
        elements = [self._rng.choice(self._sources)]
        if self._rng.random() < 0.4:
            elements.append(f"source-{self._rng.randrange(SOURCES)}")
        if self._rng.random() < 0.6:
            elements.append(self._rng.choice(self._actors).id)
        return " <- ".join(dict.fromkeys(elements))

    def _chains(self, indent: str) -> str:
        chains = [self._chain() for _ in range(self._rng.choice((1, 1, 1, 2)))]
        if len(chains) == 1:
            return f"{indent}sources: {chains[0]}\n"
        return f"{indent}sources:\n" + "".join(f"{indent}  - {chain}\n" for chain in chains)

    def _figures(self) -> str:
        rng = self._rng
        chosen = rng.sample(_MEASURES, rng.choice((1, 1, 2)))
        return f"{{{', '.join(f'{measure}: {self._figure()}' for measure in chosen)}}}"

    def _figure(self) -> str:
        number = self._rng.randrange(2, 400)
        if self._rng.random() < 0.3:
            return f"{{of: {self._rng.choice(self._actors).id}, best: {number}}}"
        return self._rng.choice(_AMOUNTS).format(n=number, m=number + 10)

    def _claims(self, count: int) -> Iterator[str]:
        rng = self._rng
        if not count:
            return
        yield "    claims:\n"
        for number, text in enumerate(rng.sample(_CLAIMS, count)):
            yield f"      - text: {text}\n"
            if number == 0:
                yield "        id: first\n"
            elif rng.random() < 0.2:
                yield "        contradicts: first\n"
            if rng.random() < 0.4:
                yield f"        sources: {self._chain()}\n"
            if rng.random() < 0.3:
                yield f"        figures: {self._figures()}\n"
            if rng.random() < 0.1:
                yield f"        disputed_by: {rng.choice(self._actors).id}\n"


def _level(number: int) -> int:
    """0 for the 3 countries, 1 for the 30 provinces, 2 for the districts."""
    return 0 if number < 3 else 1 if number < 33 else 2


_DateStyle = Callable[[date, date], str]
_DATE_STYLES: Final[Sequence[_DateStyle]] = (
    lambda start, end: f"{start}~",
    lambda start, end: f"{start}?",
    lambda start, end: f"{start:%Y-%m}",
    lambda start, end: f"{start:%Y-%m}-XX",
    lambda start, end: f"{start}/{end}",
    lambda start, end: f"{start}/{end}",
    lambda start, end: f"[{start}..{end}]",
    lambda start, end: f"'{{{start},{end}}}'",
    lambda start, end: f"{start}T{start.day % 24:02}:30:00",
    lambda start, end: f"{start}T{start.day % 24:02}:30:00+04:30",
    lambda start, end: f"{start}\n    time: {start.day % 20:02}:15",
    lambda start, end: f"{start}\n    time: morning",
    lambda start, end: f"{start}/..",
    lambda start, end: f"/{end}",
    lambda start, end: f"{start:%Y}-{21 + start.month % 4}",
    lambda start, end: f"{start:%Y}",
    lambda start, end: "unknown",
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int, help="how many events")
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    sys.stdout.write(generate(arguments.count, arguments.seed))


if __name__ == "__main__":
    main()
