"""Fixtures that every test may use."""

from __future__ import annotations

from textwrap import dedent

import pytest

from timeline_tui.core.loading import load_text
from timeline_tui.core.timeline import Timeline


@pytest.fixture
def load_doc(request: pytest.FixtureRequest) -> Timeline:
    """The timeline whose file is the test's docstring."""
    return load_text(dedent(request.function.__doc__).strip("\n") + "\n")
