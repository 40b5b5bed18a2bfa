"""The guide for authors taken apart: its examples, and what in it is generated.

Comments in the guide say what stands below them:

    <!-- whole: NAME -->            a complete scenario, as the file NAME
    <!-- into: KEY KEY -->          a fragment with these keys at its top; it is merged into all before it
    <!-- check: OLD => NEW -->      what `check` prints if OLD in the whole scenario is replaced by NEW
    <!-- table: PART -->            the keys of a part of the format, as the format describes them

Tables, what `check` prints, and the list of facts in `seeds/README.md` are written by
`python -m tests.scenario.guide`, never by hand.
"""

from __future__ import annotations

import contextlib
import io
import json
import re
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import BaseModel

import game.scenario.format
from game import cli
from game.datafiles import data_root
from game.scenario.facts import read_facts
from game.scenario.format import Citing, Documented
from game.scenario.format.world import Gauge
from game.scenario.problems import Findings
from game.scenario.source import parse_source

GUIDE = data_root() / "scenarios" / "README.md"
FACTS_GUIDE = data_root() / "seeds" / "README.md"
_LIST_BEGINS = "<!-- facts -->\n"
_MARKED = re.compile(r"<!-- (whole|into|check|table): (.*?) -->\n")
_FENCE = re.compile(r"```(\w+)\n(.*?)```\n", re.DOTALL)
_TABLE = re.compile(r"(\|.*\n)*")
_WHENCE = ("badge", "cites", "background")


@dataclass(frozen=True)
class Piece:
    """What stands below one of the comments. `start` and `end` are characters of the guide."""

    kind: str
    said: str
    body: str
    start: int
    end: int


def text() -> str:
    """The guide."""
    return GUIDE.read_text(encoding="utf-8")


def pieces(guide: str) -> list[Piece]:
    """Everything that a comment introduces, in order."""
    found = []
    for mark in _MARKED.finditer(guide):
        pattern = _TABLE if mark[1] == "table" else _FENCE
        below = pattern.match(guide, mark.end())
        assert below, f"nothing stands below {mark[0]}"
        group = 0 if mark[1] == "table" else 2
        found.append(Piece(mark[1], mark[2], below[group], below.start(group), below.end(group)))
    return found


def pieces_of(guide: str, kind: str) -> list[Piece]:
    """Those of one kind."""
    return [piece for piece in pieces(guide) if piece.kind == kind]


def whole(guide: str) -> Piece:
    """The complete scenario of the guide."""
    (piece,) = pieces_of(guide, "whole")
    return piece


def values(yaml_text: str) -> dict[str, Any]:
    """The plain values of an example."""
    findings = Findings("example")
    source = parse_source(yaml_text, findings)
    assert source is not None, findings.problems()
    return source.data


def merged(base: Any, more: Any) -> Any:
    """`base` with what `more` adds; lists and single values are replaced."""
    if not (isinstance(base, dict) and isinstance(more, dict)):
        return more
    return base | {key: merged(base[key], item) if key in base else item for key, item in more.items()}


def as_yaml(data: dict[str, Any]) -> str:
    """The values as a file; JSON is YAML."""
    return json.dumps(data, ensure_ascii=False, indent=1)


# -- what is generated ------------------------------------------------------------------------


def parts() -> dict[str, type[BaseModel]]:
    """Every part of the format, by name."""
    names = vars(game.scenario.format) | {"Gauge": Gauge}
    is_part = {name: part for name, part in names.items() if isinstance(part, type)}
    return {name: part for name, part in is_part.items() if issubclass(part, BaseModel) and part.model_fields}


def table(name: str) -> str:
    """The keys of a part, what is meant when they are left out, and what they are."""
    part = parts()[name]
    whence: set[str] = set()
    if part not in (Citing, Documented):
        for base in (Citing, Documented):
            whence |= set(base.model_fields) if issubclass(part, base) else set()
    inherited = set(Citing.model_fields) if part is Documented else set()
    rows = ["| key | if left out | what it is |", "|---|---|---|"]
    for key, field in part.model_fields.items():
        if key in whence or key in inherited:
            continue
        said = (field.description or "").replace("|", "\\|")
        rows.append(f"| `{field.alias or key}` | {_left_out(field)} | {said} |")
    if whence:
        keys = ", ".join(f"`{key}`" for key in _WHENCE if key in whence)
        rows.append(f"| {keys} | | Whence it comes: see [below](#facts-badges-and-citations). |")
    return "\n".join(rows) + "\n"


def _left_out(field: Any) -> str:
    if field.is_required():
        return "*needed*"
    default = field.default
    if isinstance(default, bool):
        return "yes" if default else "no"
    if isinstance(default, (int, float)):
        return f"`{default:g}`"
    return f"`{default}`" if isinstance(default, str) and default else ""


def told(guide: str, said: str) -> str:
    """What `check` prints for the whole scenario with a replacement made in it."""
    old, _, new = said.partition(" => ")
    scenario = whole(guide)
    assert scenario.body.count(old) == 1, old
    out = io.StringIO()
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        Path(scenario.said).write_text(scenario.body.replace(old, new), encoding="utf-8")
        with contextlib.redirect_stdout(out):
            cli.main(["check", scenario.said])
    return out.getvalue()


def regenerated(guide: str) -> str:
    """The guide with its tables and messages as they should be."""
    for piece in reversed(pieces(guide)):
        if piece.kind in ("table", "check"):
            body = table(piece.said) if piece.kind == "table" else told(guide, piece.said)
            guide = guide[: piece.start] + body + guide[piece.end :]
    return guide


def fact_list() -> str:
    """The facts of the house as a table."""
    facts, _ = read_facts(FACTS_GUIDE.parent / "facts.yaml")
    rows = ["| id | date | claim | source | kind |", "|---|---|---|---|---|"]
    rows += [f"| {id_} | {f.date} | {f.claim} | {f.source} | {f.kind} |" for id_, f in facts.items()]
    return "\n".join(rows) + "\n"


def facts_regenerated(guide: str) -> str:
    """The guide to the facts, which ends with their list, as it should be."""
    return guide.partition(_LIST_BEGINS)[0] + _LIST_BEGINS + fact_list()


if __name__ == "__main__":
    GUIDE.write_text(regenerated(text()), encoding="utf-8")
    FACTS_GUIDE.write_text(facts_regenerated(FACTS_GUIDE.read_text(encoding="utf-8")), encoding="utf-8")
