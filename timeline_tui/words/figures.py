"""Figures in words: what was given and no more (FORMAT section 6). Knows no layout."""

from __future__ import annotations

from timeline_tui.core.models import Figure
from timeline_tui.core.models.figures import PERCENT, WORDS
from timeline_tui.core.timeline import Timeline


def figure_line(figure: Figure, timeline: Timeline) -> str:
    """What was counted, of whom, and the quantity: `killed, Taliban: about 1,500`."""
    whom = timeline.party(figure.of).name if figure.of is not None else ""
    return f"{', '.join(filter(None, (figure.measure, whom)))}: {figure_text(figure, timeline)}"


def figure_text(figure: Figure, timeline: Timeline) -> str:
    """The quantity alone: `about 1,500`, `800 or more`, `scores`, `16 including 3 Civilians`."""
    amount, words = _amount(figure), figure.text.strip("\n")
    if words.lower() in WORDS and figure.best is None and figure.high is None:
        amount = words
    elif words:
        amount = f'{amount} ("{words}")' if amount else f'"{words}"'
    parts = (
        f"{figure_text(part, timeline)} {timeline.party(part.of).name if part.of else ''}".rstrip()
        for part in figure.including
    )
    return f"{amount} including {' and '.join(parts)}".lstrip() if figure.including else amount


def number(value: float, unit: str = "") -> str:
    """Thousands set apart, no decimals where there are none; a percentage has its sign: `85%`."""
    digits = f"{int(value):,}" if float(value).is_integer() else f"{value:,}"
    return f"{digits}%" if unit == PERCENT else digits


def _amount(figure: Figure) -> str:
    low, best, high = (
        "" if value is None else number(value, figure.unit)
        for value in (figure.low, figure.best, figure.high)
    )
    bounds = f"{low} to {high}" if low and high else low and f"{low} or more"
    bounds = bounds or (high and f"up to {high}")
    amount = f"{best} ({bounds})" if best and bounds else best or bounds
    about = "about " if figure.approximate else ""
    unit = "" if figure.unit == PERCENT else figure.unit  # which stands behind the number
    return f"{about}{amount} {unit}".rstrip() if amount else ""
