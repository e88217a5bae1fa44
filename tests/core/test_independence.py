"""One address, one site, and which origins are independent (FORMAT section 4)."""

import time
from functools import partial
from itertools import combinations
from random import Random

import pytest

from timeline_tui.core.evidence.parties import Parties
from timeline_tui.core.evidence.quotations import quotations
from timeline_tui.core.evidence.standing import sentence, standings
from timeline_tui.core.loading import load_text
from timeline_tui.core.models import Chain
from timeline_tui.core.sites import PLATFORMS, address, site
from timeline_tui.core.timeline import Timeline
from timeline_tui.words.dates import long

SAME = {
    "example.org/a": [
        "https://example.org/a",
        "http://www.Example.ORG:8080/a/",
        "https://m.example.org/a#part",
        "https://user@example.org/a?utm_source=x&fbclid=y&gclid=z",
        "https://web.archive.org/web/20210727123456/https://example.org/a",
        "http://web.archive.org/web/2021*/example.org/a?utm_medium=x",
        "https://archive.ph/2021.07.27-123456/https://www.example.org/a/",
        "https://archive.today/newest/http://example.org/a",
    ],
    "example.org/A?id=3&p=2": [
        "https://example.org/A?id=3&p=2",
        "example.org/A/?id=3&ysclid=x&p=2",
    ],
    "archive.today/AbC": ["https://archive.is/AbC", "https://archive.md/AbC"],
    "x.com/a/status/1": ["https://twitter.com/a/status/1", "https://mobile.twitter.com/a/status/1"],
    "m.me/a": ["https://m.me/a"],
    "example.org/Siege_(2022)": ["https://example.org/Siege_(2022)"],
}


def test_one_address():
    for one, spelt in [(one, each) for one, all in SAME.items() for each in all]:
        assert address(spelt) == one


SITES = {
    "example.org": ["https://www.example.org/a", "https://example.org/b?c"],
    "news.example.org": ["https://news.example.org/a"],
    "t.me/mayor": ["https://t.me/mayor/12", "https://t.me/s/Mayor", "http://telegram.me/mayor"],
    "t.me/c/123": ["https://t.me/c/123/4"],
    "x.com/mayor": ["https://x.com/Mayor/status/1", "https://twitter.com/mayor"],
    "facebook.com/mayor": ["https://m.facebook.com/mayor/posts/1", "https://fb.com/mayor"],
    "facebook.com/groups/1": ["https://facebook.com/groups/1/permalink/2"],
    "youtube.com/@mayor": ["https://www.youtube.com/@mayor/videos"],
    "youtube.com/channel/uc1": ["https://youtube.com/channel/UC1"],
    "vk.com/-12": ["https://vk.com/wall-12_34"],
    "reddit.com/r/news": ["https://old.reddit.com/r/news/comments/1"],
    "doi.org/10.14430": ["https://doi.org/10.14430/arctic1089"],
    "": [
        "https://www.youtube.com/watch?v=1",
        "https://youtu.be/1",
        "https://x.com/i/status/1",
        "https://archive.ph/AbC",
        "https://t.me/+abc",
        "file:///home/a",
        "",
    ],
}


def test_one_site():
    for one, url in [(one, each) for one, all in SITES.items() for each in all]:
        assert site(url) == one
        assert not one or one.partition("/")[0] in PLATFORMS or "/" not in one


HEAD = """\
sources:
  page: {name: A page, url: "https://www.example.org/a", archived: "https://archive.ph/AbC"}
  other: {name: Other page, url: "http://example.org/b"}
  channel: {name: Channel, url: "https://t.me/mayor"}
  second: {name: Second channel, url: "https://t.me/another"}
  printed: {name: Printed, publisher: P}
  both: {name: Both, publisher: p, url: "https://t.me/s/mayor/3"}
actors: {whole: {name: Whole}, part: {name: Part, part_of: whole}, sibling: {part_of: whole}}
events:
"""


def load(sources: str, head: str = HEAD) -> Timeline:
    return load_text(f"{head}- {{date: 2021, title: It, sources: [{sources}]}}\n")


