"""What a timeline file says, entry by entry (FORMAT sections 2, 4 and 5): as typed, and as read.

As typed, references are `Text`s, names with their places; resolution returns copies that have ids
in the same fields, and fills what nobody types. Nothing here knows another record or a file.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Annotated, ClassVar, Final

from pydantic import BeforeValidator, Field, ValidationInfo, field_validator
from pydantic.dataclasses import dataclass
from pydantic.json_schema import JsonSchemaValue, SkipJsonSchema

from timeline_tui.core.dates import DayTime, EdtfDate
from timeline_tui.core.models.codes import (
    Country,
    Credibility,
    Latitude,
    Longitude,
    Reliability,
    Version,
    Zone,
)
from timeline_tui.core.models.entry import STRICT, Entry, unset
from timeline_tui.core.models.fields import (
    Filled,
    Id,
    Ids,
    Line,
    Listed,
    Reference,
    References,
    Sentence,
    Statement,
    Tags,
    Words,
    read_ref,
)
from timeline_tui.core.models.figures import Figures
from timeline_tui.core.models.shorthand import Chains, Date, Links, Locations, Time
from timeline_tui.core.models.wording import ActorKind, Status, named, refuse
from timeline_tui.core.reading.tree import Map, Text, placed

_NOTE: Final = "The editor's own remark"
_TAKEN_BACK: Final = "The day its reporters took it back (EDTF)"


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class FileHead(Entry):
    """What a file says about itself. `timezone` is "" where the file does not name one."""

    beside: ClassVar[tuple[str, ...]] = ("locations", "actors", "sources", "events")

    timeline: Version = Field("1", description="The version of the format: 1")
    title: Line = Field("", description="What the timeline is about")
    timezone: Zone = Field(
        "", description="IANA name of the zone of its clock times without an offset; default UTC"
    )


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Place(Entry):
    """A place. A bare text is its name.

    `within` is a place id; where no entry gives it, `placed_by_events` says that events do.
    """

    bare: ClassVar[str] = "name"

    id: SkipJsonSchema[str] = unset("", "id")
    name: Line = Field("", description="The place's name; default: its id")
    aliases: Words = Field((), description="Other names and spellings")
    kind: Line = Field("", description="What it is: city, district, province, river …")
    within: Reference | None = Field(None, description="The place that it lies in (id or name)")
    country: Country = Field("", description="ISO 3166-1 code of two letters, as in AF")
    lat: Latitude | None = Field(None, description="Latitude in decimal degrees, south negative")
    lon: Longitude | None = Field(None, description="Longitude in decimal degrees, west negative")
    ids: Ids = Field((), description="Its ids elsewhere, by register: {geonames: 1147290}")
    note: Line = Field("", description=_NOTE)
    implicit: SkipJsonSchema[bool] = unset(False, "implicit")
    placed_by_events: SkipJsonSchema[bool] = unset(False, "placed-by-events")


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Actor(Entry):
    """Someone who takes part or is quoted. A bare text is the name.

    `part_of` is an actor id; `side`, once resolved, is inherited along it.
    """

    bare: ClassVar[str] = "name"

    id: SkipJsonSchema[str] = unset("", "id")
    name: Line = Field("", description="The actor's name; default: its id")
    aliases: Words = Field((), description="Other names and spellings")
    kind: ActorKind = Field("unknown", description="What kind of actor it is")
    part_of: Reference | None = Field(None, description="The actor that it belongs to (id or name)")
    side: Line = Field("", description="The party that it stands with; inherited along part_of")
    position: Line = Field("", description="Office or rank, for a person")
    ids: Ids = Field((), description="Its ids elsewhere, by register: {wikidata: Q42418}")
    note: Line = Field("", description=_NOTE)
    implicit: SkipJsonSchema[bool] = unset(False, "implicit")


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Source(Entry):
    """A publication or a document. A bare text is the name."""

    bare: ClassVar[str] = "name"

    id: SkipJsonSchema[str] = unset("", "id")
    name: Line = Field("", description="The source's name; default: its id")
    aliases: Words = Field((), description="Other names and spellings")
    type: Line = Field("", description="CSL type: article-newspaper, post, report, broadcast …")
    author: Line = Field("", description="Who wrote it")
    publisher: Line = Field("", description="Who published it; a shared one is no second origin")
    url: Line = Field("", description="Where it can be read")
    archived: Line = Field("", description="Address of an archived copy")
    published: Date | None = Field(None, description="When it was published (EDTF)")
    accessed: Date | None = Field(None, description="When it was last read (EDTF)")
    language: Line = Field("", description="Its language, as in en or fa-AF")
    reliability: Reliability = Field(
        "", description="Admiralty code from A (reliable) to F (cannot be judged)"
    )
    note: Line = Field("", description=_NOTE)
    implicit: SkipJsonSchema[bool] = unset(False, "implicit")


Party = Actor | Source
SECTIONS: Final[Mapping[str, type[Place] | type[Actor] | type[Source]]] = {
    "locations": Place,
    "actors": Actor,
    "sources": Source,
}


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Participant(Entry):
    """An actor's part in an event. A bare text is the actor. `role` is open."""

    bare: ClassVar[str] = "actor"

    actor: Reference = Field(description="The actor (id, name or alias)")
    role: Filled = Field(
        "participant",
        description="participant, initiator, target, supporter, victim, speaker, mediator, "
        "affected, or another",
    )
    note: Line = Field("", description="The editor's own remark on this part")


def _participant(value: object) -> object:
    """A bare actor at once, as most are typed so."""
    if isinstance(value, Text) and value.strip():
        return Participant.make(actor=read_ref(value))
    return value


_Participants = Annotated[
    tuple[Annotated[Participant, BeforeValidator(_participant)], ...], Listed()
]


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Dispute(Entry):
    """Someone contests a claim or an event. A bare text is an attribution chain."""

    bare: ClassVar[str] = "sources"
    short_forms: ClassVar[tuple[JsonSchemaValue, ...]] = ({"$ref": "#/definitions/Element"},)

    chains: Chains = Field(
        validation_alias="sources", description="Who contests it: attribution chains"
    )
    text: Line = Field("", description="What they say against it")
    date: Date | None = Field(None, description="When they said so (EDTF)")


def _dispute(value: object) -> object:
    """A dispute that is only the long form of a chain, or has it in place of `sources`."""
    if type(value) is not Map or "source" not in value or "sources" in value:
        return value
    own = ("text", "date") if "text" in value else ()
    chain = placed({key: one for key, one in value.items() if key not in own}, value.at, Map)
    said = {key: one for key, one in value.items() if key in own}
    return placed({placed("sources", value.at): chain, **said}, value.at, Map)


_Disputes = Annotated[tuple[Annotated[Dispute, BeforeValidator(_dispute)], ...], Listed()]


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Claim(Entry):
    """A statement that differs from, adds to or contests the event. A bare text is what it says.

    `when` and `where` are what it says of the event's date and place, which they never replace.
    Once resolved, `chains` are the claim's own or, where it has none, the event's (`inherited` is
    then true); `where` are place ids, `nested` as those of an event; `contradicts` and `supersedes`
    name claims as `event-id/claim-id`.
    """

    bare: ClassVar[str] = "text"

    text: Statement = Field(description="What is claimed, in one neutral sentence")
    id: Id = Field("", description="A name for this claim, unique within the event")
    chains: Chains = Field(
        (), validation_alias="sources", description="Who says so; default: the event's sources"
    )
    inherited: SkipJsonSchema[bool] = unset(False, "inherited")
    date: Date | None = Field(None, description="When it was said (EDTF)")
    when: Date | None = Field(None, description="When it happened, according to this claim (EDTF)")
    where: Locations = Field(
        (), description="Where it happened, according to this claim: a place, several, or a chain"
    )
    nested: SkipJsonSchema[tuple[tuple[str, str], ...]] = unset((), "nested")
    quote: Line = Field("", description="The words themselves")
    figures: Figures = Field((), description="Quantities: {killed: 16, wounded: 20+}")
    disputes: _Disputes = Field(
        (), validation_alias="disputed_by", description="Who contests this claim"
    )
    supports: Chains = Field(
        (), validation_alias="supported_by", description="Who confirms it: attribution chains"
    )
    contradicts: References = Field(
        (), description="Claims that it rules out: claim or event/claim"
    )
    supersedes: References = Field((), description="Older claims that this one replaces")
    retracted: Date | None = Field(None, description=_TAKEN_BACK)
    credibility: Credibility | None = Field(
        None, description="Admiralty code from 1 (confirmed) to 6 (cannot be judged)"
    )
    note: Line = Field("", description=_NOTE)


@dataclasses.dataclass(frozen=True, slots=True)
class Link:
    """A link of an event to another, seen from one of them: `outgoing` is false at its target."""

    type: str
    event: str
    outgoing: bool = True


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Event(Entry):
    """Something that happened.

    `date` is None for a record without a readable date; `date_written` then holds what was typed.
    Once resolved, `locations` are place ids as named, without their ancestors; `nested` are pairs
    of places, the second one around the first, that the event tells where entries do not. `broken`
    marks a record whose YAML does not parse or that is no mapping; its `title` is then the record's
    first line.
    """

    expected: ClassVar[tuple[str, ...]] = ("date", "title")

    date: Date | None = Field(
        None,
        description="When it happened: EDTF such as 2021-07-26, 2021-07~, 2021-07-24/2021-07-25, "
        "or unknown",
    )
    date_written: SkipJsonSchema[str] = unset("", "date-written")
    title: Sentence = Field("", description="What happened, in one neutral line")
    id: Id = Field("", description="A name for references; default: date and title")
    time: Time | None = Field(
        None, description="09:30, 09:30:15.250, ~09:30, 09:30/11:00, or a part of the day"
    )
    date_text: Line = Field("", description="The source's own words for the date, kept as they are")
    description: Line = Field("", description="As long as needed; line breaks are kept")
    type: Line = Field("", description="A word: battle, shelling, statement, agreement …")
    status: Status = Field("occurred", description="Whether it happened, or was only planned")
    locations: Locations = Field(
        (),
        validation_alias="location",
        description="Where: a place or several, or a chain `Hairatan < Kaldar < Balkh`",
    )
    nested: SkipJsonSchema[tuple[tuple[str, str], ...]] = unset((), "nested")
    actors: _Participants = Field((), description="Who took part: {actor, role, note}")
    figures: Figures = Field((), description="Quantities: {killed: 16, wounded: 20+}")
    chains: Chains = Field(
        (),
        validation_alias="sources",
        description="Who says so: chains such as `report <- local-media`",
    )
    claims: Annotated[tuple[Claim, ...], Listed()] = Field(
        (), description="Statements that differ from, add to or contest the event"
    )
    disputes: _Disputes = Field(
        (), validation_alias="disputed_by", description="Who contests the whole event"
    )
    after: References = Field((), description="Events that it followed, where dates do not say so")
    before: References = Field((), description="Events that it preceded, where dates do not say so")
    tags: Tags = Field((), description="Words to find it by")
    links: Links = Field((), description="Other events by kind of link: {part-of: offensive}")
    retracted: Date | None = Field(None, description=_TAKEN_BACK)
    ids: Ids = Field((), description="Its ids elsewhere, by register: {ucdp: 245}")
    note: Line = Field("", description=_NOTE)
    broken: SkipJsonSchema[bool] = unset(False, "broken")

    @property
    def undated(self) -> bool:
        """Whether it stands in the group "Undated" unless `after` or `before` place it."""
        return self.date is None or self.date.is_undated

    @field_validator("time")
    @classmethod
    def _needs_a_day(cls, time: DayTime | None, info: ValidationInfo) -> DayTime | None:
        date: EdtfDate | None = info.data.get("date")
        if date is None or time is None:
            return time
        if date.kind != "point" or date.precision != "day" or date.clock is not None:
            message = f"`time` needs a date that is one day, not {named(date.text)}"
            raise refuse("time-without-day", message, "Leave `time` out, or write the day")
        return time
