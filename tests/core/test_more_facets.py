"""The more facets: side, type, tag, standing and year, counted and chosen as the places are."""

import pytest
from export_files import viewed
from query_table import FILE as HARBOUR_FILE

from timeline_tui.core.loading import load_text
from timeline_tui.core.models import FacetKind
from timeline_tui.core.views.facets import TERMS, MoreKind
from timeline_tui.core.views.view import View, apply

FILE = load_text("""
sources: {news: {published: 2020-05-09}, late: {published: 2022-02-01}, wire: {published: 2022-03}}
actors:
  port: {name: Port council, side: council}
  guild: {name: Guild, side: council opposition}
  crew: {name: Crew, side: guilds}
events:
  - {id: old, date: -0043, title: A, type: talk, tags: [harbour]}
  - {id: war, date: 2019/2021, title: B, type: battle, tags: [harbour wall], actors: [port, crew]}
  - {id: fire, date: 2020-05-01, title: C, type: battle, actors: [guild], tags: [Harbour],
     sources: news <- guild}
  - {id: mayday, date: XXXX-05-01, title: D, tags: [harbour, wall]}
  - {id: after, title: E, after: fire, before: end, tags: [wall]}
  - {id: end, date: 2022-01-01, title: F, type: talk,
     sources: [late <- crew, wire <- port]}
  - {id: "null", date: undated, title: G}
""")


def counted(view: View, kind: MoreKind) -> str:
    return ", ".join(f"{one.name} {one.count}/{one.total}" for one in view.facet(kind))


@pytest.mark.parametrize(
    ("query", "kind", "told"),
    [
        ("", "side", "council 1/1, council opposition 1/1, guilds 1/1"),
        ("", "type", "battle 2/2, talk 2/2"),
        ("", "tag", "harbour 2/2, wall 2/2, Harbour 1/1, harbour wall 1/1"),
        ("", "standing", "unsourced 5/5, corroborated 1/1, party-claim 1/1"),
        ("is:corroborated", "standing", "corroborated 1/1, unsourced 0/5, party-claim 0/1"),
        ("", "year", "-0043 1/1, 2019 2/2, 2020 4/4, 2021 3/3, 2022 3/3"),
        ("type:battle", "year", "2019 1/2, 2020 2/4, 2021 1/3, -0043 0/1, 2022 0/3"),
        ("asof:2020-06-01", "year", "2020 1/1"),
    ],
)
def test_entries_are_counted_under_the_query(query: str, kind: MoreKind, told: str):
    assert counted(viewed(query, FILE), kind) == told


HARBOUR = load_text(HARBOUR_FILE)
QUERIES = [
    *((FILE, one) for one in ("", "tag:harbour", "-type:talk", "date:2020..2021 OR is:vague")),
    *((HARBOUR, one) for one in ("", "tag:shipping", "-is:vague", "wire OR letter")),
    *((HARBOUR, one) for one in ("actor:rebels", "location:por")),
]


@pytest.mark.parametrize("kind", TERMS)
def test_what_a_pane_includes_shows_as_many_as_it_counted(kind: FacetKind | MoreKind):
    for timeline, query in QUERIES:
        view = viewed(query, timeline)
        for one in view.facet(kind):
            if one.state:
                continue
            if not view.query.included(*TERMS[kind]):
                chosen = apply(timeline, view.including(kind, one.id))
                assert chosen.shown == one.count, one
                assert viewed(str(chosen.query), timeline).rows == chosen.rows
                assert [it.id for it in chosen.facet(kind) if it.state == "included"] == [one.id]
                assert chosen.including(kind, one.id) == view.query
            without = apply(timeline, view.excluding(kind, one.id))
            assert without.shown == view.shown - one.count
            assert "excluded" in {it.state for it in without.facet(kind) if it.id == one.id}
            assert str(without.excluding(kind, one.id)) in (query, str(view.query))


@pytest.mark.parametrize(
    ("query", "kind", "id", "edited"),
    [
        ("", "tag", "wall", "tag=wall"),
        ("tag=wall", "tag", "harbour", "tag=wall OR tag=harbour"),
        ("tag:wall", "tag", "wall", ""),
        ("is:planned", "standing", "unsourced", "is:planned is:unsourced"),
        ("date:2020-05", "year", "2021", "date:2020-05 date:2021"),
        ("date:2020", "year", "2021", "date:2020 OR date:2021"),
        ("", "side", "council opposition", 'side="council opposition"'),
    ],
)
def test_terms_are_those_of_the_query_language(query: str, kind: MoreKind, id: str, edited: str):
    assert str(viewed(query, FILE).including(kind, id)) == edited


def test_addresses_stand_under_their_site(load_doc):
    """
    sources: {bbc: {name: BBC, url: 'https://www.bbc.co.uk/'}}
    events:
      - {date: 2021-01-01, title: A, sources: 'https://www.bbc.co.uk/news/1'}
      - {date: 2021-01-02, title: B, sources: ['https://bbc.co.uk/news/2', 'https://x.org/1']}
      - {date: 2021-01-03, title: C, sources: [bbc, 'https://t.me/town/1']}
    """
    view = viewed("", load_doc)
    told = [f"{'-' * one.depth}{one.id} {one.count}" for one in view.facet("source")]
    assert told == [
        "bbc.co.uk 2", "-bbc-co-uk-news-2 1", "-bbc-co-uk-news-1 1", "bbc 1", "t-me-town-1 1",
        "x-org-1 1",
    ]  # fmt: skip
    site = apply(load_doc, view.including("source", "bbc.co.uk"))
    assert (str(site.query), site.shown) == ("source:bbc.co.uk", 2)
    assert [one.id for one in site.facet("source") if one.state] == ["bbc.co.uk"]
    assert str(site.including("source", "bbc-co-uk-news-1")) == "source:bbc-co-uk-news-1"
    assert site.including("source", "bbc.co.uk") == view.query
