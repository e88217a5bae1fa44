"""The fields of the query language: one table for the parser, completion, errors and docs.

How a value finds the entries it means (`location:`, `actor:`, `source:`, `by:`, `denied-by:`):

1. An entry whose id is the value, in capitals or not, and only that one.
2. Else every entry whose name or alias is the whole value; all are compared as references in a file
   are (FORMAT section 2, References).
3. Else, with `:` alone, every entry with the value as a part of its id, name or alias, without
   case and accents. So a value narrows while it is typed, but what a pane writes, `location:balkh`,
   never also means "balkh-district", and shows as many events as the pane counted.

`location:` and `actor:` then add all that lies within the entries found; `=` never does.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Final, Literal, NamedTuple

from timeline_tui.core.text import closest

Op = Literal[":", "=", ">", ">=", "<", "<="]
Kind = Literal["name", "word", "text", "date", "number", "days", "choice"]

_EQUALS: Final[tuple[Op, ...]] = (":", "=")
_COMPARES: Final[tuple[Op, ...]] = (":", "=", ">", ">=", "<", "<=")


class Field(NamedTuple):
    """A field; `kind` says how a value is read and compared.

    `values` are those of a closed choice, each with its help line. An `ordered` field takes `>`,
    `>=`, `<`, `<=` and `low..high` too. A `whole` one concerns the whole query: it may stand once,
    at the top level.
    """

    name: str
    kind: Kind
    help: str
    example: str
    ordered: bool = False
    whole: bool = False
    values: Mapping[str, str] = {}

    @property
    def ops(self) -> tuple[Op, ...]:
        """The operators that it takes."""
        return _COMPARES if self.ordered else _EQUALS


_IS: Final = {
    "retracted": "every assertion of it was taken back",
    "disputed": "contested, or contradicted by another account",
    "unsourced": "nothing attributes it",
    "corroborated": "two or more independent origins assert it",
    "party-claim": "its only origin takes part in it",
    "single-origin": "one independent origin, no party to it",
    "planned": "not yet happened when it was entered",
    "cancelled": "was planned and called off",
    "undated": "its date is not known",
    "vague": "not one single day",
    "broken": "its record could not be read",
    "problem": "something is wrong in its record",
    "marked": "you marked it",
    "changed": "new or different since the last reload",
}
_HAS: Final = {
    "figures": "figures, its own or a claim's",
    "claims": "claims",
    "quote": "a claim in the speaker's words",
    "url": "a source with an address",
    "links": "links to or from another event",
    "sources": "an attribution chain, its own or a claim's",
    "dispute": "someone who contests it or a claim",
    "location": "a place",
    "actors": "someone who takes part",
    "time": "a time of day",
    "date_text": "the source's own words for the date",
    "description": "a description",
    "tags": "tags",
    "note": "an editor's note, on it or on a claim",
}
_SORT: Final = {"date": "by when it happened", "reported": "by when it was first reported"}

_TABLE: Final = (
    Field("location", "name", "a place and everything within it", "location:balkh"),
    Field("actor", "name", "who takes part, with all parts; @role", "actor:taliban@target"),
    Field("source", "name", "anywhere in an attribution chain", "source:report"),
    Field("by", "name", "the origin of a chain", "by:taliban"),
    Field("denied-by", "name", "who contests the event or a claim", "denied-by:taliban"),
    Field("date", "date", "may have happened then", "date:2021-05..2021-07", ordered=True),
    Field("before", "date", "may have begun before; = all of it", "before:2021-07-26"),
    Field("after", "date", "may have gone on after; = all of it", "after:2021-07-26"),
    Field("is", "choice", "its standing or state", "is:disputed", values=_IS),
    Field("has", "choice", "what the record holds", "has:figures", values=_HAS),
    Field("tag", "word", "a tag", "tag:border"),
    Field("type", "word", "the type of event", "type:battle"),
    Field("side", "word", "the side of someone who takes part", "side:government"),
    Field("title", "text", "words of the title", 'title:"nad-e ali"'),
    Field("text", "text", "words anywhere, as without a field", "text:helicopter"),
    Field("id", "word", "the event's id", "id=kaldar-falls"),
    Field("link", "word", "a type of link, or the event linked to", "link:part-of"),
    Field("file", "word", "the file it was typed in", "file:events.yaml"),
    Field("origins", "number", "how many independent origins", "origins>=2", ordered=True),
    Field("reported", "date", "when a chain became known", "reported:2021-07-27", ordered=True),
    Field("lag", "days", "from event to report: d, w, m, y", "lag>7d", ordered=True),
    Field("asof", "date", "everything as it was known then", "asof:2021-07-26", whole=True),
    Field("sort", "choice", "the order of the events", "sort:reported", whole=True, values=_SORT),
)
FIELDS: Final = {field.name: field for field in _TABLE}

MEASURES: Final = ("killed", "wounded", "captured", "displaced", "missing", "troops")
"""The measures that FORMAT section 6 names; a file may use others."""

_OTHER_NAMES: Final = {
    "place": "location",
    "where": "location",
    "who": "actor",
    "when": "date",
    "since": "after",
    "until": "before",
    "origin": "by",
    "status": "is",
}


def measure(name: str) -> Field:
    """The field of a measure: `killed>=10`."""
    return Field(name, "number", f"{name} by any claimant, may be", f"{name}>=10", ordered=True)


def field_of(name: str, op: Op) -> Field:
    """The field of this name: one of the table, a key of one's own (`x-…`) or else a measure."""
    if name[:2].lower() == "x-" and name[2:] and op in _EQUALS:
        return Field(name.lower(), "word", "a key of your own", f"{name.lower()}:yes")
    return FIELDS.get(name) or measure(name)


def suggestion(name: str, op: Op, measures: Collection[str]) -> str:
    """Which field or measure that takes `op` was probably meant by an unknown name; "" for none."""
    fields = [name for name, field in FIELDS.items() if op in field.ops]
    meant = _OTHER_NAMES.get(name.lower(), "")
    return meant if meant in fields else closest(name, [*fields, *measures])
