"""Reads YAML: the only module that does. Gives plain values, and the place of each.

Nothing in a file is ever constructed or called: the parser's events are turned into dicts, lists,
texts, numbers and truth values, and anything else is refused. Bare words follow YAML 1.2 (`no` is
a text, `12:30` is a text, a date is a text). What is too large, too deep or multiplied by aliases
is refused before it costs anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from game.scenario.problems import Findings

MOST_BYTES = 1_000_000
MOST_VALUES = 50_000  # aliases counted as often as they stand for something
DEEPEST = 24
_TOO_DEEP = f"Values are nested more than {DEEPEST} deep."

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_INTEGER = re.compile(r"[-+]?[0-9]{1,40}\Z")
_REAL = re.compile(r"[-+]?(\.[0-9]{1,40}|[0-9]{1,40}(\.[0-9]{0,40})?)([eE][-+]?[0-9]{1,4})?\Z")
_NO_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_WORDS = {"": None, "~": None, "null": None, "Null": None, "NULL": None}
_TRUTHS = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}

Step = str | int
Trail = tuple[Step, ...]  # the keys and indexes that lead to a value, from the top


@dataclass(frozen=True, slots=True)
class Mark:
    """Where a key or value begins. `start` and `end` are its characters in the text."""

    line: int
    column: int
    start: int = 0
    end: int = 0
    style: str = ""  # of a scalar: "" plain, ', ", | or >


@dataclass(frozen=True)
class Source:
    """A file's plain values with their places."""

    file: str
    text: str
    data: dict[str, Any]
    values: dict[Trail, Mark] = field(repr=False)
    keys: dict[Trail, Mark] = field(repr=False)

    def value_mark(self, trail: Trail) -> Mark:
        """Where the value begins, or the nearest thing around it that the file has."""
        while trail and trail not in self.values:
            trail = trail[:-1]
        return self.values[trail]

    def key_mark(self, trail: Trail) -> Mark:
        """Where the key of the value begins; for what has no key, the value."""
        while trail and trail not in self.values:
            trail = trail[:-1]
        return self.keys.get(trail) or self.values[trail]

    def inside(self, trail: Trail, offset: int) -> tuple[int, int]:
        """Line and column of a character of the text at `trail`, `offset` from its beginning."""
        mark = self.value_mark(trail)
        value: Any = self.data
        for step in trail:
            try:
                value = value[step]
            except (KeyError, IndexError, TypeError):
                break
        if not isinstance(value, str) or (offset <= 0 and mark.style == ""):
            return mark.line, mark.column
        return _position(self.text, self._aligned(mark, value, offset))

    def _aligned(self, mark: Mark, value: str, offset: int) -> int:
        """The place in the text of the character `offset` of a scalar's value.

        Folding changes only white space, so the other characters are met in order.
        """
        at = mark.start
        if mark.style in ("|", ">"):
            at = self.text.find("\n", at, mark.end) + 1
        elif mark.style:
            at += 1
        for character in value[:offset]:
            if character.isspace():
                continue
            found = self.text.find(character, at, mark.end)
            if found < 0:
                return at
            at = found + 1
        while at < mark.end and self.text[at].isspace() and not value[offset : offset + 1].isspace():
            at += 1
        return at


def read_source(path: Path, findings: Findings) -> Source | None:
    """The file's values and places; what is wrong goes to `findings`. None if nothing can be read."""
    try:
        if not path.is_file():
            findings.add("error", "no-file", 0, 0, "There is no such file.")
            return None
        if path.stat().st_size > MOST_BYTES:
            findings.add("error", "too-large", 0, 0, f"The file is larger than {MOST_BYTES // 1000} kB.")
            return None
        with path.open("rb") as file:
            raw = file.read(MOST_BYTES + 1)
    except OSError as error:
        findings.add("error", "no-file", 0, 0, f"The file cannot be opened: {error.strerror or error}.")
        return None
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        column = error.start - (raw.rfind(b"\n", 0, error.start) + 1) + 1
        findings.add(
            "error", "not-text", line, column, "The file is not text in UTF-8.", "Save it again as UTF-8."
        )
        return None
    return parse_source(text, findings)


