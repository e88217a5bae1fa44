"""The signs the product draws, one set in Unicode and one in ASCII."""

from __future__ import annotations

from dataclasses import dataclass


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
    span: str = "▒"
    rule: str = "─"
    heavy_rule: str = "━"
    fold: str = "┊"
    bar: str = "│"
    ellipsis: str = "…"
    bins: str = " ▁▂▃▄▅▆▇█"


UNICODE = Glyphs()
ASCII = Glyphs(
    disputed="!",
    corroborated="@",
    single_origin="o",
    party_claim="p",
    unsourced=".",
    retracted="x",
    broken="?",
    marked="*",
    changed="^",
    planned=">",
    cancelled="/",
    cursor="v",
    open="v",
    closed=">",
    follows=">",
    included="+",
    excluded="-",
    within="<",
    had_from="<-",
    span="=",
    rule="-",
    heavy_rule="=",
    fold="|",
    bar="|",
    ellipsis="~",
    bins=" .:-=+*#@",
)
