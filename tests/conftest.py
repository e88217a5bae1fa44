"""Fixtures that every test may use."""

from textwrap import dedent

import pytest

from timeline_tui.core.loading import load_text


@pytest.fixture
def load_doc(request):
    """The timeline whose file is the test's docstring."""
    return load_text(dedent(request.function.__doc__).strip("\n") + "\n")
