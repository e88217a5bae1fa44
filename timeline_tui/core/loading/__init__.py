"""From files to a timeline: reading, resolving, ordering, in one whole load each time."""

from __future__ import annotations

from timeline_tui.core.loading.files import Given
from timeline_tui.core.loading.load import Cache, Progress, gone_bad, load, load_text
from timeline_tui.core.reading.decode import UnreadableFile

__all__ = ["Cache", "Given", "Progress", "UnreadableFile", "gone_bad", "load", "load_text"]
