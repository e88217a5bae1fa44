"""Lists of items that take several lines: moved through, and laid out no further than looked at."""

from __future__ import annotations

from textual.app import App, ComposeResult

from timeline_tui.tui.widgets.item_lines import ItemLines, Items
from timeline_tui.words.spans import Span

HEIGHT = 10


class Listed(App[None]):
    """A list of items of one to five lines, and which of them were made."""

    ENABLE_COMMAND_PALETTE = False
    CSS = "ItemLines { height: 1fr; }"

    def __init__(self, count: int, lines: int | None = None) -> None:
        super().__init__()
        self.count = count
        self.height = lines
        self.made: set[int] = set()

    def compose(self) -> ComposeResult:
        yield ItemLines(lambda width: Items(self.count, self.item))

    def item(self, index: int) -> list[tuple[Span, ...]]:
        self.made.add(index)
        height = self.height or 1 + index % 5
        return [(Span(f"{index}:{line}"),) for line in range(height)]

    @property
    def lines(self) -> ItemLines:
        return self.query_one(ItemLines)

    @property
    def seen(self) -> list[str]:
        return [self.lines.render_line(y).text.strip() for y in range(HEIGHT)]


async def test_not_all_is_made_before_it_is_seen() -> None:
    app = Listed(100_000)
    async with app.run_test(size=(40, HEIGHT)):
        assert app.seen[:4] == ["0:0", "1:0", "1:1", "2:0"]
        assert len(app.made) < 50_000
        assert app.lines.item_total() == 100_000


async def test_the_rest_is_made_while_nothing_else_is_to_do() -> None:
    app = Listed(300)
    async with app.run_test(size=(40, HEIGHT)) as pilot:
        for _ in range(100):
            if len(app.made) == 300:
                break
            await pilot.pause(0.05)
        assert app.lines.line_total() == 900


async def test_the_cursor_goes_to_the_last_item_and_back_and_through_every_one() -> None:
    app = Listed(300)
    async with app.run_test(size=(40, HEIGHT)) as pilot:
        app.lines.move_to_end(True)
        await pilot.pause()
        assert app.seen[-5:] == [f"299:{line}" for line in range(5)]
        app.lines.move_to_end(False)
        await pilot.pause()
        assert app.seen[0] == "0:0"
        visited = [0]
        for _ in range(1000):
            app.lines.move_page(1)
            await pilot.pause()
            assert f"{app.lines.cursor}:0" in app.seen
            if app.lines.cursor == visited[-1]:
                break
            visited.append(app.lines.cursor)
        assert visited[-1] == 299
        for _ in range(400):
            app.lines.move(-1)
        assert app.lines.cursor == 0


async def test_an_item_higher_than_the_screen_is_moved_through() -> None:
    app = Listed(3, lines=25)
    async with app.run_test(size=(40, HEIGHT)) as pilot:
        tops = []
        for _ in range(5):
            tops.append(app.seen[0])
            app.lines.move(1)
            await pilot.pause()
        assert tops == ["0:0", "0:9", "0:15", "1:0", "1:9"]
        assert app.lines.cursor == 1


async def test_after_a_resize_the_item_is_still_seen() -> None:
    app = Listed(300)
    async with app.run_test(size=(40, HEIGHT)) as pilot:
        app.lines.cursor = 200
        await pilot.pause()
        await pilot.resize_terminal(20, HEIGHT)
        await pilot.pause()
        assert app.lines.cursor == 200
        assert "200:0" in app.seen
