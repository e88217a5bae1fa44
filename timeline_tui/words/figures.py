"""Figures in words: what was given and no more (FORMAT section 6). Knows no layout."""

from __future__ import annotations

from timeline_tui.core.models.figures import PERCENT, WORDS
from timeline_tui.core.timeline import Figure, Timeline


def figure_text(figure: Figure, timeline: Timeline) -> str:
    """The quantity alone: `about 1,500`, `800 or more`, `scores`, `16 including 3 Civilians`."""
    amount = _amount(figure)
    words = figure.text.strip("\n")
    if words and words.lower() in WORDS and figure.best is None and figure.high is None:
        amount = words
    elif words:
        amount = f'{amount} ("{words}")' if amount else f'"{words}"'
    if not figure.including:
        return amount
    parts = [
        f"{figure_text(part, timeline)} {_actor(part, timeline)}".rstrip()
        for part in figure.including
    ]
    return f"{amount} including {' and '.join(parts)}".lstrip()


def figure_line(figure: Figure, timeline: Timeline) -> str:
    """What was counted, of whom, and the quantity: `killed, Taliban: about 1,500`."""
    whom = _actor(figure, timeline)
    return f"{figure.measure}{', ' if whom else ''}{whom}: {figure_text(figure, timeline)}"


def _actor(figure: Figure, timeline: Timeline) -> str:
    return timeline.party(figure.of).name if figure.of is not None else ""


def _amount(figure: Figure) -> str:
    bounds = _bounds(figure)
    if figure.best is None:
        amount = bounds
    else:
        amount = number(figure.best, figure.unit) + (f" ({bounds})" if bounds else "")
    if not amount:
        return ""
    unit = "" if figure.unit == PERCENT else figure.unit
    about = "about " if figure.approximate else ""
    return f"{about}{amount} {unit}".rstrip()


def _bounds(figure: Figure) -> str:
    low, high, unit = figure.low, figure.high, figure.unit
    if low is not None and high is not None:
        return f"{number(low, unit)} to {number(high, unit)}"
    if low is not None:
        return f"{number(low, unit)} or more"
    return f"up to {number(high, unit)}" if high is not None else ""


def number(value: float, unit: str = "") -> str:
    """Thousands set apart, no decimals where there are none; a percentage has its sign: `85%`."""
    digits = f"{int(value):,}" if float(value).is_integer() else f"{value:,}"
    return f"{digits}%" if unit == PERCENT else digits
