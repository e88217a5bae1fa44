"""What keys are called, and whose they are once some were given to others."""

from __future__ import annotations

import pytest

from timeline_tui.tui.commands import COMMANDS
from timeline_tui.tui.key_names import key_name, normal_key
from timeline_tui.tui.keys import OWN_KEYS, keys_in_force


def test_a_character_is_called_by_one_name_and_printed_as_itself() -> None:
    for character in map(chr, (*range(33, 127), *range(161, 173), *range(174, 256))):
        name = normal_key(character)
        assert name and key_name(name) == character
        assert normal_key(name) == name


@pytest.mark.parametrize(
    ("text", "key", "printed"),
    [
        ("/", "slash", "/"),
        ("G", "G", "G"),
        (" ", "space", "Space"),
        ("ctrl++", "ctrl+plus", "Ctrl++"),
        ("ctrl+/", "ctrl+slash", "Ctrl+/"),
        ("shift+ctrl+left", "ctrl+shift+left", "Ctrl+Shift+←"),
        ("f12", "f12", "F12"),
    ],
)
def test_a_key_has_one_name(text: str, key: str, printed: str) -> None:
    assert normal_key(text) == key
    assert key_name(key) == printed


def test_what_is_no_key_has_no_name() -> None:
    for text in ("lit", "ctrl+", "", "\x1b", "f99", "shift+g", "ctrl+G", "ctrl-p", "esc", "F5"):
        assert normal_key(text) == "", text


def test_every_key_of_the_table_is_a_key_and_of_one_command() -> None:
    keys = [key for command in COMMANDS for key in command.keys]
    assert [normal_key(key) for key in keys] == keys
    assert len(set(keys)) == len(keys)


def test_a_key_given_to_a_command_is_taken_from_the_one_that_has_it_by_itself() -> None:
    keys = keys_in_force({"query": ("f5",), "mark": ("y",)})
    assert keys.by_command["query"] == ("f5",)
    assert keys.by_command["undo"] == OWN_KEYS.by_command["undo"]
    assert keys.by_command["cite"] == ()
    assert keys["cite"].endswith("in the palette")
    assert keys["query"] == "F5"
    assert keys.all("down") == "j ↓"
