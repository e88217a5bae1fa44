"""Lines of a pane that may act on something, wrapped, with what the query found marked.

Knows no event: `event` says what is written, this how it is broken into lines.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from timeline_tui.words.spans import Line, Role, Span, by_line, harmless, isolate, wrap

Highlight = Callable[[str], Sequence[tuple[int, int]]]

TargetKind = Literal["event", "location", "actor", "source", "url", "file"]

NARROWEST = 20


@dataclass(frozen=True, slots=True)
class Target:
    """What a line acts on: an id of that kind, an address, or `file:line`."""

    kind: TargetKind
    value: str


class PaneLine(NamedTuple):
    """One line of the pane and what it acts on, if anything."""

    spans: Line
    target: Target | None = None


class PaneWriter:
    """Collects the lines of one pane, `width` cells wide but never less than `NARROWEST`."""

    def __init__(self, width: int, highlight: Highlight | None) -> None:
        self.lines: list[PaneLine] = []
        self._width = max(width, NARROWEST)
        self._highlight = highlight
        self._heading = ""

    def section(self, heading: str) -> None:
        """Begin a section: its heading and the air above it appear with its first line."""
        self._heading = heading

    def write(
        self, *spans: Span, indent: int = 0, hang: int = 2, target: Target | None = None
    ) -> None:
        """One paragraph, set in by `indent` cells, its later lines by `hang` cells more. A line end
        in it begins a line."""
        if self._heading:
            heading, self._heading = self._heading, ""
            if self.lines:
                self.lines.append(PaneLine(()))
            self.lines.append(PaneLine((Span(heading, "label"),)))
        for number, typed in enumerate(by_line(spans)):
            start = indent + (hang if number else 0)
            for line in _wrapped(harmless(typed), self._width - start, indent + hang - start):
                shifted = (Span(" " * start), *line) if start and line else line
                self.lines.append(PaneLine(shifted, target))

    def paragraphs(self, text: str, role: Role = "plain", indent: int = 0) -> None:
        """A text of the file with its line breaks, each line wrapped."""
        for line in text.rstrip("\n").split("\n"):
            if line.strip():
                self.write(*self.found(line, role), indent=indent, hang=0)
            elif self.lines:
                self.lines.append(PaneLine(()))

    def blank(self) -> None:
        self.lines.append(PaneLine(()))

    def found(self, text: str, role: Role = "plain") -> Line:
        """A text of the file as spans, what the query found in it marked. It may have several
        lines, but no line ends around them."""
        text = text.strip("\n")
        spans: list[Span] = []
        position = 0
        for start, end in self._highlight(text) if self._highlight is not None else ():
            spans.append(Span(text[position:start], role))
            spans.append(Span(text[start:end], "match"))
            position = end
        if not spans:
            return (Span(isolate(text), role),)
        spans.append(Span(text[position:], role))
        return tuple(span for span in spans if span.text)

    def quoted(self, text: str, role: Role = "plain") -> Line:
        """As `found`, in quotation marks."""
        return (Span('"', role), *self.found(text, role), Span('"', role))


def _wrapped(spans: Iterable[Span], width: int, hang: int) -> Iterable[Line]:
    """The spans broken into lines between words only, also where a role changes inside a word."""
    whole = tuple(spans)
    if len({span.role for span in whole}) < 2:
        return wrap(whole, width, hang)
    roles = iter([role for text, role in whole for char in text if not char.isspace()])
    text = "".join(span.text for span in whole)
    return [
        _with_roles("".join(span.text for span in line), roles)
        for line in wrap((Span(text),), width, hang)
    ]


def _with_roles(text: str, roles: Iterator[Role]) -> Line:
    """`text` as spans; each of its characters that is no blank takes the next of `roles`.

    A blank takes part in what surrounds it if that is the same on both sides.
    """
    own: list[Role | None] = [None if char.isspace() else next(roles, "plain") for char in text]
    for index, role in enumerate(own):
        if role is None and index:
            following = next((later for later in own[index:] if later is not None), None)
            own[index] = following if following == own[index - 1] else "plain"
    spans: list[Span] = []
    for char, role in zip(text, own, strict=True):
        if spans and spans[-1].role == (role or "plain"):
            spans[-1] = Span(spans[-1].text + char, spans[-1].role)
        else:
            spans.append(Span(char, role or "plain"))
    return tuple(spans)