def parse_source(text: str, findings: Findings) -> Source | None:
    """The same for a text that has been read already."""
    if len(text) > MOST_BYTES:
        findings.add("error", "too-large", 0, 0, f"The file is larger than {MOST_BYTES // 1000} kB.")
        return None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    for character in _NO_TEXT.finditer(text):
        line, column = _position(text, character.start())
        findings.add(
            "error", "not-text", line, column, f"A character that is no text: U+{ord(character[0]):04X}."
        )
        return None
    try:
        root = _Composer(text, findings).compose()
        if root is None:
            findings.add("error", "empty", 1, 1, "The file is empty.", "`new NAME` writes one to start from.")
            return None
        if not isinstance(root.content, dict):
            findings.add(
                "error", "not-a-mapping", root.mark.line, root.mark.column,
                "A scenario is a list of `key: value` at its top.", "It begins with `format: 1`.",
            )  # fmt: skip
            return None
        source = Source(findings.file, text, {}, {}, {})
        _unfold(root, (), source, source.data)
        return source
    except _RefusalError as refusal:
        findings.add("error", refusal.code, refusal.line, refusal.column, refusal.message, refusal.hint)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (0, 0)
        if "nesting depth" in (error.problem or ""):  # newer parsers have a limit of their own, ahead of ours
            findings.add("error", "too-deep", line, column, _TOO_DEEP)
        else:
            findings.add("error", "yaml", line, column, *_plain_yaml_error(error, text))
    except (yaml.YAMLError, ValueError, RecursionError):
        findings.add("error", "yaml", 0, 0, "The file cannot be read as YAML.")
    return None


