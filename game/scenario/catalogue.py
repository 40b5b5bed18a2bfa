"""The scenarios that come with the game, and how a name becomes a file."""

from __future__ import annotations

from pathlib import Path

from game.datafiles import data_root
from game.scenario.problems import nearest

_LIST = "catalogue.txt"  # one name a line, in the order of the menu; `*` marks the one that opens unasked
_SUFFIXES = (".yaml", ".yml")


class UnknownScenarioError(Exception):
    """No scenario is called so; `nearest` is a shipped name that is most like it, or ""."""

    def __init__(self, name: str, like: str) -> None:
        self.name = name
        self.nearest = like
        hint = f"; did you mean {like}?" if like else f"; there are {', '.join(names())}."
        super().__init__(f"no scenario is called {name}{hint}")


def folder() -> Path:
    """Where the shipped scenarios are."""
    return data_root() / "scenarios"


def names() -> tuple[str, ...]:
    """The names of the shipped scenarios that are there, in the order of the menu."""
    return tuple(name for name, _ in _entries())


def default() -> str:
    """The scenario that opens when none is named: the marked one, else the first."""
    entries = _entries()
    if not entries:
        raise UnknownScenarioError("", "")
    return next((name for name, is_marked in entries if is_marked), entries[0][0])


def find(name: str) -> Path:
    """The file of a shipped scenario's name, or of a path. Raises UnknownScenarioError."""
    shipped = folder() / f"{name}{_SUFFIXES[0]}"
    if name in names():
        return shipped
    path = Path(name).expanduser()
    if path.is_file():
        return path
    raise UnknownScenarioError(name, nearest(path.stem, names()))


def _entries() -> tuple[tuple[str, bool], ...]:
    """(name, whether it is marked) of each; files that the list forgets come last, by name."""
    there = {path.stem for path in folder().glob(f"*{_SUFFIXES[0]}")}
    listed: dict[str, bool] = {}
    try:
        text = (folder() / _LIST).read_text(encoding="utf-8")
    except OSError:
        text = ""
    for line in text.splitlines():
        word = line.split("#")[0].strip()
        name = word.removeprefix("*").strip()
        if name in there:
            listed[name] = word.startswith("*")
    listed |= {name: False for name in sorted(there - set(listed))}
    return tuple(listed.items())
