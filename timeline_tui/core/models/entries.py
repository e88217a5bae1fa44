"""What may stand in a timeline file, entry by entry (FORMAT sections 2, 4 and 5).

Plain data becomes typed values here, references still as typed. Nothing here knows another record,
a file or a line: `checking` reports what is wrong, `references` resolves.
"""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Final, Literal

from pydantic import Field, ValidationInfo, field_validator, model_validator
from pydantic.dataclasses import dataclass
from pydantic.json_schema import SkipJsonSchema

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
from timeline_tui.core.models.entry import STRICT, Entry
from timeline_tui.core.models.figure_entries import Figures
from timeline_tui.core.models.plain import Filled, Id, Listed, Sentence, Text, Texts, named, refuse
from timeline_tui.core.models.shorthand import Chains, Date, Ids, Links, Locations, Time
from timeline_tui.core.timeline import Status

SECTIONS: Final = ("locations", "actors", "sources", "events")
"""The keys of a file that hold entries; the others are those of `FileHead`."""

ActorKind = Literal[
    "person", "group", "organization", "unit", "government", "population", "unknown"
]


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class FileHead(Entry):
    """What a file says about itself. `timezone` is "" where the file does not name one."""

    noun: ClassVar[str] = "a file"

    timeline: Version = Field("1", description="The version of the format: 1")
    title: Text = Field("", description="What the timeline is about")
    timezone: Zone = Field(
        "", description="IANA name of the zone of all clock times without an offset; default UTC"
    )

    @model_validator(mode="before")
    @classmethod
    def _without_sections(cls, data: Any) -> Any:
        if type(data) is not dict:
            return data
        return {key: value for key, value in data.items() if key not in SECTIONS}


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class PlaceEntry(Entry):
    """A place. A bare text is its name."""

    noun: ClassVar[str] = "a location"
    example: ClassVar[str] = "`Balkh` or `{name: Balkh, kind: province}`"
    bare: ClassVar[str] = "name"

    name: Text = Field("", description="The place's name; default: its id")
    aliases: Texts = Field((), description="Other names and spellings")
    kind: Text = Field("", description="What it is: city, district, province, river …")
    within: Filled = Field("", description="The place that it lies in (id or name)")
    country: Country = Field("", description="ISO 3166-1 code of two letters, as in AF")
    lat: Latitude | None = Field(None, description="Latitude in decimal degrees, south negative")
    lon: Longitude | None = Field(None, description="Longitude in decimal degrees, west negative")
    ids: Ids = Field((), description="Its ids elsewhere, by register: {geonames: 1147290}")
    note: Text = Field("", description="The editor's own remark")


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class ActorEntry(Entry):
    """Someone who takes part or is quoted. A bare text is the name."""

    noun: ClassVar[str] = "an actor"
    example: ClassVar[str] = "`Taliban` or `{name: Taliban, kind: group}`"
    bare: ClassVar[str] = "name"

    name: Text = Field("", description="The actor's name; default: its id")
    aliases: Texts = Field((), description="Other names and spellings")
    kind: ActorKind = Field("unknown", description="What kind of actor it is")
    part_of: Filled = Field("", description="The actor that it belongs to (id or name)")
    side: Text = Field("", description="The party that it stands with; inherited along part_of")
    position: Text = Field("", description="Office or rank, for a person")
    ids: Ids = Field((), description="Its ids elsewhere, by register: {wikidata: Q42418}")
    note: Text = Field("", description="The editor's own remark")


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class SourceEntry(Entry):
    """A publication or a document. A bare text is the name."""

    noun: ClassVar[str] = "a source"
    example: ClassVar[str] = "`News report` or `{name: News report, published: 2021-07-27}`"
    bare: ClassVar[str] = "name"

    name: Text = Field("", description="The source's name; default: its id")
    aliases: Texts = Field((), description="Other names and spellings")
    type: Text = Field("", description="CSL type: article-newspaper, post, report, broadcast …")
    author: Text = Field("", description="Who wrote it")
    publisher: Text = Field("", description="Who published it; a shared one is no second origin")
    url: Text = Field("", description="Where it can be read")
    archived: Text = Field("", description="Address of an archived copy")
    published: Date | None = Field(None, description="When it was published (EDTF)")
    accessed: Date | None = Field(None, description="When it was last read (EDTF)")
    language: Text = Field("", description="Its language, as in en or fa-AF")
    reliability: Reliability = Field(
        "", description="Admiralty code from A (reliable) to F (cannot be judged)"
    )
    note: Text = Field("", description="The editor's own remark")


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class ActorRef(Entry):
    """An actor's part in an event. A bare text is the actor."""

    noun: ClassVar[str] = "an actor"
    example: ClassVar[str] = "`taliban` or `{actor: taliban, role: initiator}`"
    bare: ClassVar[str] = "actor"
    pair: ClassVar[tuple[str, ...]] = ("actor", "role")

    actor: Filled = Field(description="The actor (id, name or alias)")
    role: Filled = Field(
        "participant",
        description="participant, initiator, target, supporter, victim, speaker, mediator, "
        "affected, or another",
    )
    note: Text = Field("", description="The editor's own remark on this part")


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class DisputeEntry(Entry):
    """Someone contests a claim or an event. A bare text is an attribution chain."""

    noun: ClassVar[str] = "a dispute"
    example: ClassVar[str] = "`report <- taliban` or `{sources: report <- taliban, text: …}`"
    bare: ClassVar[str] = "sources"
    pair: ClassVar[tuple[str, ...]] = ("sources", "text")

    sources: Chains = Field(description="Who contests it: attribution chains")
    text: Text = Field("", description="What they say against it")
    date: Date | None = Field(None, description="When they said so (EDTF)")


Disputes = Annotated[tuple[DisputeEntry, ...], Listed()]


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class ClaimEntry(Entry):
    """A statement that differs from, adds to or contests the event. A bare text is what it says."""

    noun: ClassVar[str] = "a claim"
    example: ClassVar[str] = "`{text: Ten were killed, sources: report <- police}`"
    bare: ClassVar[str] = "text"
    pair: ClassVar[tuple[str, ...]] = ("id", "text")

    text: Sentence = Field(description="What is claimed, in one neutral sentence")
    id: Id = Field("", description="A name for this claim, unique within the event")
    sources: Chains = Field((), description="Who says so; default: the event's sources")
    date: Date | None = Field(None, description="When it was said (EDTF)")
    quote: Text = Field("", description="The words themselves")
    figures: Figures = Field((), description="Quantities: {killed: 16, wounded: 20+}")
    disputed_by: Disputes = Field((), description="Who contests this claim")
    supported_by: Chains = Field((), description="Who confirms it: attribution chains")
    contradicts: Texts = Field((), description="Claims that it rules out: claim or event/claim")
    supersedes: Texts = Field((), description="Older claims that this one replaces")
    retracted: Date | None = Field(None, description="The day its reporters took it back (EDTF)")
    credibility: Credibility | None = Field(
        None, description="Admiralty code from 1 (confirmed) to 6 (cannot be judged)"
    )
    note: Text = Field("", description="The editor's own remark")


Claims = Annotated[tuple[ClaimEntry, ...], Listed()]
Participants = Annotated[tuple[ActorRef, ...], Listed()]


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class EventEntry(Entry):
    """Something that happened.

    `date` is None where it is missing or does not read; `date_written` is what was typed then.
    `title` is "" where there is none.
    """

    noun: ClassVar[str] = "an event"
    example: ClassVar[str] = "`- date: 2021-07-26` and below it `  title: …`"
    expected: ClassVar[tuple[str, ...]] = ("date", "title")

    date: Date | None = Field(
        None,
        description="When it happened: EDTF such as 2021-07-26, 2021-07~, 2021-07-24/2021-07-25, "
        "or unknown",
    )
    date_written: SkipJsonSchema[str] = Field("", init=False)
    title: Sentence = Field("", description="What happened, in one neutral line")
    id: Id = Field("", description="A name for references; default: date and title")
    time: Time | None = Field(None, description="09:30, 09:30/11:00, or a part of the day")
    date_text: Text = Field("", description="The source's own words for the date, kept as they are")
    description: Text = Field("", description="As long as needed; line breaks are kept")
    type: Text = Field("", description="A word: battle, shelling, statement, agreement …")
    status: Status = Field("occurred", description="Whether it happened, or was only planned")
    locations: Locations = Field(
        (),
        validation_alias="location",
        description="Where: a place or several, or a chain `Hairatan < Kaldar < Balkh`",
    )
    actors: Participants = Field((), description="Who took part: {actor, role, note}")
    figures: Figures = Field((), description="Quantities: {killed: 16, wounded: 20+}")
    sources: Chains = Field((), description="Who says so: chains such as `report <- local-media`")
    claims: Claims = Field(
        (), description="Statements that differ from, add to or contest the event"
    )
    disputed_by: Disputes = Field((), description="Who contests the whole event")
    after: Texts = Field((), description="Events that it followed, where dates do not say so")
    before: Texts = Field((), description="Events that it preceded, where dates do not say so")
    tags: Texts = Field((), description="Words to find it by")
    links: Links = Field((), description="Other events by kind of link: {part-of: offensive}")
    retracted: Date | None = Field(None, description="The day its reporters took it back (EDTF)")
    note: Text = Field("", description="The editor's own remark")

    @field_validator("time")
    @classmethod
    def _needs_a_day(cls, time: DayTime | None, info: ValidationInfo) -> DayTime | None:
        date: EdtfDate | None = info.data.get("date")
        if date is None or time is None:
            return time
        if date.clock is not None:
            message = f"The date {named(date.text)} has a clock time already"
            raise refuse("time-without-day", message, "Leave `time` out")
        if date.kind != "point" or date.precision != "day":
            message = f"`time` needs a date that is one day, not {named(date.text)}"
            raise refuse("time-without-day", message, "Leave `time` out, or write the day")
        return time