class _RefusalError(Exception):
    """The file is refused as a whole."""

    def __init__(self, code: str, mark: Mark, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.code, self.line, self.column = code, mark.line, mark.column
        self.message, self.hint = message, hint


@dataclass(slots=True)
class _Node:
    """A value as composed. A mapping's content is by key: (the key's mark, the value)."""

    content: Any
    mark: Mark
    size: int = 1  # how many values it stands for, aliases counted


class _Composer:
    """Turns the parser's events into nodes, counting as it goes."""

    def __init__(self, text: str, findings: Findings) -> None:
        self._events: Iterator[Any] = iter(yaml.parse(text, Loader=_LOADER))
        self._findings = findings
        self._anchors: dict[str, _Node] = {}
        self._count = 0

    def compose(self) -> _Node | None:
        """The document's root, or None if there is none."""
        root: _Node | None = None
        for event in self._events:
            if isinstance(event, yaml.DocumentStartEvent):
                if root is not None:
                    raise _RefusalError(
                        "documents", _mark(event), "A file holds one scenario; here a second begins."
                    )
                root = self._node(next(self._events), 0)
        return None if root is None or root.content is None else root

    def _node(self, event: Any, depth: int) -> _Node:
        mark = _mark(event)
        if depth > DEEPEST:
            raise _RefusalError("too-deep", mark, _TOO_DEEP)
        if isinstance(event, yaml.AliasEvent):
            node = self._anchors.get(str(event.anchor))
            if node is None:
                raise _RefusalError("alias", mark, f"Nothing before this is marked `&{event.anchor}`.")
            self._counted(node.size, mark)
            return node
        self._counted(1, mark)
        if event.tag is not None:
            raise _RefusalError("tag", mark, "Tags (`!...`) are not allowed in a scenario.", "Leave it out.")
        before = self._count
        if isinstance(event, yaml.ScalarEvent):
            node = _Node(_scalar(event.value) if event.implicit[0] else event.value, mark)
        elif isinstance(event, yaml.SequenceStartEvent):
            items = []
            while not isinstance(item := next(self._events), yaml.SequenceEndEvent):
                items.append(self._node(item, depth + 1))
            node = _Node(items, mark)
        else:
            node = _Node(self._mapping(depth), mark)
        node.size += self._count - before
        if event.anchor:
            self._anchors[event.anchor] = node
        return node

    def _mapping(self, depth: int) -> dict[str, tuple[Mark, _Node]]:
        content: dict[str, tuple[Mark, _Node]] = {}
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            mark = _mark(event)
            if not isinstance(event, yaml.ScalarEvent) or event.tag is not None:
                raise _RefusalError(
                    "bad-key", mark, "A key is a plain word.", "A text that begins with `{` needs quotes."
                )
            key = event.value
            value = self._node(next(self._events), depth + 1)
            if key in content:
                first = content[key][0].line
                self._findings.add(
                    "error", "duplicate-key", mark.line, mark.column,
                    f"`{_short(key)}` stands here a second time.", f"The first is in line {first}.",
                )  # fmt: skip
                continue
            content[key] = (mark, value)
        return content

    def _counted(self, size: int, mark: Mark) -> None:
        self._count += size
        if self._count > MOST_VALUES:
            raise _RefusalError("too-many", mark, f"The file holds more than {MOST_VALUES} values.")


def _unfold(node: _Node, trail: Trail, source: Source, into: dict[str, Any] | None = None) -> Any:
    """The node's plain value; marks go to `source`."""
    if len(trail) > DEEPEST:
        raise _RefusalError("too-deep", node.mark, _TOO_DEEP)
    source.values[trail] = node.mark
    if isinstance(node.content, list):
        return [_unfold(item, (*trail, index), source) for index, item in enumerate(node.content)]
    if not isinstance(node.content, dict):
        return node.content
    plain: dict[str, Any] = {} if into is None else into
    for key, (mark, value) in node.content.items():
        source.keys[*trail, key] = mark
        plain[key] = _unfold(value, (*trail, key), source)
    return plain


def _scalar(text: str) -> str | int | float | bool | None:
    """What a bare word means in YAML 1.2's core schema; unusual numbers stay texts."""
    if text in _WORDS:
        return None
    if text in _TRUTHS:
        return _TRUTHS[text]
    if _INTEGER.match(text):
        return int(text)
    return float(text) if _REAL.match(text) else text


def _mark(event: Any) -> Mark:
    start, end = event.start_mark, event.end_mark
    style = getattr(event, "style", None)
    return Mark(start.line + 1, start.column + 1, start.index, end.index, style or "")


def _position(text: str, at: int) -> tuple[int, int]:
    begin = text.rfind("\n", 0, at) + 1
    return text.count("\n", 0, at) + 1, at - begin + 1


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:37] + "..."


def _plain_yaml_error(error: yaml.MarkedYAMLError, text: str) -> tuple[str, str]:
    """A sentence and a hint for what the YAML parser found."""
    problem = str(error.problem or error.context or "cannot be read")
    if "mapping values are not allowed" in problem:
        return "A `:` stands where no key can be.", "Put a text that holds a colon in quotes."
    at = error.problem_mark.index if error.problem_mark else 0
    if text[at : at + 1] == "\t":
        return "A tab stands where YAML wants spaces.", "Indent with spaces."
    if "cannot start any token" in problem:
        return "A value cannot begin with this character.", "Put the text in quotes."
    if "could not find expected ':'" in problem:
        return "Here or in the line above, `key: value` is expected.", "After the colon comes a space."
    if "expected <block end>" in problem or "did not find expected key" in problem:
        if text[text.rfind("\n", 0, at) + 1 : at].strip():
            hint = "Put the whole text in quotes; within '...' write '' for an apostrophe."
            return "Something stands behind a value that was complete.", hint
        return "The indentation does not fit the lines above.", "Keys of one list begin in one column."
    return f"The file is no YAML from here on: {problem}.", ""
