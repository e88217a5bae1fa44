"""Records and the whole file as a person would have typed them: block style, nothing in quotes that
needs none. What does not read is kept under another key, so the result loads without an error.
"""

from __future__ import annotations

import json
import re
from bisect import bisect
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

from timeline_tui.core.dates.edtf import strictly
from timeline_tui.core.evidence.statements import assertions, denials
from timeline_tui.core.loading.cited import divided
from timeline_tui.core.loading.spaces import is_address
from timeline_tui.core.models import SECTIONS, Event, check
from timeline_tui.core.models.entry import Entry, typable
from timeline_tui.core.models.shorthand import date_in
from timeline_tui.core.models.wording import compact
from timeline_tui.core.problems import Problem
from timeline_tui.core.reading.edits import edited
from timeline_tui.core.reading.tree import parse
from timeline_tui.core.text import HIDDEN, cropped, make_visible, one_line
from timeline_tui.importing import Value

_WIDTH: Final = 100
_LONGEST_KEY: Final = 1000  # YAML has a limit of 1024 signs, escapes being six
_LONGEST_EXTRA: Final = 100_000
_ROUNDS: Final = 10
_MOST_PARTS: Final = 20  # of a value, each of which is tried alone
_PROSE: Final = frozenset(("description", "note", "quote", "text", "claims"))
_DATES: Final = frozenset(("date", "when", "published", "accessed", "retracted"))
_DATE: Final = r"[\dXY.-][\dXY.~?%/T:+Z-]*"
_SET: Final = re.compile(rf"\[{_DATE}(?:,{_DATE})*\]")
_PLAIN: Final = re.compile(
    r"(?!(?:~|null|---|\.\.\.)$|-(?: |$))[^\s,\[\]{}#&*!|>'\"%@`?:]"
    r"(?:[^\s:]|:(?=\S)| +(?=[^\s#:]|:\S))*"
)
_FOLDED: Final = re.compile(r"\S(?:.{0,90}\S)?(?= |$)")
_IN_BRACKETS: Final = re.compile(r"[,?\[\]{}]")


@dataclass(frozen=True, slots=True)
class Settled:
    """A record's text, from `  - date: …` to its last line end, and its fields as they stand there.

    `looks` are the keys whose values did not read: those want a look.
    """

    text: str
    fields: dict[str, Value]
    looks: tuple[str, ...] = ()


def settle(fields: Mapping[str, Value]) -> Settled:
    """A record with these fields. A date in another notation is written in EDTF, one that does not
    read is `unknown`; what was given becomes the `date_text`. Any other value that does not read
    stands under a key that begins with `x-`. A remark above these says why."""
    whole = {key: bare for key, value in fields.items() if (bare := _bare(value))}
    whole |= {
        "date": whole.get("date", "unknown"),
        "title": compact(whole.get("title", "Untitled")),
    }
    known = date_in(whole["date"]) if isinstance(whole["date"], str) else None
    if known is not None and known.notes:
        whole["date"] = strictly(known.text)
        if known.written and not whole.get("date_text"):
            whole["date_text"] = known.written
    text, kept, looks = _settled(Event, whole)
    return Settled(f"  - {text[4:]}", kept, looks)


def document(
    head: Mapping[str, Value],
    entries: Mapping[str, Mapping[str, Mapping[str, Value]]],
    texts: Iterable[str],
) -> Iterator[str]:
    """A whole file: its head (`title`, `timezone`, `x-…`), the sections with
    their entries by id, and the records' texts."""
    yield "timeline: 1\n"
    yield from (_pair(key, value, 0) for key, value in head.items() if value)
    for section in filter(entries.get, SECTIONS):
        yield f"\n{section}:\n"
        yield from (_entry(section, id, fields) for id, fields in entries[section].items())
    start = "\nevents:\n"
    for text in texts:
        yield start + text
        start = "\n"
    if start != "\n":
        yield "\nevents: []\n"


