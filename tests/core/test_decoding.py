"""Bytes become text that hides nothing; what is no text is refused with a reason."""

from __future__ import annotations

import codecs
import os
import sys
from pathlib import Path

import pytest
from command_line import as_others, process
from hypothesis import example, given
from hypothesis import strategies as st

from timeline_tui.core.reading import UnreadableFile, decode, read_text
from timeline_tui.core.text import find_hidden, make_visible

KURDISH = "ناوچەی کەلدار"
PERSIAN = "می\u200cخواهد \u200fب\u200e"


def test_clean_text_is_kept() -> None:
    for data, text in [
        (b"", ""),
        (b"a: b\n", "a: b\n"),
        (codecs.BOM_UTF8 + b"a: b", "a: b"),
        (b"a\r\nb\rc\n\r\n", "a\nb\nc\n\n"),
        (f"title: {KURDISH}".encode(), f"title: {KURDISH}"),
        (PERSIAN.encode(), PERSIAN),
        ("a\tb “c” 👩\u200d🚀 \u00a0".encode(), "a\tb “c” 👩\u200d🚀 \u00a0"),
    ]:
        assert decode(data, "f") == (text, ())


def test_what_would_be_hidden_is_shown() -> None:
    for data, text, problems in [
        (
            b"ok\ncaf\xe9 \xe9\n",
            "ok\ncaf‹0xE9› ‹0xE9›\n",
            [
                "f:2:4: error: The byte 0xE9 is not UTF-8, and 1 more like it in this line; it is "
                "shown as ‹0xE9›. Save it as UTF-8 in your editor. [not-utf8]"
            ],
        ),
        (
            b"a\x1b[31m\x00",
            "a␛[31m␀",
            [
                "f:1:2: warning: There is an escape character, and 1 more like it in this line; it "
                "is shown as ␛. Delete it. [hidden-character]"
            ],
        ),
        (
            "\x7f\n\x9b".encode(),
            "␡\n‹U+009B›",
            [
                "f:1:1: warning: There is a delete character; it is shown as ␡. Delete it. "
                "[hidden-character]",
                "f:2:1: warning: There is a control character (U+009B); it is shown as ‹U+009B›. "
                "Delete it. [hidden-character]",
            ],
        ),
        (
            "a\u202eb\u2066".encode(),
            "a‹U+202E›b‹U+2066›",
            [
                "f:1:2: warning: There is a sign that changes the reading direction (U+202E), and "
                "1 more like it in this line; it is shown as ‹U+202E›. Delete it. "
                "[hidden-character]"
            ],
        ),
        (
            "a\n\ufeffevents:\n".encode(),
            "a\nevents:\n",
            [
                "f:2:1: warning: There is a byte order mark; it is left out. Delete it. "
                "[hidden-character]"
            ],
        ),
        (
            b"\xc3A\xa9",  # the rest would be UTF-8 if the A were deleted
            "‹0xC3›A‹0xA9›",
            [
                "f:1:1: error: The byte 0xC3 is not UTF-8, and 1 more like it in this line; it is "
                "shown as ‹0xC3›. Save it as UTF-8 in your editor. [not-utf8]"
            ],
        ),
    ]:
        decoded, found = decode(data, "f")
        assert decoded == text
        assert [str(problem) for problem in found] == problems


def test_line_breaks_that_only_some_programs_see_and_the_like_are_shown() -> None:
    for character in ["\x85", "\u2028", "\u2029", "\u202a", "\u2069", "\ufffe", "\uffff", "\x0b"]:
        text, problems = decode(f"a{character}b".encode(), "f")
        assert text == make_visible(f"a{character}b") != f"a{character}b"
        assert [(problem.severity, problem.line, problem.column) for problem in problems] == [
            ("warning", 1, 2)
        ]


def test_a_line_may_hold_invalid_bytes_and_hidden_characters() -> None:
    text, problems = decode(b"\xff\x1b", "f")
    assert text == "‹0xFF›␛"
    assert [(problem.code, problem.column) for problem in problems] == [
        ("not-utf8", 1),
        ("hidden-character", 2),
    ]


