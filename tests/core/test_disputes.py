"""Disputes: which statements get a block, and what their sides hold (FORMAT sections 5 and 6)."""

from collections.abc import Iterable

from timeline_tui.core.evidence.disputes import ContestedStatement, disputes
from timeline_tui.core.loading import load_text

HEAD = """\
actors:
  army: {name: Army, side: government}
  general: {name: The general, part_of: army}
  rebels: {name: Rebels, side: rebels}
  mission: UN mission
sources: {report: {name: Report, published: 2021-07-27}}
events:
"""


def event(id: str, *claims: str, more: str = "") -> str:
    """An event of the mission; each claim is its id, then its other keys."""
    told = ", ".join(f"{{id: {c.split(',')[0]}, text: It was {c}}}" for c in claims)
    keys = f"date: 2021-07-2{ord(id[-1]) % 10}, sources: report <- mission, claims: [{told}]{more}"
    return f"- {{id: {id}, title: The {id}, {keys}}}\n"


def blocks_of(*events: str) -> tuple[ContestedStatement, ...]:
    timeline = load_text(HEAD + "".join(events))
    assert not [problem for problem in timeline.problems if problem.severity == "error"]
    return disputes(timeline, range(len(events)))


def told(blocks: Iterable[ContestedStatement]) -> list[tuple[str, list[str]]]:
    """Each block's statement, and what contests it: a claim, an event, or who disputes it."""
    found = []
    for block in blocks:
        name = f"{block.event.id}/{block.claim.id}" if block.claim else block.event.id
        others = []
        for side in block.sides[1:]:
            same = (side.event, side.claim) == (block.event, block.claim)
            held = f"{side.event.id}/{side.claim.id}" if side.claim else side.event.id
            others.append("by " + ", ".join(c.origin for c in side.chains) if same else held)
        found.append((name, others))
    return found


DISPUTED = ", disputed_by: rebels"

BLOCKS = [
    # only what is contested has a block
    ([event("a", "seen"), event("b", "seen", f"heard{DISPUTED}")], [("b/heard", ["by rebels"])]),
    # the event as a whole stands before its claims, several disputes are sides of one block
    (
        [event("a", f"one{DISPUTED}", more=", disputed_by: [{sources: rebels}, {sources: army}]")],
        [("a", ["by rebels", "by army"]), ("a/one", ["by rebels"])],
    ),
    # a contradiction is one block under what it was typed against, whichever end it is typed at
    ([event("a", "one", "two, contradicts: one")], [("a/one", ["a/two"])]),
    ([event("a", "one, contradicts: two", "two, contradicts: one")], [("a/one", ["a/two"])]),
    # … and with the claim that is disputed anyway
    ([event("a", "one", f"two, contradicts: one{DISPUTED}")], [("a/two", ["by rebels", "a/one"])]),
    # events that contradict each other
    ([event("a"), event("b", more=", links: {contradicts: a}")], [("a", ["b"])]),
]


def test_which_statements_have_a_block():
    for events, expected in BLOCKS:
        assert told(blocks_of(*events)) == expected


def test_a_party_to_the_event_is_told_from_others():
    claim = f"c, sources: [mission, general]{DISPUTED}"
    (block,) = blocks_of(event("a", claim, more=", actors: army"))
    assert [side.parties for side in block.sides] == [{"general"}, set()]
