"""The legend: every sign the product draws, and what it means in words."""

from __future__ import annotations

from rich.cells import cell_len

from timeline_tui.core.evidence.standing import StandingKind
from timeline_tui.tui.keys import OWN_KEYS, Keys
from timeline_tui.words.glyphs import Glyphs
from timeline_tui.words.spans import Line, Role, Span

STANDING_MEANINGS: dict[StandingKind, str] = {
    "disputed": "someone contests it, or accounts contradict it",
    "corroborated": "independent origins say so; the number counts them",
    "single-origin": "one origin says so, and is no party to it",
    "party-claim": "only one who takes part, or is on a side, says so",
    "unsourced": "nobody is named as saying so",
    "retracted": "taken back by those who said so",
}


def standing_glyph(kind: StandingKind, glyphs: Glyphs) -> Span:
    """The sign of a standing, with the role it is drawn in."""
    signs: dict[StandingKind, tuple[str, Role]] = {
        "disputed": (glyphs.disputed, "contested"),
        "corroborated": (glyphs.corroborated, "plain"),
        "single-origin": (glyphs.single_origin, "dim"),
        "party-claim": (glyphs.party_claim, "dim"),
        "unsourced": (glyphs.unsourced, "dim"),
        "retracted": (glyphs.retracted, "contested"),
    }
    return Span(*signs[kind])


def legend_lines(glyphs: Glyphs, keys: Keys = OWN_KEYS) -> tuple[Line, ...]:
    """One line a sign: the sign, its name, what it means."""
    standings = [
        _entry(standing_glyph(kind, glyphs), kind.replace("-", " "), meaning)
        for kind, meaning in STANDING_MEANINGS.items()
    ]
    marks = [
        _entry(
            Span(glyphs.broken, "problem"),
            "broken",
            f"the record cannot be read; {keys['problems']} says why",
        ),
        _entry(Span(glyphs.marked, "accent"), "marked", "you marked it"),
        _entry(
            Span(glyphs.changed, "accent"),
            "changed",
            "new or changed by the last reload or report day",
        ),
        _entry(Span(glyphs.planned), "planned", "was to happen"),
        _entry(Span(glyphs.cancelled), "cancelled", "was to happen and was called off"),
        _entry(Span(glyphs.span * 4, "dim"), "span", "days, weeks, months, years or open"),
        _entry(Span("~ ?", "dim"), "date", "approximate, uncertain"),
        _entry(Span("once ..", "dim"), "date", "once, at a time in between that is not known"),
        _entry(Span("(after)", "dim"), "date", "not known; the file says what it came after"),
    ]
    panes = [
        _entry(Span(f"{glyphs.open} {glyphs.closed}"), "tree", "opened, closed"),
        _entry(
            Span(f"{glyphs.included} {glyphs.excluded}"), "entry", "included, excluded by the query"
        ),
        _entry(Span(f"a {glyphs.within} b"), "place", "a lies within b"),
        _entry(Span(f"a {glyphs.had_from} b"), "source", "a has it from b"),
        _entry(Span(glyphs.follows, "dim"), "event", "Enter follows what the line names"),
        _entry(Span(glyphs.bins.strip()), "strip", "how many events lie there in time"),
        _entry(Span(glyphs.bins[1], "dim"), "strip", "events there, but none that are shown"),
        _entry(Span(glyphs.fold, "dim"), "strip", "a long time without events is left out"),
        _entry(Span(glyphs.cursor), "strip", "where the cursor of the list is in time"),
    ]
    return (*standings, *marks, *panes)


def _entry(sign: Span, name: str, meaning: str) -> Line:
    gap = " " * max(9 - cell_len(sign.text), 1)
    return (Span("  "), sign, Span(f"{gap}{name:<15}"), Span(meaning, "dim"))
