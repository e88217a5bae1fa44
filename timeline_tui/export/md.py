"""Markdown for a report: the chronology under its months, the sources in numbered footnotes.

CommonMark with the footnotes that GitHub, Pandoc and others read. Texts of the file are escaped:
they say just that text, and nothing in them is taken for Markdown, HTML or a link.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from timeline_tui.core.citation import Part, is_web
from timeline_tui.core.views.view import View
from timeline_tui.export import Written
from timeline_tui.export.chronology import Chronology
from timeline_tui.words.events import Story
from timeline_tui.words.telling import DRAWN, Piece, Remark, Words, paragraphs

_BREAK: Final = "\\\n"
_BLANK: Final = "\N{NO-BREAK SPACE}"
_ANYWHERE: Final = re.compile(
    r"[\\`*_\[\]<>~|^${}@]"  # emphasis, code, links, HTML, tables, notes, mathematics, attributes
    r"|&(?=#|\w)"  # entities
    r"|:(?=//|\w+:)"  # addresses, emoji
    r"|(?<=\w)\.(?=[^\W\d])"  # addresses without a scheme
    r"|(?<==)=|(?<=-)-|(?<=\+)\+"  # marked, struck or inserted words
)
_AT_START: Final = re.compile(
    r"[#+\-=:%(]"  # headings, lists, rules, definitions, title blocks
    r"|(?:\d+|[A-Za-z]+)(?=[.)](?:\s|$))"  # numbered lists, also by letters
)
_AT_END: Final = re.compile(r"#+$")  # closes a heading
_NOT_IN_LINK: Final = re.compile(r"[<>\\\s`\[\]]")


def plain(text: str) -> str:
    """`text` on one line, anywhere in a line."""
    return _ANYWHERE.sub(r"\\\g<0>", " ".join(text.split()))


def line(text: str) -> str:
    """What `plain` gave, as a line or a heading of its own."""
    text = _AT_END.sub(lambda match: "\\#" * len(match[0]), text)
    match = _AT_START.match(text)
    if match is None:
        return text
    at = match.end() if match[0].isalnum() else match.start()
    return f"{text[:at]}\\{text[at:]}"


def address(url: str) -> str:
    """A web address as a link; as plain text where that would need more than the address itself."""
    return plain(url) if _NOT_IN_LINK.search(url) else f"<{url}>"


def part(one: Part) -> str:
    """A piece of a citation, with the blanks around it."""
    if one.address and is_web(one.text):
        return address(one.text)
    start, end = one.text[:1].isspace() * " ", one.text[-1:].isspace() * " "
    return f"{start}{plain(one.text)}{end}" if one.text.strip() else start


def write(view: View) -> Written:
    """The events of `view`, then the notes, then what is said of those whom they name."""
    return Written(f"{line}\n" for line in _lines(Chronology(view)))


def lines_of_head(told: Chronology) -> Iterator[str]:
    """The title, what is shown of what, and that nothing is."""
    yield f"# {line(plain(told.title))}"
    yield ""
    yield from _list(told, told.about)
    if told.nothing:
        yield from ("", told.nothing)


def _lines(told: Chronology) -> Iterator[str]:
    yield from lines_of_head(told)
    for group in told.groups:
        yield from ("", f"## {line(plain(group.title))}")
        for story in group.stories:
            yield from _story(told, story)
    for number, note in enumerate(told.notes):
        if not number:
            yield from ("", "## Sources", "")
        yield f"[^{note.number}]: {''.join(map(part, note.parts))}"
    for names in told.names:
        yield from ("", f"## {names.label}", "")
        yield from _list(told, names.below)


def _story(told: Chronology, story: Story) -> Iterator[str]:
    yield from ("", f"### {line(plain(story.event.title))}", "")
    yield line(" · ".join(_facts(told, story)))
    for lines in paragraphs(story.event.description):
        yield ""
        yield _BREAK.join(line(plain(one)) for one in lines)
    if story.remarks:
        yield ""
    yield from _list(told, story.remarks)


def _facts(told: Chronology, story: Story) -> Iterator[str]:
    """When, in whose words, where, of which type, and the verdict."""
    said = f", “{plain(story.event.date_text)}”" if story.event.date_text else ""
    if story.date:
        yield f"{_words(told, story.date)}{said}"
    if story.places:
        yield "; ".join(", ".join(plain(one.text) for one in place) for place in story.places)
    if story.event.type:
        yield plain(story.event.type)
    yield from (f"**{words}**" for _, words in story.marks)
    yield from (words for _, words in story.attested)


def _list(told: Chronology, remarks: Iterable[Remark], indent: str = "") -> Iterator[str]:
    for items, label, below, _ in remarks:
        words = "; ".join(_words(told, item) for item in items)
        start = f"{plain(label)}:" if label else ""
        lines = " ".join(filter(None, (start, words))).split("\n")
        yield f"{indent}- " + f"{_BREAK}{indent}  ".join(map(line, lines))
        yield from _list(told, below, f"{indent}  ")


def _words(told: Chronology, words: Words) -> str:
    return "".join(_piece(told, piece) for piece in words)


def _piece(told: Chronology, piece: Piece) -> str:
    if piece.kind == "plain":
        return piece.text
    if piece.kind in DRAWN:  # or blanks would be one
        return f"`{piece.text.replace(' ', _BLANK)}`"
    text = "\n".join(map(plain, piece.text.split("\n")))
    notes = "".join(f"[^{told.cite(chain)[0]}]" for chain in piece.chains)
    return f"**{text}**{notes}" if notes else text
