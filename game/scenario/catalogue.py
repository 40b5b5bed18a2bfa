"""The scenarios that come with the game, the player's own, and how a name becomes a file."""

from __future__ import annotations

from pathlib import Path

import platformdirs

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


def own_folder() -> Path:
    """Where the player's own scenarios are looked for; it need not exist."""
    return platformdirs.user_data_path("bargaining-chips", appauthor=False) / "scenarios"


def files() -> tuple[Path, ...]:
    """All scenario files: the shipped ones in the order of the menu, then the player's own."""
    shipped = [folder() / f"{name}{_SUFFIXES[0]}" for name in names()]
    own = own_folder()
    return (*shipped, *sorted(path for path in own.glob("*") if path.suffix in _SUFFIXES))


def find(name: str) -> Path:
    """The file of a scenario's name, shipped or the player's own, or of a path.

    Raises UnknownScenarioError.
    """
    for file in files():
        if file.stem == name:
            return file
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
    listed |= dict.fromkeys(sorted(there - set(listed)), False)
    return tuple(listed.items())
