"""The docs say what is true: their examples run, their tables are complete, their links lead on."""

import json
import re
import runpy
import shutil
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import NamedTuple

import click
import pytest
from command_line import FRANKLIN, ROOT, SAMPLE
from doc_shell import Shell
from export_files import viewed

from timeline_tui.cli import COMMANDS, find
from timeline_tui.core.evidence.statements import assertions
from timeline_tui.core.loading import load, load_text
from timeline_tui.core.models import json_schema
from timeline_tui.core.query import FIELDS as QUERY_FIELDS
from timeline_tui.export import FORMATS
from timeline_tui.export.record import FIELDS, records
from timeline_tui.settings import Settings, load_settings
from timeline_tui.words.signs import UNICODE
from timeline_tui.words.spans import text_of
from timeline_tui.words.tables import chronology

DOCS = ROOT / "docs"
FILES = (SAMPLE, *sorted((DOCS / "examples").glob("*.yaml")))
PAGES = (ROOT / "README.md", *sorted(DOCS.rglob("*.md")))
TEXTS = {str(page.relative_to(ROOT)): page.read_text(encoding="utf-8") for page in PAGES}
FORMAT, QUERY, CONFIG = (TEXTS[f"docs/{name}.md"] for name in ("format", "query", "config"))

_FENCE = re.compile(
    r"(?:^<!-- (?P<mark>[\w ]+) -->\n)?^```(?P<kind>\w*)\n(?P<text>.*?)^```$", re.M | re.S
)


class Block(NamedTuple):
    """A fenced block; `mark` is the HTML comment right before it, `after` the text that follows
    where it shows what is reported."""

    kind: str
    text: str
    mark: str
    after: str


def blocks(page: str, kind: str) -> Iterator[Block]:
    """The blocks of a kind."""
    found = list(_FENCE.finditer(page))
    for one, after in zip(found, (*found[1:], None), strict=True):
        if one["kind"] == kind:
            shown = after["text"] if after is not None and after["kind"] == "text" else ""
            yield Block(kind, one["text"], one["mark"] or "", shown)


def rows(page: str, name: str) -> list[list[str]]:
    """The cells of every table between `<!-- name -->` and `<!-- end name -->`, without heads."""
    tables = re.findall(rf"<!-- {name} -->\n(.*?)\n<!-- end {name} -->", page, re.S)
    lines = [line for table in tables for line in table.strip().splitlines()[2:]]
    cells = [re.split(r"(?<!\\)\|", line)[1:-1] for line in lines]
    return [[cell.strip().replace("\\|", "|") for cell in row] for row in cells]


def code(cell: str) -> str:
    """The first `code` of a cell."""
    return cell.split("`")[1] if "`" in cell else ""


def test_what_is_made_from_the_code_is_there_and_up_to_date():
    made = runpy.run_path(str(DOCS / "tables.py"))
    assert made["main"](True) == 0, "run python docs/tables.py"
    for make in made["TABLES"].values():
        assert any(make() in text for text in TEXTS.values())


def test_an_example_of_the_format_loads_without_a_problem_and_a_mistake_is_reported():
    found = [block for page in (FORMAT, TEXTS["README.md"]) for block in blocks(page, "yaml")]
    for block in found:
        timeline = load_text(block.text)
        expected = block.after.splitlines() if block.mark == "mistakes" else []
        assert [str(problem) for problem in timeline.problems] == expected
        assert expected or timeline.events
    assert [block.mark for block in found].count("mistakes") >= 5


def test_a_date_is_shown_as_the_table_says():
    shown = {}
    for written, _, _ in rows(FORMAT, "dates"):
        timeline = load_text(f"- date: {code(written)}\n  title: Something happens\n")
        assert timeline.problems == ()
        line = text_of([*chronology(viewed("", timeline), 120, UNICODE)][-1])
        rail = line.partition("Something")[0]
        shown[code(written)] = " ".join(rail.split())
    assert shown == {code(written): code(as_) for written, _, as_ in rows(FORMAT, "dates")}


def test_a_figure_means_what_the_table_says():
    for written, *bounds, said in rows(FORMAT, "figures"):
        typed = code(written).strip('"')
        timeline = load_text(f'- {{date: 2021, title: x, figures: {{killed: "{typed}"}}}}\n')
        (figure,) = timeline.events[0].figures
        expected = [float(cell) if cell else None for cell in bounds]
        assert [figure.low, figure.best, figure.high] == expected
        assert figure.approximate is ("approximate" in said)
        assert (figure.unit == "percent") is ("percent" in said)


def keys(value: object, into: str = "") -> Iterator[str]:
    """The keys of all objects in a value, or of those under `into` in them."""
    if isinstance(value, dict):
        yield from value.get(into, ()) if into else value
        # The keys of links, ids and extras are the file's.
        free = () if into else ("links", "ids", "extras")
        value = [item for key, item in value.items() if key not in free]
    for item in value if isinstance(value, list) else ():
        yield from keys(item, into)


def test_every_key_of_the_format_and_of_the_objects_is_named(sample):
    found = set(keys(json_schema(), "properties"))
    assert {"events", "title", "disputed_by", "part_of"} <= found
    assert [key for key in sorted(found) if not re.search(rf"\b{key}\b", FORMAT)] == []
    page = TEXTS["docs/commands/list.md"]
    named = set(re.findall(r"[a-z_]+", " ".join(re.findall(r"`[^`\n]*`|\{[^}]*\}", page))))
    written = json.loads(json.dumps(list(records(viewed("", sample)))))
    assert ({*keys(written), *FIELDS}) - named == set()


@pytest.fixture(scope="module")
def sample():
    return load([SAMPLE])


def test_a_query_finds_as_many_events_as_the_page_says(sample):
    examples = rows(QUERY, "examples")
    counts = {code(row[0]): len(viewed(code(row[0]), sample).rows) for row in examples}
    assert counts == {code(row[0]): int(row[2]) for row in examples}
    assert [name for name in QUERY_FIELDS if not re.search(rf"`[^`]*\b{name}\b", QUERY)] == []


CONSOLES = {name: list(blocks(text, "console")) for name, text in TEXTS.items()}


@pytest.mark.parametrize("page", [name for name, found in CONSOLES.items() if found])
def test_a_command_prints_what_the_page_shows(page, elsewhere, capsys, monkeypatch):
    shutil.copy(SAMPLE, elsewhere)
    shell = Shell(elsewhere, capsys, monkeypatch)
    for block in CONSOLES[page]:
        steps = re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", block.text, re.M)
        assert "".join(f"$ {line}\n{shown}" for line, shown in steps) == block.text
        if "| jq" in block.text and shutil.which("jq") is None:
            continue
        for line, shown in steps:
            assert shell.run(line, shown) == shown, line


def test_every_option_is_named_on_the_page_of_its_command():
    shown = "\n".join(block.text for block in blocks(TEXTS["docs/commands/export.md"], "console"))
    assert [name for name in FORMATS if name != "json" and f" {name} " not in shown] == []
    pages = {page.stem for page in (DOCS / "commands").glob("*.md")}
    assert pages == {"timeline", *COMMANDS}
    for command in ("explore", *COMMANDS):
        name = "timeline" if command == "explore" else command
        page = TEXTS[f"docs/commands/{name}.md"]
        assert page.startswith("# timeline" + ("" if command == "explore" else f" {command}\n"))
        words = {word for span in re.findall(r"`([^`\n]+)`", page) for word in span.split()}
        taken = {"-h", "--help"}
        for param in find(command).params:
            taken |= set(param.opts) if isinstance(param, click.Option) else set()
            taken |= set(param.type.choices) if isinstance(param.type, click.Choice) else set()
        assert taken - words == set(), command


def test_every_setting_is_named_with_its_default():
    found = asdict(Settings())
    for table in ("panes", "reload"):
        found |= {f"{table}.{name}": value for name, value in found.pop(table).items()}
    named = {code(row[0]): code(row[1]) for row in rows(CONFIG, "settings")}
    assert named == {name: json.dumps(value) for name, value in found.items()}


def test_an_example_of_the_config_is_read_as_the_page_says(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for block in blocks(CONFIG, "toml"):
        Path("config.toml").write_text(block.text, encoding="utf-8")
        settings, problems = load_settings(Path("config.toml"), {})
        expected = block.after.splitlines() if block.mark == "mistakes" else []
        assert [str(problem) for problem in problems] == expected
        assert settings != Settings()


def test_every_variable_that_settles_something_is_named():
    modules = (ROOT / "timeline_tui").glob("*.py")
    sources = "".join(path.read_text(encoding="utf-8") for path in modules)
    used = set(re.findall(r'"(TIMELINE_[A-Z]+|NO_COLOR|VISUAL|EDITOR|COLUMNS)"', sources))
    assert {"TIMELINE_CONFIG", "NO_COLOR", "EDITOR"} <= used
    assert [name for name in sorted(used) if f"`{name}`" not in CONFIG] == []


def test_every_relative_link_leads_somewhere_and_every_page_can_be_reached():
    broken, linked = [], {ROOT / "README.md"}
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        prose = re.sub(r"^```.*?^```$|`[^`\n]*`", "", text, flags=re.M | re.S)
        for target in re.findall(r"\]\((?![a-z]+:)([^)\s]+)\)", prose):
            path, _, anchor = target.partition("#")
            file = (page.parent / path).resolve() if path else page
            linked.add(file)
            headings = re.findall(r"^#+ (.*)$", file.read_text() if file.is_file() else "", re.M)
            # as Git forges make anchors
            anchors = [re.sub(r"[^\w -]", "", one.lower()).replace(" ", "-") for one in headings]
            if not file.exists() or (anchor and anchor not in anchors):
                broken.append(f"{page.name}: {target}")
    assert broken == []
    assert [page.name for page in PAGES if page not in linked] == []


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_a_file_has_no_problems_and_every_event_says_who_says_so(file):
    found = load([file])
    assert [str(problem) for problem in found.problems] == []
    assert [event.title for event in found.events if not assertions(event)] == []
    first = file.read_text(encoding="utf-8").splitlines()[0]
    named = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", first)
    schema = (file.parent / named[1]).resolve()
    assert json.loads(schema.read_text(encoding="utf-8")) == json_schema()


def test_the_historians_file_is_a_demonstration():
    franklin = load([FRANKLIN])
    for query, least in (("is:disputed", 5), ("is:vague", 10), ("lag>1y", 10), ("origins>=2", 1)):
        assert viewed(query, franklin).shown >= least, query

    def known(day: str) -> set[str]:
        return {event.id for event in viewed(f"asof:{day}", franklin).timeline.events}

    assert "franklin-dies" in known("1860") - known("1858")
    assert "cannibalism" in known("1854-10-23") - known("1854-10-22")
