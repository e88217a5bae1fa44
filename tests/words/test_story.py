"""What is told of an event, an entry and the timeline, and what each line acts on."""

from export_files import EVERYTHING, viewed

from timeline_tui.core.loading import load_text
from timeline_tui.core.timeline import Timeline
from timeline_tui.core.views.view import View
from timeline_tui.words.signs import ASCII, STANDING_MEANINGS, UNICODE
from timeline_tui.words.spans import text_of
from timeline_tui.words.story import Told, about_lines, event_lines

TEXT = (
    EVERYTHING
    + """\
  - {id: opened, date: 2020, title: It is opened, links: {contradicts: all}}
  - id: other
    date: 2021-07-30
    status: planned
    title: It is repaired
    claims: {id: c, text: A claim elsewhere, supersedes: all/toll}
"""
)

ALL = """\
  =Kaldar; retaken, <b>again</b>
  ◷ planned · ≠ disputed · × retracted August 2021
  26 July 2021, uncertain, 09:30–11:00  "Monday morning"
  battle
› Kaldar ‹ Balkh => location kaldar
› Hairatan ‹ Kaldar ‹ Balkh => location hairatan

  A line.

  Another line.

  CONTESTED
› ≠ disputed by Taliban: it never fell (said 29 July 2021) (x-min: 4) => actor taliban
›   News report (p. 5) => source report
› ≠ contradicted by nobody named: It is opened => event opened

  CLAIMS
› Local media: Many were killed: “we lost many” => source media
›   News report (p. 4) => source report
›   on 25 June 2021, at Somewhere Else => location somewhere-else
    said 27 July 2021; credibility 3, possibly true; id toll
›   supported by Army, Afghan => actor ana
›     Local media (on Monday) => source media
›   ≠ disputed by Taliban: dismisses it (said 28 July 2021) => actor taliban
›     News report (p. 4) ‹ Taliban (on the radio) => source report
›   ≠ contradicts Army, Afghan; Taliban: “Few were killed” => actor ana
    supersedes “Some were killed”
›   superseded by “A claim elsewhere” (under It is repaired) => event other
    × retracted 30 July 2021
    note: heard twice
    x-page: 4
› Army, Afghan; Taliban: Few were killed => actor ana
    id few
›   ≠ contradicted by Local media => source media
› Army, Afghan; Taliban: Some were killed => actor ana
    id older
    superseded by “Many were killed”

  FIGURES
  killed, Taliban: about 20.5 (16 to 800) ("scores") including 3 Army, Afghan (x-table: 2)
  share: 50%

  0          1,000  killed
›             ├┄┄┄  800 or more  Local media, said 27 July 2021, retracted 30 July 2021 => source media
›             ✗     disputed by Taliban => actor taliban

  SAID BY
› News report (27 July 2021, p. 3) ‹ Local media ‹ Army, Afghan => actor ana
› News report (27 July 2021, p. 3) ‹ Taliban => actor taliban

  STANDING
  Disputed by Taliban, a party to it (it never fell); Taliban, a party to it (dismisses it). Contradictory accounts: Local media; Army, Afghan; Taliban; nobody named. Retracted August 2021 by Army, Afghan; Taliban

  ACTORS
› Taliban (target): in two columns (x-strength: two) => actor taliban
› Army, Afghan (side government, Defence) => actor ana

  LINKS
› follows Kaldar falls, about 27 June 2021 => event earlier
› part of Kaldar falls, about 27 June 2021 => event earlier
› part of Something else => event later
› after Kaldar falls, about 27 June 2021 => event earlier
› before Something else => event later

  TAGS
  border, river crossing

  NOTE
  The editor's remark

  IDS ELSEWHERE
  ucdp: 245

  OTHER KEYS
  x-ref: 12

  PROBLEMS
› line 40: `Somewhere Else` is not declared under `locations` (1 event). Declare it there to say more about it => file case.yaml:40

  FILE
› case.yaml:21 => file case.yaml:21
  all
"""  # noqa: E501


def view_of(text: str, query: str = "") -> View:
    return viewed(query, load_text(text, "case.yaml"))


def lines_of(view: View, id: str) -> tuple[Told, ...]:
    timeline: Timeline = view.timeline
    return event_lines(view, timeline.events[timeline.row_of[id]], UNICODE)


