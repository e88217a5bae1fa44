"""What keys are called, which there are, and whose they are once some were given to others."""

from __future__ import annotations

import pytest
from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
from textual._keyboard_protocol import FUNCTIONAL_KEYS
from textual.keys import _character_to_key

from timeline_tui.tui.commands import COMMANDS
from timeline_tui.tui.keys import NAMED, OWN_KEYS, key_advice, key_name, keys_in_force, normal_key


def sent() -> set[str]:
    """Every key that Textual makes of a terminal's sequences."""
    of_sequences = [keys for keys in ANSI_SEQUENCES_KEYS.values() if isinstance(keys, tuple)]
    return {str(key.value) for keys in of_sequences for key in keys}


def test_a_character_is_called_as_textual_calls_it() -> None:
    for character in map(chr, (*range(33, 127), *range(161, 173), *range(174, 256))):
        name = normal_key(character)
        assert name == _character_to_key(character)
        assert key_name(name) == character
        assert normal_key(name) == name


def test_every_key_that_textual_can_send_is_known() -> None:
    unknown = {key for key in sent() if normal_key(key) != key}
    assert unknown == {"<scroll-down>", "<scroll-up>"}


def test_every_key_named_is_one_that_textual_can_send() -> None:
    assert sent() | set(FUNCTIONAL_KEYS.values()) | {"space"} >= NAMED


@pytest.mark.parametrize(
    ("text", "key", "printed"),
    [
        ("/", "slash", "/"),
        ("G", "G", "G"),
        (" ", "space", "Space"),
        ("+", "plus", "+"),
        ("ctrl++", "ctrl+plus", "Ctrl++"),
        ("ctrl+/", "ctrl+slash", "Ctrl+/"),
        ("shift+ctrl+left", "ctrl+shift+left", "Ctrl+Shift+←"),
        ("alt+shift+x", "alt+shift+x", "Alt+Shift+x"),
        ("f12", "f12", "F12"),
    ],
)
def test_a_key_has_one_name(text: str, key: str, printed: str) -> None:
    assert normal_key(text) == key
    assert key_name(key) == printed


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("lit", 'such as "j"'),
        ("ctrl+alt+shift+superfoo", 'such as "j"'),
        ("ctrl+", 'such as "j"'),
        ("", 'such as "j"'),
        ("\x1b", 'such as "j"'),
        ("f99", "f9"),
        ("shift+g", '"G"'),
        ("ctrl+G", '"ctrl+g"'),
        ("ctrl-p", '"ctrl+p"'),
        ("esc", '"escape"'),
        ("F5", '"f5"'),
        ("page_down", '"pagedown"'),
        ("pgdn", '"pagedown"'),
        ("return", '"enter"'),
        ("control+x", '"ctrl+x"'),
    ],
)
def test_what_is_no_key_is_answered_with_what_to_write(text: str, advice: str) -> None:
    assert normal_key(text) == ""
    assert advice in key_advice(text)


def test_every_key_of_the_table_is_a_key_and_of_one_command() -> None:
    keys = [key for command in COMMANDS for key in command.keys]
    assert [normal_key(key) for key in keys] == keys
    assert len(set(keys)) == len(keys)


def test_a_key_given_to_a_command_is_taken_from_the_one_that_has_it_by_itself() -> None:
    keys = keys_in_force({"query": ("f5",), "mark": ("y",)})
    assert keys.of("query") == ("f5",)
    assert keys.of("maximise") == ("z",)
    assert keys.of("undo") == OWN_KEYS.of("undo")
    assert keys.of("cite") == ()
    assert keys["cite"] == "“Copy citation” in the palette"
    assert keys["query"] == "F5"
    assert keys.all("down") == "j ↓"
