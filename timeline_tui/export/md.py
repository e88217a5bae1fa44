"""Markdown for a report: the chronology under its months, the sources in numbered footnotes.

CommonMark with the footnotes that GitHub, Pandoc and others read. Texts of the file are escaped.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from timeline_tui.core.citation import Part, is_web
from timeline_tui.core.views.view import View
from timeline_tui.export import Written
from timeline_tui.export.chronology import chronology
from timeline_tui.export.entry import Entry, Piece, Remark, Words
from timeline_tui.export.footnotes import Note
from timeline_tui.export.markdown import address, line, plain

_INDENT = "  "
_BREAK = "\\\n"


def write(view: View) -> Written:
    """The events of `view`, then the notes."""
    return Written(f"{line}\n" for line in _lines(view))


def _lines(view: View) -> Iterator[str]:
    told = chronology(view)
    yield f"# {line(plain(told.title))}"
    yield ""
    yield from _list(told.about)
    if told.nothing:
        yield from ("", told.nothing)
    for group in told.groups:
        yield from ("", f"## {line(plain(group.title))}")
        for entry in group.entries:
            yield ""
            yield from _entry(entry)
    if told.notes:
        yield from ("", "## Sources", "")
    yield from map(_note, told.notes)
    for names in told.names:
        yield from ("", f"## {names.title}", "")
        yield from _list(names.remarks)


def _entry(entry: Entry) -> Iterator[str]:
    yield f"### {line(plain(entry.title))}"
    yield ""
    yield line(" · ".join(_facts(entry)))
    for paragraph in entry.description:
        yield ""
        yield _BREAK.join(line(plain(one)) for one in paragraph)
    if entry.remarks:
        yield ""
    yield from _list(entry.remarks)


def _facts(entry: Entry) -> Iterator[str]:
    """When, in whose words, where, of which type, and what must not be missed."""
    if entry.date:
        said = f", “{plain(entry.date_text)}”" if entry.date_text else ""
        yield f"{_words(entry.date)}{said}"
    if entry.places:
        yield "; ".join(plain(", ".join(names)) for names in entry.places)
    if entry.type:
        yield plain(entry.type)
    for mark in entry.marks:
        yield f"**{mark.words}**"


def _list(remarks: Iterable[Remark], indent: str = "") -> Iterator[str]:
    for remark in remarks:
        words = _words(remark.words)
        label = f"{plain(remark.label)}:" if remark.label else ""
        lines = " ".join(filter(None, (label, words))).split("\n")
        yield f"{indent}- " + f"{_BREAK}{indent}{_INDENT}".join(map(line, lines))
        yield from _list(remark.below, indent + _INDENT)


def _words(words: Words) -> str:
    return "".join(map(_piece, words))


def _piece(piece: Piece) -> str:
    if piece.kind == "note":
        return f"[^{piece.text}]"
    if piece.kind == "who":
        return f"**{plain(piece.text)}**"
    if piece.kind == "plain":
        return piece.text
    return "\n".join(map(plain, piece.text.split("\n")))


def _note(note: Note) -> str:
    return f"[^{note.number}]: {''.join(map(_part, note.parts))}"


def _part(part: Part) -> str:
    if part.address and is_web(part.text):
        return address(part.text)
    start, end = part.text[:1].isspace() * " ", part.text[-1:].isspace() * " "
    return f"{start}{plain(part.text)}{end}" if part.text.strip() else start
