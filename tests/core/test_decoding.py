"""Bytes become text that hides nothing; what is no text is refused with a reason."""

import codecs
import os
import sys
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from timeline_tui.core.reading.decode import UnreadableFile, decode, read_text
from timeline_tui.core.text import find_hidden, make_visible

KURDISH = "ناوچەی کەلدار"


def test_clean_text_is_kept():
    for data, text in [
        (b"", ""),
        (codecs.BOM_UTF8 + b"a: b", "a: b"),
        (b"a\r\nb\rc\n\r\n", "a\nb\nc\n\n"),
        (f"title: {KURDISH}".encode(), f"title: {KURDISH}"),
        ("a\tb “c” 👩\u200d🚀 \u00a0".encode(), "a\tb “c” 👩\u200d🚀 \u00a0"),
    ]:
        assert decode(data, "f") == (text, ())


HIDDEN = "warning hidden-character"
SHOWN = [
    (b"ok\ncaf\xe9 \xe9\n", "ok\ncaf‹0xE9› ‹0xE9›\n", ["2:4 error not-utf8"]),
    (b"a\x1b[31m\x00", "a␛[31m␀", [f"1:2 {HIDDEN}"]),
    ("\x7f\n\x9b".encode(), "␡\n‹U+009B›", [f"1:1 {HIDDEN}", f"2:1 {HIDDEN}"]),
    ("a\u202eb\u2066".encode(), "a‹U+202E›b‹U+2066›", [f"1:2 {HIDDEN}"]),
    (b"\xc3A\xa9", "‹0xC3›A‹0xA9›", ["1:1 error not-utf8"]),  # UTF-8 if the A were deleted
    (b"\xff\x1b", "‹0xFF›␛", ["1:1 error not-utf8", f"1:2 {HIDDEN}"]),
    *(
        (f"a{sign}b".encode(), make_visible(f"a{sign}b"), [f"1:2 {HIDDEN}"])
        for sign in "\x85\u2028\u2029\u202a\u2069\ufffe\uffff\x0b"
    ),
]


def test_what_would_be_hidden_is_shown():
    for data, text, problems in SHOWN:
        decoded, found = decode(data, "f")
        assert decoded == text
        assert [f"{one.line}:{one.column} {one.severity} {one.code}" for one in found] == problems
        assert all(one.file == "f" and one.hint for one in found)


def test_other_encodings_are_refused():
    for data in [
        "title: x\n".encode("utf-16"),
        "title: some\n".encode("utf-16-le"),
        bytes(range(256)) * 10 + bytes(500),
        b"\xe9" * 1_000_001,
    ]:
        with pytest.raises(UnreadableFile) as caught:
            decode(data, "f")
        problem = caught.value.problem
        assert problem.hint.startswith("Save it as UTF-8 in your editor")
        assert (problem.file, problem.line, problem.code) == ("f", 1, "unreadable-file")


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="no endless file here")
def test_a_file_that_is_too_large_is_not_read(monkeypatch):
    monkeypatch.setattr(sys.modules[read_text.__module__], "LARGEST", 7)
    for read in (lambda: read_text(Path("/dev/zero"), "a"), lambda: decode(b"title: x", "a")):
        with pytest.raises(UnreadableFile, match="larger than 1 GB"):
            read()
    assert decode(b"title: ", "a") == ("title: ", ())


def test_what_cannot_be_read_is_said(tmp_path):
    for name, message in (
        ("missing.yaml", "There is no such file"),
        (".", "It cannot be read: Is a directory"),
        ("a\0b", "It cannot be read: embedded null byte"),
    ):
        with pytest.raises(UnreadableFile) as caught:
            read_text(tmp_path / name, "shown")
        assert (caught.value.problem.file, caught.value.problem.message) == ("shown", message)


@pytest.mark.skipif(not Path("/dev/fd").exists(), reason="no names for open files here")
def test_a_pipe_is_read_to_its_end():
    reading, writing = os.pipe()
    os.write(writing, b"title: x\n")
    os.close(writing)
    try:
        assert read_text(Path(f"/dev/fd/{reading}"), "pipe") == ("title: x\n", ())
    finally:
        os.close(reading)


@settings(max_examples=60)
@given(st.binary() | st.text().map(lambda text: text.encode("utf-8", "surrogatepass")))
@example(b"\xed\xa0\x80")
@example(b"\n\xef\xbb\xbf\xef\xbb\xbf")
def test_no_bytes_do_harm(data):
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
