"""The table of queries once more, through the screen and through the command line."""

from __future__ import annotations

from pathlib import Path

import pytest
from query_table import CHANGED, FILE, MARKED, TABLE

from timeline_tui.cli import main
from timeline_tui.core.changes import Changes
from timeline_tui.core.loading import load_text

TITLES = {event.id: event.title for event in load_text(FILE).timeline.events}


async def test_the_query_line_shows_what_the_table_says(opened):
    async with opened(FILE, size=(100, 30)) as screen:
        session = screen.main.session
        for event_id in MARKED:
            session = session.marking(event_id)
        object.__setattr__(session, "changes", Changes(changed=CHANGED))
        screen.main.session = session
        await screen.press("slash")
        line = screen.main.bar.query_one("QueryInput")
        for query, expected in TABLE:
            line.value = query
            await screen.pilot.pause()
            assert " ".join(screen.shown) == expected, query


@pytest.mark.parametrize(
    ("query", "expected"),
    [row for row in TABLE if "is:marked" not in row[0] and "is:changed" not in row[0]],
)
def test_the_command_prints_what_the_table_says(
    query: str, expected: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "events.yaml"
    file.write_text(FILE, encoding="utf-8")
    main([str(file), f"--query={query}"])
    rows = [line for line in capsys.readouterr().out.splitlines()[1:] if line.startswith("  ")]
    printed = [event_id for row in rows for event_id, title in TITLES.items() if title in row]
    assert " ".join(printed) == expected
