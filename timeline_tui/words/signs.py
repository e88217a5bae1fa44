"""The signs the product draws, one set in Unicode and one in ASCII, and what each means."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Final

from timeline_tui.core.evidence.standing import StandingKind
from timeline_tui.words.spans import Line, Role, Span, pad

if TYPE_CHECKING:  # not for the first picture
    from timeline_tui.core.lanes.cells import Cell, Sign


@dataclass(frozen=True, slots=True)
class Glyphs:
    """One set of signs; `UNICODE` and `ASCII` hold the same meanings."""

    disputed: str = "≠"
    corroborated: str = "●"
    single_origin: str = "○"
    party_claim: str = "◐"
    unsourced: str = "·"
    retracted: str = "×"
    broken: str = "⚠"
    marked: str = "◆"
    changed: str = "▲"
    planned: str = "◷"
    cancelled: str = "⊘"
    cursor: str = "▼"
    open: str = "▾"
    closed: str = "▸"
    follows: str = "›"
    included: str = "+"
    excluded: str = "−"
    within: str = "‹"
    had_from: str = "‹"
    rule: str = "─"
    fold: str = "┊"
    ellipsis: str = "…"
    between: str = "·"
    whisker: str = "├┤─┄●≈✗"  # at least, at most, between, open; the best, about it; denied
    bins: str = " ▁▂▃▄▅▆▇█"
    shares: str = "▏▎▍▌▋▊▉█"
    lane_day: str = "●"
    lane_lasted: str = "━"
    lane_may: str = "░"
    lane_open: str = "▸"
    lane_unknown: str = "◂"
    lane_planned: str = "◇"
    lane_contested: str = "≠"
    lane_many: str = "+"

    def own(self, words: str) -> str:
        """Words of our own, in which only the signs of dates are not ASCII, as long as before."""
        return words if self is not ASCII else words.translate(_WORDS)


UNICODE = Glyphs()
_IN_ASCII: Final = str.maketrans("≠●○◐·×⚠◆▲◷⊘▼▾▸›−‹─┊", "!@op.x#*^%/Vv>:-<-|")
_WORDS: Final = str.maketrans("“”–−≥…", '""-->.')
ASCII = replace(
    Glyphs(**{name: sign.translate(_IN_ASCII) for name, sign in asdict(UNICODE).items()}),
    had_from="<-",
    ellipsis="...",
    between="-",
    whisker="[]\"'O~X",
    bins=" _123456789",
    shares="=",
    lane_day="D",
    lane_lasted=";",
    lane_may=",",
    lane_open=")",
    lane_unknown="(",
    lane_planned="%",
    lane_contested="!",
    lane_many="&",
)

LANE_MEANINGS: Final[Mapping[Sign, str]] = {
    "day": "on that day",
    "lasted": "it lasted",
    "may": "it may lie there",
    "open": "end open, or not known",
    "unknown": "start not known",
    "planned": "planned, or called off",
    "contested": "disputed, or taken back",
}

STANDING_MEANINGS: Final[Mapping[StandingKind, str]] = {
    "disputed": "someone contests it, or accounts contradict it",
    "corroborated": "independent origins say so; the number counts them",
    "single-origin": "one origin says so, and is no party to it",
    "party-claim": "only one who takes part, or is on a side, says so",
    "unsourced": "nobody is named as saying so",
    "retracted": "taken back by those who said so",
}


_ROLES: Final[Mapping[str, Role]] = {
    **dict.fromkeys(("disputed", "retracted"), "contested"),
    **dict.fromkeys(("planned", "cancelled", "corroborated"), "plain"),
    "broken": "problem",
}


def standing_glyph(kind: str, glyphs: Glyphs) -> Span:
    """The sign of a standing or a status, with the role it is drawn in."""
    return Span(getattr(glyphs, kind.replace("-", "_")), _ROLES.get(kind, "dim"))


def lane_sign(cell: Cell, glyphs: Glyphs) -> Span:
    """What is seen in a cell of a lane: where several events begin, how many, unless one of them
    is contested."""
    if cell.sign is None:
        return Span(" ")
    if cell.count > 1 and cell.sign != "contested":
        return Span(str(cell.count) if cell.count < 10 else glyphs.lane_many)
    sign: str = getattr(glyphs, f"lane_{cell.sign}")
    roles: Mapping[Sign, Role] = {"contested": "contested", "may": "dim"}
    return Span(sign, roles.get(cell.sign, "plain"))


def lane_signs(glyphs: Glyphs) -> list[tuple[str, str]]:
    """The signs of the lanes, each with what it means."""
    meant = [(getattr(glyphs, f"lane_{sign}"), means) for sign, means in LANE_MEANINGS.items()]
    return [*meant, (f"2 {glyphs.lane_many}", "so many begin there, ten or more")]


def legend_lines(glyphs: Glyphs, problems: str = "!") -> tuple[Line, ...]:
    """One line a sign: the sign, its name, what it means; `problems` is the key that lists them."""
    bins, (low, high, line, open, best, about, denied) = glyphs.bins, tuple(glyphs.whisker)
    signs: tuple[tuple[Span, str, str], ...] = (
        *(
            (standing_glyph(kind, glyphs), kind.replace("-", " "), meaning)
            for kind, meaning in STANDING_MEANINGS.items()
        ),
        (
            standing_glyph("broken", glyphs),
            "broken",
            f"cannot be read as it is; {problems} says why",
        ),
        (Span(glyphs.marked, "accent"), "marked", "you marked it"),
        (Span(glyphs.changed, "accent"), "changed", "new or changed by a reload or report day"),
        (Span(glyphs.planned), "planned", "was to happen"),
        (Span(glyphs.cancelled), "cancelled", "was to happen and was called off"),
        (Span("~ ?", "dim"), "date", "approximate, uncertain"),
        (Span("(after)", "dim"), "date", "not known; the file says what it came after"),
        (Span(f"{glyphs.open} {glyphs.closed}"), "tree", "opened, closed"),
        (Span(f"{glyphs.included} {glyphs.excluded}"), "entry", "included, excluded by the query"),
        (Span(f"a {glyphs.within} b"), "place", "a lies within b"),
        (Span(f"a {glyphs.had_from} b"), "source", "a has it from b"),
        (Span(glyphs.follows, "dim"), "event", "Enter follows what the line names"),
        (Span(low + line + best + line + high), "figure", "at least, best, at most"),
        (Span(low + open), "figure", "at least; how many at most is not said"),
        (Span(f"{about} {denied}"), "figure", "about so many; someone denies it"),
        (Span(bins[2:]), "strip", "how many events begin there, or were reported then"),
        (Span(bins[1:3], "dim"), "strip", "events there, but none that are shown"),
        (Span(glyphs.disputed, "contested"), "strip", "of those there, some are contested"),
        (Span(glyphs.cursor), "strip", "where the cursor of the list is in time"),
        *((Span(sign), "lane", meaning) for sign, meaning in lane_signs(glyphs)),
    )
    return tuple(
        (*pad((Span("  "), sign), 10), Span(f" {name:<15}"), Span(means, "dim"))
        for sign, name, means in signs
    )
