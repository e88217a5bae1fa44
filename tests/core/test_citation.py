"""An event as a citation, and the addresses that may be opened."""

from timeline_tui.core.citation import addresses, citation, is_web
from timeline_tui.core.loading import load_text
from timeline_tui.core.timeline import Timeline
from timeline_tui.words.dates import long

HEAD = """\
title: A case
actors: {taliban: Taliban, army: military sources}
sources:
  report:
    name: Helicopter down
    author: A. Writer
    publisher: The Paper
    published: 2021-07-27
    url: https://paper.example/heli
    archived: https://archive.example/1
    accessed: 2021-08-01
  media: local media
events:
"""
HELI = """\
- id: heli
  title: A helicopter comes down.
  date: 2021-07-26
  time: morning
  date_text: on Monday
  sources: report <- media <- army
"""


def timeline(event: str) -> Timeline:
    return load_text(HEAD + event, "case.yaml")


def cited(event: str) -> str:
    whole = timeline(event)
    return citation(whole, whole.events[0], long)


def test_a_citation_says_what_when_who_and_where():
    assert cited(HELI) == (
        "A helicopter comes down (26 July 2021, morning; “on Monday”). "
        "According to military sources, as quoted by local media, as quoted by Helicopter down. "
        "A. Writer, Helicopter down, The Paper, 27 July 2021, https://paper.example/heli "
        "(archived https://archive.example/1, accessed 1 August 2021). "
        "A case [case.yaml, heli]."
    )


CITED = """
date: unknown => T (date not known). A case [case.yaml, e].
date: 2021, sources: [report <- army, media] => by Helicopter down; local media.
date: 2021, sources: media => T (2021). According to local media. A case [case.yaml, e].
date: 2021, claims: {text: It burnt, sources: media <- army} => “It burnt”, according to military sources, as quoted by local media.
date: 2021, disputed_by: {sources: report <- taliban, text: not so} => The event is contested by Taliban, as quoted by Helicopter down: “not so”.
date: 2021, claims: [{text: a, id: a}, {text: b, sources: media, contradicts: a}] => “b” is contradicted: “a”.
"""  # noqa: E501


def test_what_a_citation_holds():
    for row in CITED.strip().splitlines():
        keys, words = row.split(" => ")
        assert words in cited(f"- {{id: e, title: T, {keys}}}\n")


def test_the_addresses_of_an_event_are_those_of_the_web_each_once():
    whole = load_text(
        "sources:\n  a: {url: 'https://a.example', archived: 'https://archive.example/a'}\n"
        "  b: {url: 'file:///etc/passwd', archived: 'HTTP://b.example'}\n"
        "events:\n- date: 2021\n  title: T\n  sources: [b <- a, a]\n"
        "  claims: {text: c, sources: a, disputed_by: https://c.example}\n"
    )
    assert addresses(whole, whole.events[0]) == (
        "HTTP://b.example",
        "https://a.example",
        "https://archive.example/a",
        "https://c.example",
    )


def test_only_addresses_of_the_web_may_be_opened():
    others = ("javascript:alert(1)", "file:///etc/passwd", "https://", "https://[a", "")
    hidden = ("https://a.example/\u202ex", "https://a.example/a b")
    web = ("https://a.example/x?y#z", "HTTP://A.EXAMPLE")
    assert [address for address in (*others, *hidden, *web) if is_web(address)] == [*web]
