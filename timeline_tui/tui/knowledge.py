"""The keys that go through what was known when; nothing of a later day is read ahead.

The axis of reports that they move along is the strip; what a day brought is `Stage.lit`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from textual.timer import Timer

from timeline_tui.core.dates import EdtfDate, in_zone, understand
from timeline_tui.core.dates.values import DAY
from timeline_tui.core.timeline import Timeline
from timeline_tui.tui import pages
from timeline_tui.tui.links import Linked
from timeline_tui.tui.strip import DensityStrip
from timeline_tui.words import status
from timeline_tui.words.dates import iso

if TYPE_CHECKING:
    from timeline_tui.core.evidence.asof import DaySummary

STEP = 0.8  # seconds for each report day while they are played


class Knowledge(Linked):
    """The stage as of a day, and its ways to another one."""

    playing: Timer | None = None
    news: DaySummary | None = None  # as of a day, what that told
    _told: tuple[Timeline | None, EdtfDate] | None = None  # of which day this is

    def take_news(self) -> None:
        """As of a day nothing of what was changed since: it may be what is not known yet."""
        asof, timeline = self.asked.asof, self.timeline
        if asof is None or timeline is None:
            super().take_news()
            self._told, self.news, self.reports = None, None, None
        elif self._told != (timeline, asof):
            from timeline_tui.core.evidence.asof import news, reported  # later is early enough

            self._told, day = (timeline, asof), in_zone(asof, timeline.zone)
            self.reports, self.news = reported(timeline, day), news(timeline, day)
            self.lit = self.news.ids
        if self.has_class("-known") is (asof is None):
            self.set_class(asof is not None, "-known")
            self.hint()

    @property
    def report_days(self) -> tuple[int, ...]:
        """The days (ordinals) on which something was reported, whatever the query."""
        from timeline_tui.core.evidence.asof import report_days  # later is early enough

        return report_days(self.timeline) if self.timeline is not None else ()

    def action_as_of(self) -> None:
        """As of the first day on which something was reported; from there on, a day is asked for.
        None is offered: it would tell when something is reported that is not known yet."""
        if self.asked.asof is not None:
            self.ask_date("As it was known on the day", self._know)
        elif days := self.report_days:
            onward = "{next_report} goes on, {play} plays, {as_of_off} shows all that is known"
            self._go_to(days[0], f". {onward.format_map(self.keys)}.")
        else:
            self.action_report_day(1)  # which says why there is none

    def ask_date(self, title: str, then: Callable[[EdtfDate], object]) -> None:
        """Asks for a date, or a clock time on the day of the event under the cursor."""
        example = "2021, 2021-07, 2021-07-26, 2021-07-26T14:00, 14:00 …"
        page = pages.Page(
            title, example=example, refuse=lambda text: pages.date_error(text, self.event)
        )
        self.open_page(lambda: page, lambda text: then(pages.typed_date(str(text), self.event)))

    def action_as_of_off(self) -> None:
        if self.asked.asof is None:
            self.say(f"All that is known is shown. {self.keys['as_of']} takes a day.")
        else:
            self.ask(replace(self.asked, asof=None))

    def action_report_day(self, direction: int) -> None:
        """Without an as-of day one stands behind all of them."""
        asof, days = self.asked.asof, self.report_days
        at = asof.latest if asof is not None else None
        after = [day for day in days if at is not None and day > at][:1]
        before = [day for day in days if at is None or day < at][-1:]
        for day in after if direction > 0 else before:
            self._go_to(day)
            return
        self.stop()
        known, some = asof is not None, bool(days)
        self.say(status.no_report_day(direction, known, self.keys, any_day=some))

    def _go_to(self, day: int, hint: str = "") -> None:
        """To a report day; what it brought is told and lit."""
        self._know(understand(iso(day)))
        if self.news is not None:
            self.say(status.day_line(day, self.news, hint))

    def _know(self, asof: EdtfDate) -> None:
        """As of a day. From one to another is no step to undo: one step leads out of all."""
        query = replace(self.asked, asof=asof)
        if self.asked.asof is None:
            self.ask(query)
        else:
            self.asked = query
            self.draw()
        self.list.reveal(self.lit)

    def on_density_strip_picked(self, message: DensityStrip.Picked) -> None:
        """To the events of a time; on the axis of reports to the day that was the last by then."""
        if self.reports is None:
            self.list.go_to_instant(message.first, begins=True)
            return
        for day in [day for day in self.report_days if day * DAY <= message.last][-1:]:
            self._go_to(day)

    def fold(self) -> None:
        if self.pane in (self.list, self.event_pane):
            self.idle("no-entry")
        elif not self.pane.fold():
            self.idle("no-branch")

    # Play

    def action_play(self) -> None:
        """The report days from here on, one after the other; again: stops. In a pane, and where all
        is known in the lanes, the branch."""
        if self.playing is not None:
            self.stop()
        elif self.pane is not (self.list if self.asked.asof is None else self.front):
            self.fold()
        elif self.asked.asof is None:
            as_of, play = self.keys["as_of"], self.keys["play"]
            self.say(f"{play} plays what became known, from a day on: {as_of} takes one.")
        else:
            self.playing = self.set_interval(STEP, lambda: self.action_report_day(1))
            self.action_report_day(1)

    def stop(self, key: str = "") -> None:
        """Ends the playing; but not at its own key, which does that itself."""
        if self.playing is not None and key not in self.keys.by_command["play"]:
            self.playing.stop()
            self.playing = None
