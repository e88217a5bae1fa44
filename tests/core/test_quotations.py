"""Who is quoted through whom, and which entries events name."""

from timeline_tui.core.evidence.quotations import Dependent, Origin, Quoted, quotations
from timeline_tui.core.loading import load_text

TEXT = """\
locations: {valley: Valley, town: {within: valley}, hill: Hill}
actors:
  state: {name: State, side: state}
  army: {name: Army, part_of: state}
  police: {name: Police, side: State}
  un: UN
  unhcr: {name: UNHCR, part_of: un}
  mayor: Mayor
sources:
  post: {name: Post, publisher: Acme, published: 2021}
  gazette: {name: Gazette, publisher: ACME}
  wire: Wire
events:
- {id: a, date: 2021-01, title: A, sources: [post <- wire <- army, gazette <- army, post <- police]}
- {id: b, date: 2021-02, title: B, sources: post <- mayor, disputed_by: gazette <- army}
- {id: c, date: 2021-03, title: C, sources: [post, gazette]}
- {id: d, date: 2021-04, title: D, claims: [{text: d, sources: un}, {text: e, sources: unhcr}]}
- {id: e, date: 2021-05, title: E, location: town}
"""


def test_publications_with_whom_they_quote_through_whom():
    timeline = load_text(TEXT)
    found = quotations(timeline, range(5))
    assert (found.events, found.unattributed) == (5, 1)
    assert [one.id for one in found.publications][:2] == ["gazette", "post"]
    post = found.publications[1]
    assert (post.events, post.alone, post.quoted[0]) == (3, 1, Quoted("army", ("wire",), 1))
    assert post.quoted[1:] == tuple(Quoted(one, (), 1) for one in ("mayor", "police", "post"))


def test_origins_with_how_they_count_and_what_depends_on_what():
    found = quotations(load_text(TEXT), range(5))
    origins = {one.id: one for one in found.origins}
    assert origins["army"] == Origin("army", 1, 1, 0, 0, 1)
    assert origins["mayor"] == Origin("mayor", 1, 1, 0, 1, 0)
    assert origins["police"] == Origin("police", 1, 0, 0, 0, 0)
    assert set(found.dependents) == {
        Dependent("army", "army", "same origin", 1),
        Dependent("police", "army", "same side", 1),
        Dependent("gazette", "post", "same publisher", 1),
        Dependent("un", "unhcr", "part of", 1),
    }


def test_those_of_one_name_stand_by_id():
    ids = [f"s{number}" for number in range(8)]
    named = ", ".join(f"{id}: News" for id in ids)
    text = f"sources: {{{named}}}\nevents: [{{date: 2021, title: A, sources: [{', '.join(ids)}]}}]"
    found = quotations(load_text(text), range(1))
    assert [one.id for one in found.publications] == [one.id for one in found.origins] == ids
