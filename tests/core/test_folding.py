"""Text as it is looked for, in every script: what is found, what is not, what is marked."""

import unicodedata

import pytest
from export_files import viewed
from folding_table import FOLDED

from timeline_tui.core.loading import load_text
from timeline_tui.core.text import fold, fold_with_offsets, slug
from timeline_tui.core.views.complete import complete

SCRIPTS = ("LATIN", "GREEK", "CYRILLIC", "ARABIC", "HEBREW")


@pytest.mark.parametrize(("text", "folded"), FOLDED)
def test_folding(text, folded):
    assert fold(text) == folded
    assert fold(folded) == folded
    pieces, spans = fold_with_offsets(text)
    assert pieces == folded
    assert len(spans) == len(folded)
    assert sorted(spans) == spans


def test_every_letter_keeps_its_marks_but_those_of_five_scripts_and_an_id_begins_with_one():
    for letter in map(chr, (*range(0x80, 0xD800), *range(0xE000, 0x1F200))):
        folded = fold(letter + "\u0300")
        assert fold(folded) == folded, letter
        assert slug(f"{letter}a")[0].isalnum(), letter
        parts = unicodedata.normalize("NFKD", letter)
        name = unicodedata.name(parts[0], "").split(" ")[0]
        if not unicodedata.category(letter).startswith("L") or not parts[0].isalpha():
            continue  # a mark or a sign
        if name in SCRIPTS:
            assert not any(map(unicodedata.combining, fold(letter))), letter
        elif name != "GEORGIAN":
            assert fold(letter) == unicodedata.normalize("NFC", parts.casefold()), letter


def test_completion_and_panes_know_the_plain_letters():
    places = "Łódź, Tromsø, Þingvellir, Kabul, Mādhyamik, Æsir, İstanbul"
    view = viewed("", load_text(f"- {{date: 2021, title: It, location: [{places}]}}\n"))
    offered = [one.text for one in complete("location:lo", len("location:lo"), view)]
    assert offered == ["lodz"]
    names = [entry.name for entry in view.facet("location")]
    assert ", ".join(names) == "Æsir, İstanbul, Kabul, Łódź, Mādhyamik, Þingvellir, Tromsø"


def test_ids_keep_letters_whole():
    for title, id in [
        ("Kaldár: retaken!", "kaldar-retaken"),
        ("Łódź, Tromsø & Þór", "lodz-tromso-thor"),
        ("バスが来る", "バスが来る"),
        ("हिन्दी दिवस", "हिन्दी-दिवस"),
        ("كابُل", "كابل"),
        ("— ! —", ""),
        # and a long one is cut between letters
        ("2021-07-26 " + "word " * 20, "2021-07-26" + "-word" * 9),
        ("2021-07-26 " + "北" * 80, "2021-07-26-" + "北" * 49),
        ("क्षि" * 40, "क्षि" * 15),
        ("a" + "क्षि" * 40, "a" + "क्षि" * 14 + "क्"),  # a letter with its sign, not half of it
    ]:
        assert slug(title) == id
        made = load_text(f"events: [{{date: unknown, title: '{title}'}}]").events[0].id
        assert made == (f"unknown-{id}" if id else "unknown") or len(title) > 40