def test_two_spellings_of_an_address_are_one_source():
    timeline = load(
        "'https://new.example/x', 'http://www.new.example/x/?utm_a=b#c', 'https://example.org/a/', "
        "'https://archive.is/AbC', 'https://web.archive.org/web/2021/http://example.org/a', "
        "'https://new.example/y'"
    )
    origins = [chain.origin for chain in timeline.events[0].chains]
    assert origins == ["new-example-x", "new-example-x", "page", "page", "page", "new-example-y"]
    assert [problem.code for problem in timeline.problems if problem.code != "unused"] == []


def test_what_counts_as_independent():
    for sources, counted, because in [
        ("page, other", "page", "Other page, of the same site (example.org) as A page"),
        ("channel, second", "channel second", ""),
        ("channel, both", "channel", "Both, of the same site (t.me/mayor) as Channel"),
        ("printed, both", "printed", "Both, of the same publisher as Printed"),
        ("both, printed, channel", "printed channel", "Both, of the same publisher as Printed"),
        ("channel, 'https://telegram.me/Mayor/77'", "channel", "(t.me/mayor) as Channel"),
        ("'https://youtu.be/1', 'https://youtu.be/2'", "youtu-be-1 youtu-be-2", ""),
        ("whole, part, sibling", "part sibling", "Whole, of which Part is a part"),
        ("page, whole", "page whole", ""),
    ]:
        timeline = load(sources)
        found = standings(timeline)[0]
        assert " ".join(chain.origin for chain in found.counted) == counted
        assert because in sentence(found, timeline, long)
        assert ("Not counted" in sentence(found, timeline, long)) == bool(because)


def _tied(
    lines: dict[str, tuple[str, ...]], names: tuple[dict[str, str], ...], one: str, other: str
) -> bool:
    if (one in lines) != (other in lines):
        return False
    related = one in lines.get(other, ()) or other in lines.get(one, ())
    return related or any(held.get(one) and held[one] == held[other] for held in names)


def test_two_independent_origins_are_found_if_there_are_any():
    """Against every pair, in generated families of parts, sides, publishers and sites."""
    random = Random(10)
    for _ in range(500):
        actors = [f"a{n}" for n in range(random.randrange(5))]
        sources = [f"s{n}" for n in range(random.randrange(5))]
        lines: dict[str, tuple[str, ...]] = {}
        for actor in actors:
            above = random.choice([(), *lines.values()])
            lines[actor] = (actor, *above)
        shared = {one: random.choice(("", "x", "y")) for one in (*actors, *sources)}
        sites = {one: random.choice(("", "x", "y")) for one in sources}
        origins = [*actors, *sources]
        random.shuffle(origins)
        found = Parties(lines, shared, sites).origins(Chain((one,)) for one in origins)
        tied = partial(_tied, lines, (shared, sites))
        counted = list(found.counted)
        assert not any(tied(*pair) for pair in combinations(counted, 2))
        assert found.counted.keys() | found.dependent.keys() == set(origins)
        assert all(tied(one, against) for one, (against, _) in found.dependent.items())
        if any(not tied(*pair) for pair in combinations(origins, 2)):
            assert len(counted) > 1


@pytest.mark.parametrize("entry", ["{publisher: P}", "{}"])
def test_thousands_of_claims_with_sources_of_their_own_do_not_hang(entry):
    numbers = range(5_000)
    head = "sources:\n" + "".join(f"  s{n}: {entry.replace('%d', str(n))}\n" for n in numbers)
    claims = [", ".join(f"s{n}" for n in numbers[at : at + 1000]) for at in range(0, 5_000, 1000)]
    listed = "".join(f"  - {{text: a, sources: [{one}]}}\n" for one in claims)
    timeline = load_text(f"{head}events:\n- date: 2021\n  title: It\n  claims:\n{listed}")
    start = time.process_time()
    (found,) = standings(timeline)
    assert len(found.counted) == (5_000 if entry == "{}" else 1)
    assert len(found.not_counted) == 5_000 - len(found.counted)
    assert len(quotations(timeline, [0]).origins) == 5_000
    assert time.process_time() - start < 5
