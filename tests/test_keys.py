"""What keys are called, which there are, and whose they are once some were given to others."""

from textual.binding import Binding

from timeline_tui.tui.commands import COMMANDS, keys_in_force
from timeline_tui.tui.keys import key_name, normal_key


def test_a_character_is_called_as_textual_calls_it():
    codes = (*range(33, 44), *range(45, 127), *range(161, 173), *range(174, 256))
    for character in map(chr, codes):
        name = normal_key(character)
        assert [binding.key for binding in Binding.make_bindings([(character, "x")])] == [name]
        assert key_name(name) == character
        assert normal_key(name) == name


def test_a_key_has_one_name():
    for text, key, printed in (
        ("/", "slash", "/"),
        ("+", "plus", "+"),
        ("ctrl+/", "ctrl+slash", "Ctrl+/"),
        ("shift+ctrl+left", "ctrl+shift+left", "Ctrl+Shift+←"),
        ("pagedown", "pagedown", "PgDn"),
    ):
        assert (normal_key(text), key_name(key)) == (key, printed)
    for text in ("lit", "ctrl+", "", "\x1b", "f99", "shift+g", "ctrl+G", "return"):
        assert normal_key(text) == ""


def test_every_key_of_the_table_is_a_key_and_of_one_command():
    keys = [key for command in COMMANDS for key in command.keys]
    assert [normal_key(key) for key in keys] == keys
    assert len(set(keys)) == len(keys)
    assert len({command.id for command in COMMANDS}) == len(COMMANDS)


def test_a_key_given_to_a_command_is_taken_from_the_one_that_has_it_by_itself():
    keys = keys_in_force({"query": ("f5",), "mark": ("y",)})
    assert keys.by_command["query"] == ("f5",)
    assert keys.by_command["maximise"] == ("z",)
    assert keys.by_command["undo"] == ("U", "ctrl+z")
    assert keys.by_command["cite"] == ()
    assert keys["cite"] == "“Cite” in the palette"
    assert keys["query"] == "F5"
    assert keys.all("down") == "j ↓"
