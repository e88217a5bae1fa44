"""The docs say what is true: their examples run, their tables are complete, their links lead on."""

from __future__ import annotations

import importlib.util
import re
import shutil
from argparse import Action
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

import pytest
from doc_shell import Shell
from pydantic import BaseModel

from timeline_tui import cli
from timeline_tui.core.loading import load, load_text
from timeline_tui.core.models import (
    SECTIONS,
    ActorEntry,
    ClaimEntry,
    Entry,
    EventEntry,
    FileHead,
    PlaceEntry,
    SourceEntry,
)
from timeline_tui.core.models.entry import known_keys
from timeline_tui.core.models.figures import FigureEntry, read_figure
from timeline_tui.core.query import parse
from timeline_tui.core.timeline import Timeline
from timeline_tui.core.views.view import apply
from timeline_tui.export import FORMATS
from timeline_tui.export.record import FIELDS, records
from timeline_tui.settings import Settings, load_settings
from timeline_tui.words.glyphs import UNICODE
from timeline_tui.words.rows import RowContext, rail_spans
from timeline_tui.words.spans import text_of

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
SAMPLE = ROOT / "sample_events.yaml"
PAGES = (ROOT / "README.md", *sorted(DOCS.rglob("*.md")))
TEXTS = {str(page.relative_to(ROOT)): page.read_text(encoding="utf-8") for page in PAGES}
FORMAT, QUERY, CONFIG = (TEXTS[f"docs/{name}.md"] for name in ("format", "query", "config"))
README = TEXTS["README.md"]

