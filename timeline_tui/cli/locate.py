"""`timeline locate`: where the config, the state and the sample are."""

from __future__ import annotations

import argparse
import os

from timeline_tui.cli.command import DONE, Command
from timeline_tui.output import emit


def _run(_: argparse.Namespace) -> int:
    from timeline_tui.files import sample_path
    from timeline_tui.settings import config_path
    from timeline_tui.state import state_path

    places = {"config": config_path(), "state": state_path(), "sample": sample_path()}
    for name, path in places.items():
        there = "" if os.access(path, os.F_OK) else "  (not there)"
        emit([f"{name:<7} {path}{there}"])
    return DONE


COMMAND = Command(
    name="locate",
    description="Print where the config, the state and the sample are, and whether they exist.",
    run=_run,
)
