"""Standing: each row of FORMAT section 5's table, each sentence on it and on origins."""

from timeline_tui.core.evidence.contests import contested_index
from timeline_tui.core.evidence.standing import Standing, sentence, standing, standings
from timeline_tui.core.loading import load_text
from timeline_tui.core.timeline import Timeline
from timeline_tui.words.dates import long

HEAD = """\
actors:
  government: {name: Government, side: government}
  ansf: {name: ANSF, part_of: government}
  ana: {name: ANA, part_of: ansf}
  governor: {name: The governor, kind: person, part_of: government}
  militia: {name: Militia, side: Government}
  taliban: {name: Taliban, side: taliban}
  unama: UNAMA
  red-cross: Red Cross
  spokesman: {name: Spokesman, part_of: red-cross}
  farmers: Farmers
sources:
  report: News report
  article: Second article
  local-media: local media
  post: {name: Morning post, publisher: Acme  Press}
  gazette: {name: Evening gazette, publisher: ACME press}
events:
"""
OTHER = "- {id: other, date: 2022, title: Other, sources: ana, claims: {text: O, id: o}}\n"


def timeline(event: str) -> Timeline:
    """The event `e` with the given keys, and another one."""
    return load_text(f"{HEAD}- {{id: e, date: 2021, title: It, {event}}}\n{OTHER}")


def stands(event: str) -> Standing:
    whole = timeline(event)
    return standing(whole, whole.events[0])


def counted(found: Standing) -> list[str]:
    return [chain.origin for chain in found.counted]


ROWS = """
claims: {text: a, sources: unama, retracted: 2022} => retracted
sources: [unama, taliban], claims: {text: a, sources: ana}, retracted: 2022 => retracted
sources: [ana, taliban], actors: [taliban, ana], disputed_by: unama, retracted: 2022 => retracted
sources: farmers, claims: {text: a, sources: unama, retracted: 2022} => single-origin farmers
sources: unama, disputed_by: report <- farmers => disputed unama
claims: [{text: a, id: a, sources: taliban}, {text: b, sources: ana, contradicts: a}] => disputed taliban ana
claims: {text: a, sources: unama, contradicts: other/o} => disputed unama
sources: unama, links: {contradicts: other} => disputed unama
disputed_by: taliban => disputed
claims: {text: a, id: a, sources: unama, contradicts: a} => single-origin unama
note: x => unsourced
sources: [report <- unama, report <- farmers] => corroborated unama farmers
sources: [taliban, ana], actors: [taliban, ana] => corroborated taliban ana
sources: unama, claims: {text: a, sources: taliban, supported_by: farmers} => corroborated unama farmers
claims: [{text: a, sources: unama}, {text: b, sources: farmers}] => corroborated unama farmers
sources: report <- militia, actors: [taliban, ana] => party-claim militia
sources: governor, actors: government => party-claim governor
sources: report <- unama, actors: [taliban, ana] => single-origin unama
sources: unama, claims: {text: a, sources: farmers} => single-origin unama
"""  # noqa: E501
"""The first row of FORMAT's table that holds, and the origins that count."""


def test_the_first_row_that_holds_counts():
    for row in ROWS.strip().splitlines():
        event, expected = row.split(" => ")
        found = stands(event)
        assert " ".join((found.kind, *counted(found))) == expected, event


def test_a_circle_of_contradictions_and_of_replacements_ends():
    whole = timeline(
        "claims: [{text: a, id: a, contradicts: b, supersedes: b},"
        " {text: b, id: b, contradicts: a, supersedes: a}]"
    )
    assert [c.outgoing for c in standings(whole)[0].contested_by] == [True, True]
    assert contested_index(whole).superseded_by == {"e/a": ("e/b",), "e/b": ("e/a",)}


SENTENCES = """
sources: [report <- unama, report <- local-media <- ansf] => 2 independent: UNAMA; ANSF. Not counted: local media, quoting ANSF
note: x => Nothing attributes it
sources: [report <- governor, article <- governor, report <- governor] => 1 origin: The governor. Not counted: Second article, quoting The governor too
sources: [ana, militia] => 1 origin: ANA. Not counted: Militia, on the same side as ANA
sources: [ana, ansf] => 1 origin: ANA. Not counted: ANSF, of which ANA is a part
sources: [post, gazette] => 1 origin: Morning post. Not counted: Evening gazette, of the same publisher as Morning post
claims: [{text: a, sources: unama, retracted: 2022}, {text: b, sources: farmers}] => 1 origin: Farmers. Not counted: UNAMA, retracted
sources: unama, retracted: 2021-07-28 => Retracted 28 July 2021 by UNAMA
claims: [{text: a, sources: unama, retracted: 2021-08}, {text: b, retracted: 2021-07-28}] => Retracted August 2021 by UNAMA
sources: unama, actors: taliban, disputed_by: {sources: taliban, text: denies it} => Disputed by Taliban, a party to it (denies it). 1 origin: UNAMA
claims: [{text: a, id: a, sources: taliban}, {text: b, sources: report, contradicts: a}] => Contradictory accounts: Taliban; News report. 2 independent: Taliban; News report
"""  # noqa: E501


def test_the_program_can_always_say_why():
    for row in SENTENCES.strip().splitlines():
        event, words = row.split(" => ")
        whole = timeline(event)
        assert sentence(standings(whole)[0], whole, long) == words, event
