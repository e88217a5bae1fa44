"""`timeline completion`: what a shell has to read so that it completes the command's words."""

from __future__ import annotations

import argparse

from timeline_tui.cli.command import DONE, Command
from timeline_tui.output import emit_text

_DESCRIPTION = """\
Print the script with which a shell completes commands, options, files, ids of events and the values
of a query behind `timeline`.
"""
_EXAMPLES = """\
Examples:
  timeline completion bash > ~/.local/share/bash-completion/completions/timeline
  timeline completion zsh > ~/.zfunc/_timeline
  timeline completion fish > ~/.config/fish/completions/timeline.fish

For zsh the folder has to stand in $fpath. `source <(timeline completion bash)` makes it known to
one bash or zsh only.
"""


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "shell", metavar="SHELL", choices=("bash", "zsh", "fish"), help="bash, zsh or fish"
    )


def _run(arguments: argparse.Namespace) -> int:
    from argcomplete.shell_integration import shellcode

    emit_text([shellcode(["timeline"], shell=arguments.shell)])
    return DONE


COMMAND = Command(
    name="completion",
    usage="SHELL",
    description=_DESCRIPTION,
    examples=_EXAMPLES,
    arguments=_arguments,
    run=_run,
)