_FENCE = re.compile(
    r"(?:^<!-- (?P<mark>[\w ]+) -->\n)?^```(?P<kind>\w*)\n(?P<text>.*?)^```$", re.M | re.S
)
_CELLS = re.compile(r"(?<!\\)\|")


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block; `mark` is the HTML comment right before it."""

    kind: str
    text: str
    mark: str


def blocks(page: str, kind: str) -> Iterator[tuple[Block, Block | None]]:
    """The blocks of a kind, each with the block that follows it on the page."""
    found = [Block(m["kind"], m["text"], m["mark"] or "") for m in _FENCE.finditer(page)]
    following = (*found[1:], None)[: len(found)]
    return ((one, after) for one, after in zip(found, following, strict=True) if one.kind == kind)


def rows(page: str, name: str) -> list[list[str]]:
    """The cells of every table between `<!-- name -->` and `<!-- end name -->`, without heads."""
    tables = re.findall(rf"<!-- {name} -->\n(.*?)\n<!-- end {name} -->", page, re.S)
    lines = [line for table in tables for line in table.strip().splitlines()[2:]]
    return [
        [cell.strip().replace("\\|", "|") for cell in _CELLS.split(line)[1:-1]] for line in lines
    ]


def code(cell: str) -> str:
    """The first `code` of a cell."""
    return cell.split("`")[1] if "`" in cell else ""


# What is made from the code


@pytest.fixture(scope="module")
def tables() -> ModuleType:
    spec = importlib.util.spec_from_file_location("tables", DOCS / "tables.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_tables_that_the_code_makes_are_up_to_date(tables: ModuleType) -> None:
    assert tables.main(True) == 0, "run python docs/tables.py"


@pytest.mark.parametrize(
    ("page", "name"),
    [
        ("screen.md", "keys"),
        ("query.md", "fields"),
        ("commands.md", "commands"),
        ("commands/export.md", "formats"),
        ("commands/list.md", "record"),
        ("commands/list.md", "columns"),
    ],
)
def test_the_tables_that_the_code_makes_are_there(tables: ModuleType, page: str, name: str) -> None:
    assert tables.TABLES[name]() in TEXTS[f"docs/{page}"]


# The format

YAML = [pair for page in (FORMAT, README) for pair in blocks(page, "yaml")]


@pytest.mark.parametrize("text", [block.text for block, _ in YAML if block.mark != "mistakes"])
def test_an_example_of_the_format_loads_without_a_problem(text: str) -> None:
    timeline = load_text(text).timeline
    assert [str(problem) for problem in timeline.problems] == []
    assert timeline.events


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (block.text, after.text if after is not None and after.kind == "text" else "")
        for block, after in YAML
        if block.mark == "mistakes"
    ],
)
def test_a_mistake_in_the_format_is_reported_in_these_words(text: str, expected: str) -> None:
    problems = load_text(text).timeline.problems
    assert [str(problem) for problem in problems] == expected.splitlines()
    assert problems


def test_the_format_shows_both_kinds_of_examples() -> None:
    marks = [block.mark for block, _ in blocks(FORMAT, "yaml")]
    assert marks.count("mistakes") >= 5
    assert marks.count("") >= 8


@pytest.mark.parametrize(("written", "shown"), [(row[0], row[2]) for row in rows(FORMAT, "dates")])
def test_a_date_is_shown_as_the_table_says(written: str, shown: str) -> None:
    timeline = load_text(f"- date: {code(written)}\n  title: Something happens\n").timeline
    assert timeline.problems == ()
    month = apply(timeline, parse("")).months[0]
    context = RowContext((month.year, month.month), names_day=True)
    rail = text_of(rail_spans(timeline.events[0], context, UNICODE)).replace(UNICODE.span, "")
    assert " ".join(rail.split()) == code(shown)


@pytest.mark.parametrize("row", rows(FORMAT, "figures"), ids=lambda row: row[0])
def test_a_figure_means_what_the_table_says(row: list[str]) -> None:
    bounds = [float(cell) if cell else None for cell in row[1:4]]
    said: FigureEntry = read_figure(code(row[0]).strip('"'))
    assert [said.low, said.best, said.high] == bounds
    assert said.approximate is ("approximate" in row[4])
    assert (said.unit == "percent") is ("percent" in row[4])


@pytest.mark.parametrize(
    "model", [FileHead, PlaceEntry, ActorEntry, SourceEntry, EventEntry, ClaimEntry]
)
def test_every_key_of_the_format_is_named(model: type[Entry]) -> None:
    keys = {*known_keys(model), *SECTIONS}
    assert [key for key in sorted(keys) if f"`{key}`" not in FORMAT] == []


# The query


@pytest.fixture(scope="module")
def sample() -> Timeline:
    return load([SAMPLE]).timeline


EXAMPLES = rows(QUERY, "examples")


@pytest.mark.parametrize(("query", "count"), [(code(row[0]), row[2]) for row in EXAMPLES])
def test_a_query_finds_as_many_events_as_the_page_says(
    sample: Timeline, query: str, count: str
) -> None:
    assert len(apply(sample, parse(query)).rows) == int(count)


def test_the_page_shows_every_field_at_work() -> None:
    named = {
        re.split("[:=<>]", word.lstrip("-("))[0]
        for row in EXAMPLES
        for word in code(row[0]).split()
    }
    wanted = {
        "location",
        "actor",
        "by",
        "denied-by",
        "source",
        "link",
        "is",
        "has",
        "date",
        "before",
    }
    wanted |= {"after", "tag", "type", "killed", "origins", "reported", "lag", "asof", "sort"}
    assert wanted <= named


# The commands

CONSOLES = {
    name: [block.text for block, _ in blocks(text, "console")] for name, text in TEXTS.items()
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the sample in it, far from the person's config and state."""
    monkeypatch.setenv("TIMELINE_CONFIG", str(tmp_path / "config.toml"))
    monkeypatch.setenv("TIMELINE_STATE", str(tmp_path / "state.json"))
    for name in ("COLUMNS", "NO_COLOR", "TIMELINE_ASCII"):
        monkeypatch.delenv(name, raising=False)
    place = tmp_path / "work"
    place.mkdir()
    (place / SAMPLE.name).write_bytes(SAMPLE.read_bytes())
    monkeypatch.chdir(place)
    return place