def drawn(lines: tuple[Told, ...]) -> str:
    """The lines as the pane has them, with the sign and the target of those that lead somewhere."""
    return "".join(
        f"{'›' if to else ' '} {' ' * at}{text_of(line)}".rstrip()
        + (f" => {to.kind} {to.value}\n" if to else "\n")
        for at, line, to, _ in lines
    )


def test_everything_the_file_says_of_an_event():
    assert drawn(lines_of(view_of(TEXT), "all")) == ALL


def test_links_and_contests_are_told_from_the_other_end_too():
    view, title = view_of(TEXT, "sort:reported"), "=Kaldar; retaken, <b>again</b>"
    for id, lines in (
        ("all", ["  FIRST REPORTED\n  27 July 2021"]),
        ("earlier", [f"› followed by {title}, 26 July 2021, uncertain, 09:30–11:00 => event all"]),
        ("opened", [f"› ≠ contradicts Army, Afghan; Taliban: {title} => actor ana"]),
        (
            "other",
            [
                "  ◷ planned · · unsourced",
                "  nobody named: A claim elsewhere",
                f"›   supersedes “Many were killed” (under {title}) => event all",
            ],
        ),
    ):
        told = drawn(lines_of(view, id))
        assert [line for line in lines if f"\n{line}\n" not in told] == []


def test_what_cannot_be_read_is_told_as_written_and_what_is_wrong_with_it(load_doc):
    """
    events:
      - date: [2021, , 2022]
        title: never closed
      - {date: 07/08/2021, title: A fire, retracted: 2021-09}
    """
    view = viewed("", load_doc)
    broken, bad = (drawn(event_lines(view, one, UNICODE)) for one in view.timeline.events)
    assert broken.startswith("  date: [2021, , 2022]\n  ⚠ broken record\n\n  BROKEN\n")
    assert "\n  PROBLEMS\n› line " in broken and "\n  AS TYPED\n" in broken
    assert "title: never closed\n" in broken
    assert "  × retracted September 2021\n  Date not read: “07/08/2021”\n" in bad
    assert "\n  PROBLEMS\n› line 4: " in bad


PAGE = """\
  Kaldar
  kind: district
› within: Balkh => location balkh
  note: Spelt so.
  x-map: m3
  events: 1 of 1 shown
  id: kaldar
› file: case.yaml:5 => file case.yaml:5

  EVENT
› 26 July 2021, uncertain, 09:30–11:00: =Kaldar; retaken, <b>again</b> => event all

  WITH WHOM
› Army, Afghan  1 => actor ana
› Taliban  1 => actor taliban

  WHERE
› Somewhere Else  1 => location somewhere-else

  TOLD BY
› Local media  1 => source media
› News report  1 => source report

  IN TIME
  Jan 2020       2021  Apr    Jul   25      27
                                    ≠━━━━━━━
"""


def test_the_page_of_an_entry_leads_to_its_addresses_and_says_what_is_not_declared():
    view = view_of(TEXT.replace("claims: {id: c,", "claims: {id: c, sources: radio,"))
    assert drawn(about_lines(view, "location", "kaldar", UNICODE)) == PAGE
    report, radio = (drawn(about_lines(view, "source", id, UNICODE)) for id in ("report", "radio"))
    assert " => url https://paper.example/?a=1&b=2\n" in report
    assert " => url https://archive.example/1\n" in report
    assert "  file: not declared: only events name it\n" in radio


def test_in_ascii_no_sign_means_two_things():
    view = view_of(TEXT)
    told = drawn(event_lines(view, view.timeline.events[view.timeline.row_of["all"]], ASCII))
    assert "! disputed" in told
    assert "News report (27 July 2021, p. 3) <- Local media <- Army, Afghan" in told
    assert told.replace("›", ">").isascii()
    names = [*(kind.replace("-", "_") for kind in STANDING_MEANINGS), "broken", "marked", "changed"]
    names += ["planned", "cancelled", "open", "closed", "follows", "included", "excluded", "within"]
    names += [f"lane_{sign}" for sign in ("day", "lasted", "may", "open", "unknown", "many")]
    signs = [getattr(ASCII, name) for name in (*names, "had_from", "fold", "ellipsis", "cursor")]
    signs += ASCII.whisker
    assert len({*signs, *ASCII.bins}) == len(signs) + len(ASCII.bins)
    assert (ASCII.lane_planned, ASCII.lane_contested) == (ASCII.planned, ASCII.disputed)
