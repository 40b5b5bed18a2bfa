"""Which scenarios there are: those that come with the game, and the player's own."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import platformdirs

from game.datafiles import data_root
from game.scenario.problems import Problem, nearest
from game.scenario.reading import read

_SUFFIXES = (".yaml", ".yml")


@dataclass(frozen=True, slots=True)
class Entry:
    """One scenario of the catalogue. What has errors is listed too, and cannot be played."""

    name: str  # by which it is asked for: the file's name without its ending
    path: Path
    title: str
    summary: str
    minutes: int
    turns: int
    is_shipped: bool
    problems: tuple[Problem, ...]

    @property
    def is_playable(self) -> bool:
        return not any(problem.is_error for problem in self.problems)


class UnknownScenarioError(Exception):
    """No file and no scenario of the catalogue is called so; `guess` is the nearest name, or ""."""

    def __init__(self, name: str, guess: str) -> None:
        hint = f" Did you mean `{guess}`?" if guess else ""
        super().__init__(f"There is no scenario `{name}`.{hint}")
        self.name, self.guess = name, guess


def shipped_folder() -> Path:
    """Where the scenarios that come with the game are."""
    return data_root() / "scenarios"


def own_folder() -> Path:
    """Where the player's own scenarios are looked for; it need not exist."""
    return platformdirs.user_data_path("bargaining-chips", appauthor=False) / "scenarios"


def scenario_files() -> list[Path]:
    """All scenario files of the catalogue, those that come with the game first."""
    return [path for folder in (shipped_folder(), own_folder()) for path in _files(folder)]


def catalogue() -> list[Entry]:
    """All scenarios, read and checked."""
    return [entry(path) for path in scenario_files()]


def entry(path: Path) -> Entry:
    """What the catalogue tells of one file."""
    scenario, problems = read(path)
    return Entry(
        name=path.stem,
        path=path,
        title=scenario.title if scenario else path.stem,
        summary=scenario.summary if scenario else "",
        minutes=scenario.minutes if scenario else 0,
        turns=scenario.calendar.turns if scenario else 0,
        is_shipped=path.parent == shipped_folder(),
        problems=tuple(problems),
    )


def find(name: str) -> Path:
    """The file of a scenario by its name (`grounded`) or path. Raises UnknownScenarioError."""
    path = Path(name)
    if path.is_file():
        return path
    files = scenario_files()
    for file in files:
        if name in (file.stem, file.name):
            return file
    raise UnknownScenarioError(name, nearest(name, [file.stem for file in files]))


def _files(folder: Path) -> list[Path]:
    if not folder.is_dir():
        return []
    return sorted(path for path in folder.iterdir() if path.suffix in _SUFFIXES and path.is_file())