@pytest.mark.parametrize("page", [name for name, found in CONSOLES.items() if found])
def test_a_command_prints_what_the_page_shows(
    page: str, folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    shell = Shell(folder, capsys, monkeypatch)
    for block in CONSOLES[page]:
        steps = re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", block, re.M)
        assert "".join(f"$ {line}\n{shown}" for line, shown in steps) == block
        if "| jq" in block and shutil.which("jq") is None:
            continue
        for line, shown in steps:
            assert shell.run(line, shown) == shown, line


def test_the_pages_show_every_exit_code_that_a_command_decides() -> None:
    shown = "\n".join(block for found in CONSOLES.values() for block in found)
    assert {"0", "1", "2"} <= set(re.findall(r"^\$ echo \$\?\n(\d+)$", shown, re.M))


def page_of(command: str) -> str:
    name = "timeline" if command == "explore" else command
    assert f"docs/commands/{name}.md" in TEXTS, "the command has no page"
    return TEXTS[f"docs/commands/{name}.md"]


def choices(action: Action) -> list[str]:
    return [str(choice) for choice in action.choices or ()]


@pytest.mark.parametrize("command", ["explore", *cli.COMMANDS])
def test_every_option_is_named_on_the_page_of_its_command(command: str) -> None:
    page = page_of(command)
    assert page.startswith("# timeline" + ("" if command == "explore" else f" {command}") + "\n")
    words = {word for span in re.findall(r"`([^`\n]+)`", page) for word in span.split()}
    actions = cli.find(command).parser()._actions
    options = {option for action in actions for option in action.option_strings}
    assert "--help" in options
    assert options - words == set()
    assert {choice for action in actions for choice in choices(action)} - words == set()


def test_every_key_of_the_exported_objects_is_named(sample: Timeline) -> None:
    page = TEXTS["docs/commands/list.md"]
    named = set(re.findall(r"[a-z_]+", " ".join(re.findall(r"`[^`\n]*`|\{[^}]*\}", page))))
    assert set(FIELDS) <= named
    free = {"links", "extras"}  # their keys are the file's

    def keys(value: object) -> Iterator[str]:
        inner = value if isinstance(value, list) else ()
        if isinstance(value, dict):
            yield from value
            inner = [item for key, item in value.items() if key not in free]
        for item in inner:
            yield from keys(item)

    assert set(keys(list(records(apply(sample, parse("")))))) - named == set()


def test_every_format_has_an_example() -> None:
    page = TEXTS["docs/commands/export.md"]
    shown = "\n".join(block.text for block, _ in blocks(page, "console"))
    assert [
        name for name in FORMATS if name != "json" and f"timeline export {name} " not in shown
    ] == []
    assert [name for name in FORMATS if not re.search(rf"^## (.*, )?{name}\b", page, re.M)] == []


def test_every_page_is_of_a_command() -> None:
    pages = {page.stem for page in (DOCS / "commands").glob("*.md")}
    assert pages <= {"timeline", *cli.COMMANDS}


# The config


def _settings(model: type[BaseModel], before: str = "") -> Iterator[tuple[str, object]]:
    for name, field in model.model_fields.items():
        kind = field.annotation
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            yield from _settings(kind, f"{before}{name}.")
        else:
            yield f"{before}{name}", field.default


def _toml(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Mapping):
        return "{}"
    return f'"{value}"' if isinstance(value, str) else str(value)


def test_every_setting_is_named_with_its_default() -> None:
    table = {code(row[0]): code(row[1]) for row in rows(CONFIG, "settings")}
    assert table == {name: _toml(default) for name, default in _settings(Settings)}


@pytest.mark.parametrize(("block", "after"), list(blocks(CONFIG, "toml")))
def test_an_example_of_the_config_is_read_as_the_page_says(
    block: Block, after: Block | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    file = Path("config.toml")
    file.write_text(block.text, encoding="utf-8")
    settings, problems = load_settings(file, {})
    expected = after.text.splitlines() if block.mark == "mistakes" and after is not None else []
    assert [str(problem) for problem in problems] == expected
    assert settings != Settings()


def test_every_variable_that_settles_something_is_named() -> None:
    sources = "".join(
        path.read_text(encoding="utf-8") for path in sorted((ROOT / "timeline_tui").glob("*.py"))
    )
    used = set(re.findall(r'"(TIMELINE_[A-Z]+|NO_COLOR|VISUAL|EDITOR|COLUMNS)"', sources))
    assert {"TIMELINE_CONFIG", "NO_COLOR", "EDITOR"} <= used
    assert [name for name in sorted(used) if f"`{name}`" not in CONFIG] == []


# All pages


def _anchor(heading: str) -> str:
    """The anchor of a heading, as Git forges make it."""
    return re.sub(r"[^\w -]", "", heading.strip().lower()).replace(" ", "-")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_relative_link_leads_somewhere(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    prose = re.sub(r"^```.*?^```$|`[^`\n]*`", "", text, flags=re.M | re.S)
    broken: list[str] = []
    for target in re.findall(r"\]\(([^)\s]+)\)", prose):
        if re.match(r"[a-z]+:", target):
            continue
        path, _, anchor = target.partition("#")
        file = (page.parent / path).resolve() if path else page
        headings = re.findall(r"^#+ (.*)$", file.read_text("utf-8"), re.M) if file.is_file() else []
        if not file.exists() or (anchor and anchor not in map(_anchor, headings)):
            broken.append(target)
    assert broken == []


def test_every_page_can_be_reached_from_the_readme() -> None:
    reached, waiting = set[Path](), [ROOT / "README.md"]
    while waiting:
        page = waiting.pop()
        if page not in reached and page.suffix == ".md" and page.is_file():
            reached.add(page)
            links = re.findall(r"\]\(([^)#\s]+)", page.read_text(encoding="utf-8"))
            waiting += [(page.parent / link).resolve() for link in links if ":" not in link]
    assert [page.name for page in PAGES if page not in reached] == []