def test_many_bad_lines_are_summed_up() -> None:
    _, problems = decode(b"a\n\n" + b"\xe9\n" * 25, "f")
    assert [problem.line for problem in problems] == list(range(3, 24))
    assert problems[-1].message == "5 more lines hold such bytes"


def test_other_encodings_are_refused() -> None:
    for data, message in [
        ("title: x\n".encode("utf-16"), "The file is saved as UTF-16"),
        ("title: x\n".encode("utf-32"), "The file is saved as UTF-32"),
        (codecs.BOM_UTF16_BE + "a".encode("utf-16-be"), "The file is saved as UTF-16"),
        ("title: some\n".encode("utf-16-le"), "This is not a text file, or one saved as UTF-16"),
        (bytes(range(256)) * 10 + bytes(500), "This is not a text file, or one saved as UTF-16"),
        (b"\xe9" * 1_000_001, "This is no text in UTF-8"),
    ]:
        with pytest.raises(UnreadableFile) as caught:
            decode(data, "f")
        problem = caught.value.problem
        assert (problem.message, problem.hint) == (message, "Save it as UTF-8 in your editor")
        assert (problem.file, problem.line, problem.code) == ("f", 1, "unreadable-file")


def test_a_file_is_read(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_bytes(b"\xef\xbb\xbftitle: x\r\n")
    assert read_text(file, "a.yaml") == ("title: x\n", ())


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="no endless file here")
def test_a_file_that_is_too_large_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.modules[read_text.__module__], "LARGEST", 7)
    for read in (lambda: read_text(Path("/dev/zero"), "a"), lambda: decode(b"title: x", "a")):
        with pytest.raises(UnreadableFile, match="larger than 1 GB"):
            read()
    assert decode(b"title: ", "a") == ("title: ", ())


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("missing.yaml", "There is no such file"),
        (".", "This is a folder, not a file"),
        ("a\0b", "It cannot be read: embedded null byte"),
    ],
)
def test_what_cannot_be_read_is_said(tmp_path: Path, name: str, message: str) -> None:
    with pytest.raises(UnreadableFile) as caught:
        read_text(tmp_path / name, "shown")
    assert (caught.value.problem.file, caught.value.problem.message) == ("shown", message)


def test_a_forbidden_file_is_said(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_bytes(b"x")
    file.chmod(0)
    code = f"""
from pathlib import Path
from timeline_tui.core.reading import UnreadableFile, read_text
try:
    read_text(Path({str(file)!r}), "a.yaml")
except UnreadableFile as failure:
    print(failure)
"""
    assert b"not allowed" in process(code=code, before=as_others()).stdout


@pytest.mark.skipif(not Path("/dev/fd").exists(), reason="no names for open files here")
def test_a_pipe_is_read_to_its_end() -> None:
    reading, writing = os.pipe()
    os.write(writing, b"title: x\n")
    os.close(writing)
    try:
        assert read_text(Path(f"/dev/fd/{reading}"), "pipe") == ("title: x\n", ())
    finally:
        os.close(reading)


@given(st.binary() | st.text().map(lambda text: text.encode("utf-8", "surrogatepass")))
@example(b"\xed\xa0\x80")
@example(b"\n\xef\xbb\xbf\xef\xbb\xbf")
def test_no_bytes_do_harm(data: bytes) -> None:
    try:
        text, problems = decode(data, "f")
    except UnreadableFile:
        return
    assert find_hidden(text) is None
    assert "\r" not in text
    text.encode()
    lines = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n").count(b"\n") + 1
    assert text.count("\n") + 1 == lines
    assert all(1 <= problem.line <= lines for problem in problems)
    assert decode(text.encode(), "f") == (text, ())


@given(st.text(alphabet=st.characters(exclude_categories=["C", "Zl", "Zp"]) | st.just("\n")))
def test_harmless_text_is_kept(text: str) -> None:
    assert decode(text.encode(), "f") == (text, ())
