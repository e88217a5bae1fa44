"""Fixtures that every test may use."""

from textwrap import dedent

import pytest
from hypothesis import settings

from timeline_tui.core.loading import load_text

settings.register_profile("no deadline", deadline=None)  # machines are shared
settings.load_profile("no deadline")


@pytest.fixture
def load_doc(request):
    """The timeline whose file is the test's docstring."""
    return load_text(dedent(request.function.__doc__).strip("\n") + "\n")
