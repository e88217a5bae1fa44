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


@pytest.fixture
def elsewhere(tmp_path, monkeypatch):
    """An empty folder to work in; config and state are kept beside it."""
    monkeypatch.setenv("TIMELINE_CONFIG", str(tmp_path / "config.toml"))
    monkeypatch.setenv("TIMELINE_STATE", str(tmp_path / "state.json"))
    for name in ("COLUMNS", "NO_COLOR", "TIMELINE_ASCII"):
        monkeypatch.delenv(name, raising=False)
    folder = tmp_path / "work"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder
