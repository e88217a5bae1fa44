"""Files of rules: what is wrong with them is said with its place; templates and how they fill."""

import re

import pytest
from command_line import ROOT

from timeline_tui.importing import Row, Table, TableError
from timeline_tui.importing.rules import (
    SHIPPED,
    check_columns,
    check_rules,
    is_rules,
    load_rules,
    rules_text,
)
from timeline_tui.importing.templates import compiled

ROW = {
    "a": "2021-07-26 00:00",
    "b": "2021-07-26 00:00",
    "c": "2021-08-01",
    "n": "5",
    "m": "7",
    "x y": "Kaldar",
    "Date: local!": "noon",
    "U.S.": "yes",
    "deep": {"in": {"it": "low"}},
    "list": ["p", "q"],
}


@pytest.mark.parametrize(
    ("template", "value"),
    [
        ("{a:.10}", "2021-07-26"),
        ("{a:.10}/{b:.10}", "2021-07-26"),
        ("{a:.10}/{c}", "2021-07-26/2021-08-01"),
        ("[{a:.10}..{b:.10}]", "2021-07-26"),
        ("[{a:.10}..{c}]", "[2021-07-26..2021-08-01]"),
        ("{c}/{none}", "2021-08-01"),
        ("{none}/{c}", "/2021-08-01"),
        ("[{c}..{none}]", "[2021-08-01..]"),
        ("[{none}..{c}]", "[..2021-08-01]"),
        ("{n}-{n}", "5"),
        ("{n}-{m}", "5-7"),
        ("{n} and {n}", "5 and 5"),
        ("{n:0>2}", "05"),
        ("{x y} < {none} < {n}", "Kaldar < 5"),
        ("{none} < {x y}", "Kaldar"),
        ("{x y} ({none}), {n}", "Kaldar, 5"),
        ("{x y} ({n})", "Kaldar (5)"),
        ("{none} ({n})", "(5)"),
        ("{{{n}}} {{x}}", "{5} {x}"),
        ("no column", "no column"),
        ("id-{none}", None),
        ("{none}", None),
        ("{Date: local!}, {U.S.}", "noon, yes"),
        ("{deep.in.it} {?deep.none}", "low"),
        ("{deep.in}", {"it": "low"}),
        ("{list}", ["p", "q"]),
        ("{list}!", "p, q!"),
        (["{none}", "{n}", "{list}", "{n}", "q"], ["5", "p", "q"]),
        (["{none}"], None),
        ({"low": "{n}", "high": "{none}"}, {"low": "5"}),
        ({"low": "{none}"}, None),
    ],
)
def test_a_template_fills(template, value):
    assert compiled(template)(ROW) == value


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("event: {titel: x}", "1:9: error: Unknown key `titel`. Did you mean `title`?"),
        ("event: {url: x}", "Did you mean `sources`?"),
        ("event: {x-own: x, ids: {a: '{b}'}}", ""),
        ("event:\n  title: '{a'", "2:10: error: A brace stands alone"),
        ("event: {title: {a}}", 'error: Braces without quotes are a mapping. Quote it: `"{a}"`'),
        ("events: {title: a}", "1:1: error: These are no rules of an import"),
        ("- a", "These are no rules"),
        ("", "These are no rules"),
        ("event: {}\nevnt: 1", "2:1: error: Unknown key `evnt`. Did you mean `event`?"),
        ("event: {}\nread: jsn", "2:7: error: `read` cannot be `jsn`. Did you mean `json`?"),
        ("event: {}\ndates: us", "`dates` cannot be `us`. Write `day-first` or `month-first`"),
        ("event: {}\ntimezone: Asia/Kabool", "There is no time zone `Asia/Kabool`"),
        ("event: {}\nif: {a: b}", "2:5: error: Here belongs a list"),
        ("event: {}\nif: [{where: {a: '('}, event: {}}]", "2:18: error: This is no regex"),
        ("event: {}\nif: [{wher: {a: b}, event: {}}]", "Unknown key `wher`"),
        ("event: {}\nif: [{where: {a: b}, event: {dat: x}}]", "Unknown key `dat`"),
        ("event: {}\nlocations: {'{a}': {latt: '{b}'}}", "Unknown key `latt`"),
        ("event: {title: x\n", "error"),
    ],
)
def test_each_mistake_has_its_place(text, said):
    problems = check_rules(text, "rules.yaml")
    assert bool(problems) == bool(said)
    shown = "\n".join(map(str, problems))
    assert said in shown
    assert shown.startswith("rules.yaml:" if said else "")


def test_the_rules_on_the_page_are_right():
    text = (ROOT / "docs" / "import.md").read_text(encoding="utf-8")
    (rules,) = re.findall(r"^```yaml\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    assert is_rules(rules)
    assert check_rules(rules, "rules.yaml") == []


def test_only_what_has_an_event_and_no_events_is_rules():
    assert is_rules("read: csv\nevent: {title: '{a}'}\n")
    assert not is_rules("event:\n  - {date: 2021, title: a}\n")  # which is read as `events`
    assert not is_rules("events: []\nevent: {title: a}\n")
    assert not is_rules("title: {event: {}}\n")


def test_rules_that_cannot_be_used_are_one_line(tmp_path):
    path = tmp_path / "rules.yaml"
    path.write_text("read: csv\nevent: {titel: x}\n")
    with pytest.raises(TableError, match=r"rules.yaml:2:9: Unknown key `titel`\. Did you mean"):
        load_rules(str(path))
    with pytest.raises(TableError, match="There is no such file"):
        load_rules(str(tmp_path / "none.yaml"))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('title: "{Headlin}"', r":2:10: t\.csv has no column `Headlin`\. Did you mean `Headline`"),
        ('title: "{zzz}"', r"no column `zzz`\. It has `Headline`, `text`"),
        ('title: "{text.headline} {?zzz}"', ""),
        ("x: a\nif: [{where: {Headlin: a}, event: {}}]", "no column `Headlin`"),
        ('x-a: a\nlocations: {"{Wher}": {lat: "1"}}', "no column `Wher`"),
    ],
)
def test_a_column_that_no_row_has_is_named(tmp_path, text, said):
    path = tmp_path / "rules.yaml"
    path.write_text(f"event:\n  {text.replace('x: a', 'x-a: a')}\n")
    table = Table("t.csv", "csv", ("Headline", "text"), lambda: iter([Row(2, {})]))
    rules = load_rules(str(path))
    if said:
        with pytest.raises(TableError, match=said):
            check_columns(rules, table)
    else:
        check_columns(rules, table)


@pytest.mark.parametrize("name", SHIPPED)
def test_what_ships_reads_and_can_be_printed(name, tmp_path):
    rules = load_rules(name)
    path = tmp_path / "again.yaml"
    path.write_text("".join(rules_text(rules, ["decided: one\ntwo"])))
    again = load_rules(str(path))
    assert (again.event, again.conditions, again.sections, again.reading) == (
        rules.event,
        rules.conditions,
        rules.sections,
        rules.reading,
    )
    assert path.read_text().startswith("# decided: one two\n")
    assert check_rules(path.read_text(), "again.yaml") == []