def _entry(section: str, id: str, fields: Mapping[str, Value]) -> str:
    """An entry of a section: `balkh: Balkh`, or all of its fields."""
    given = {key: _bare(value) for key, value in fields.items()}
    said = {key: value for key, value in given.items() if value and (key, value) != ("name", id)}
    if not said:
        return f"  {_key(id)}:\n"
    text, kept, looks = _settled(SECTIONS[section], said)
    short = _pair(id, kept["name"] if kept.keys() == {"name"} else kept, 2)
    return f"  {_key(id)}:\n{text}" if looks or short.count("\n") > 1 else short


# What reads


def _settled(
    model: type[Entry], fields: Mapping[str, Value]
) -> tuple[str, dict[str, Value], tuple[str, ...]]:
    """The lines of an entry at column 5, its fields, and the keys of those that did not read."""
    order = {key: number for number, key in enumerate(typable(model)[1])}
    kept = dict(fields)
    looks: dict[str, None] = {}
    above: dict[str, str] = {}
    for _ in range(_ROUNDS):
        kept = {key: kept[key] for key in sorted(kept, key=lambda key: order.get(key, len(order)))}
        text, errors = _read(model, kept, above)
        if not errors:
            break
        for key, problem in errors.items():
            said = f"{key}: {problem.message}. {problem.hint}".removesuffix(". ")
            looks[key] = None
            above[_moved(model, kept, key)] = f"    # {cropped(make_visible(said), _WIDTH - 6)}\n"
    return text, kept, tuple(looks)


def _read(
    model: type[Entry], fields: Mapping[str, Value], above: Mapping[str, str]
) -> tuple[str, dict[str, Problem]]:
    """The lines of an entry, with what was understood in them as it should be written, and the
    first error of each field, as `loading.load.read` finds them."""
    parts = [f"{above.get(key, '')}{_pair(key, value, 4)}" for key, value in fields.items()]
    text = "".join(parts)
    tree = parse(f"  - {text[4:]}")
    entry, problems = check(model, tree.data, tree.edits)
    problems += _bad_citations(entry) if isinstance(entry, Event) and "(" in text else ()
    errors: dict[str, Problem] = {}
    keys, ends = [*fields], [*accumulate(part.count("\n") for part in parts)]
    for one in (*tree.problems, *problems):
        if one.severity == "error" and one.code != "other-key":  # which is mended below
            errors.setdefault(keys[min(bisect(ends, one.line - 1), len(keys) - 1)], one)
    return f"    {edited(tree.text, tree.edits)[4:]}" if tree.edits else text, errors


def _bad_citations(event: Event) -> Iterator[Problem]:
    """What is wrong in the brackets of sources, which a file tells when all of it is read."""
    for chain in (*assertions(event), *denials(event)):
        for ref in chain.parties:
            found = None if is_address(ref) else divided(ref, lambda _: False)
            for said in found.problems if found else ():
                yield Problem(*said, "", *getattr(ref, "at", (1, 1)))


def _moved(model: type[Entry], fields: dict[str, Value], key: str) -> str:
    """Moves what does not read of a field to another key: which one."""
    if key == "date" and model is Event:
        said = compact(fields["date"])
        words = compact(fields.get("date_text"))
        fields["date_text"] = words if said in words else "; ".join(filter(None, (words, said)))
        fields["date"] = "unknown"
        return "date_text"
    value = fields.pop(key)
    if isinstance(value, dict) and len(value) <= _MOST_PARTS:
        base: dict[str, Value] = {"date": "unknown", "title": "-"} if model is Event else {}
        alone = {one: {**base, key: {one: item}} for one, item in value.items()}
        wrong = {one for one, tried in alone.items() if key in _read(model, tried, {})[1]}
        if 0 < len(wrong) < len(value):
            fields[key] = {one: item for one, item in value.items() if one not in wrong}
            value = {one: value[one] for one in wrong}
    new = f"x-{key}"
    if key.startswith("x-"):  # a key that is there already, or a value that is too long
        new, value = "x-import", f"{key}: {compact(value)}"[:_LONGEST_EXTRA]
    while new in fields:
        new += "-2"
    fields[new] = value
    return new


# How it is typed


def _bare(value: Value) -> Value:
    """A value without what is empty in it, a list of one thing as that thing."""
    if isinstance(value, dict):
        return {key: bare for key, one in value.items() if (bare := _bare(one))}
    if isinstance(value, list):
        items = [bare for one in value if (bare := _bare(one))]
        alone = len(items) == 1 and not ("," in items[0] and isinstance(items[0], str))
        return items[0] if alone else items
    return value.replace("\r\n", "\n").replace("\r", "\n") if value.strip() else ""


def _pair(key: str, value: Value, indent: int) -> str:
    """A key and its value, from a column on."""
    start = f"{' ' * indent}{_key(key)}:"
    return _line(start, value, key, indent) or f"{start}\n{_block(value, key, indent + 2)}"


def _line(start: str, value: Value, key: str, indent: int) -> str:
    """A value behind its start, "" where that is a line too long or something needs quotes. A text
    is always so, and may go on in lines of its own."""
    if isinstance(value, str):
        return f"{start} {_text(value, key, indent)}\n"
    short = _short(value)
    return f"{start} {short}\n" if short and len(start) + len(short) < _WIDTH else ""


def _block(value: Value, key: str, indent: int) -> str:
    """A mapping, or the list under a key, each thing in it from a column on."""
    if isinstance(value, dict):
        return "".join(_pair(one, below, indent) for one, below in value.items())
    start = f"{' ' * indent}-"
    return "".join(
        _line(start, one, key, indent) or f"{start} {_block(one, key, indent + 2)[indent + 2 :]}"
        for one in value
    )


def _short(value: Value) -> str:
    """A value in brackets on one line; "" where something in it needs quotes."""
    if isinstance(value, str):
        return value if _is_plain(value) and not _IN_BRACKETS.search(value) else ""
    if isinstance(value, list) and any(isinstance(one, dict) for one in value):
        return ""
    pairs = value.items() if isinstance(value, dict) else [(one,) for one in value]
    parts = [[_short(part) for part in pair] for pair in pairs]
    if not all(map(all, parts)):
        return ""
    said = ", ".join(map(": ".join, parts))
    return f"{{{said}}}" if isinstance(value, dict) else f"[{said}]"


def _key(key: str) -> str:
    said = key if _is_plain(key) else _quoted(key)
    return said if len(said) < _LONGEST_KEY else _quoted(key[: _LONGEST_KEY // 8])


def _text(text: str, key: str, indent: int) -> str:
    """A text under a key: plain, as lines of their own where it is long, or else in quotes."""
    is_prose = key in _PROSE or key.startswith("x-")
    text = text if is_prose else one_line(text)
    is_long = "\n" in text or indent + len(key) + len(text) > _WIDTH
    if is_prose and is_long and (lines := _lines(text)):
        start = "\n" + " " * (indent + 2)
        return lines[0] + "".join(start + line if line else "\n" for line in lines[1:])
    return text if _is_plain(text) or (key in _DATES and _SET.fullmatch(text)) else _quoted(text)


def _lines(text: str) -> list[str]:
    """The sign of a block of lines and the lines that give a text back; none if nothing does. Where
    a file is cut into records, what looks like a remark or a mark is not the end of one."""
    lines = [">-", *_FOLDED.findall(text)]
    if " ".join(lines[1:]) != text:
        lines = ["|" if text[-1] == "\n" else "|-", *text.removesuffix("\n").split("\n")]
    ends = lines[-1][-1:].isspace() or lines[-1].lstrip()[:1] in ("", "#", "-", ".")
    return [] if ends or text[0].isspace() or HIDDEN.search(text) else lines


def _is_plain(text: str) -> bool:
    return text.isprintable() and _PLAIN.fullmatch(text) is not None


def _quoted(text: str) -> str:
    """A text in quotes, signs that nobody could see in it as escapes."""
    if ('"' in text or "\\" in text) and text.isprintable():
        return "'" + text.replace("'", "''") + "'"
    said = json.dumps(re.sub("[\ud800-\udfff]", "\ufffd", text), ensure_ascii=False)
    return HIDDEN.sub(lambda found: f"\\u{ord(found[0]):04x}", said)
