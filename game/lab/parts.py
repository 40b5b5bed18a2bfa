"""A run of many games, and the parts into which it is split: a part is a range of a seed's games.

A part needs nothing but what the run says, so it can be played in any process on any machine,
and all that goes there and comes back is plain data. Parts that touch are joined; what comes of
a run does not depend on how it was split.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from functools import lru_cache
from typing import Any, NamedTuple

from pydantic import TypeAdapter

from game.engine.program import Program
from game.lab.measures import Measures
from game.lab.report import Counts
from game.lab.simulate import Simulation, Table, simulate
from game.lab.versions import Versions, versions
from game.match.match import ScenarioText
from game.match.opening import program_of, scenario_from_text
from game.opponents.levels import player
from game.scenario.scenario import Scenario

_TILE = 16_384  # games at once of players that do not think
_THINKING_TILE = 64
_KEPT_STAGES = 2
_one_at_a_time = threading.Lock()


class VersionsError(Exception):
    """A part was to be played by another version of the game than the run was begun with."""


class Piece(NamedTuple):
    """Games `first` to `first + games - 1`, yet to be played."""

    first: int
    games: int

    def __str__(self) -> str:
        return f"{self.first} to {self.first + self.games - 1}"


@dataclass(frozen=True, slots=True)
class Run:
    """All that the figures depend on, but for how many games there are."""

    scenario: ScenarioText
    levels: tuple[str, str]  # of the players, by position of the sides
    futures: int  # of a thinking player, for one decision
    seed: int
    has_report: bool  # whether the measures are counted as well
    versions: Versions

    @classmethod
    def of(
        cls, scenario: Scenario, levels: tuple[str, str], futures: int, seed: int, has_report: bool
    ) -> Run:
        """A run by this version of the game."""
        source = scenario.source
        return cls(ScenarioText(source.file, source.text), levels, futures, seed, has_report, versions())

    @property
    def is_thinking(self) -> bool:
        """Whether a player takes its time."""
        return set(self.levels) != {"random"}

    def as_data(self) -> dict[str, Any]:
        """As plain data."""
        return asdict(self)

    @classmethod
    def of_data(cls, data: Mapping[str, Any]) -> Run:
        """What `as_data` gave. Raises ValueError if it is nothing of the kind."""
        return TypeAdapter(cls).validate_python(data)


@dataclass
class Part:
    """What came of games `first` to `first + games - 1` of a run."""

    first: int
    simulation: Simulation
    counts: Counts | None  # for the measures, where the run has them

    @property
    def games(self) -> int:
        """How many."""
        return self.simulation.games

    @property
    def end(self) -> int:
        """The game that comes after the last."""
        return self.first + self.games

    def join(self, following: Part) -> None:
        """Adds the part that begins where this one ends. ValueError for any other."""
        if following.first != self.end:
            raise ValueError(f"games from {following.first} do not follow those before {self.end}")
        self.simulation.add(following.simulation)
        if self.counts is not None and following.counts is not None:
            self.counts.add(following.counts)

    def as_data(self) -> dict[str, Any]:
        """As plain data."""
        counts = self.counts.as_data() if self.counts is not None else None
        return {"first": self.first, "simulation": self.simulation.as_data(), "counts": counts}

    @classmethod
    def of_data(cls, data: Mapping[str, Any]) -> Part:
        """What `as_data` gave. Raises ValueError or KeyError if it is nothing of the kind."""
        counts = data["counts"]
        return cls(
            int(data["first"]),
            Simulation.of_data(data["simulation"]),
            Counts.of_data(counts) if counts is not None else None,
        )


@dataclass(frozen=True)
class Stage:
    """A scenario made ready to be played."""

    program: Program
    marks: Mapping[float, str]  # named thresholds of the gauge
    _tables: dict[tuple[tuple[str, str], int, int], Table] = field(default_factory=dict)

    @classmethod
    def of(cls, scenario: Scenario) -> Stage:
        """Compiles the rules, which takes a second."""
        gauge = scenario.variables.get(scenario.roles.gauge or "")
        marks = {float(at): name for at, name in gauge.marks.items()} if gauge else {}
        return cls(program_of(scenario), marks)

    def table(self, run: Run, threads: int) -> Table:
        """Where the players of a run meet, kept for its next piece."""
        wanted = run.levels, run.futures, threads
        if wanted not in self._tables:
            players = [player(level, run.futures) for level in run.levels]
            self._tables[wanted] = Table(self.program, players, threads)
        return self._tables[wanted]


def play(stage: Stage, run: Run, piece: Piece, threads: int = 1) -> Part:
    """Plays a piece of the run. Threads serve players that do not think."""
    table = stage.table(run, threads)
    measures = Measures(stage.program, stage.marks) if run.has_report else None
    tile = _THINKING_TILE if run.is_thinking else _TILE
    simulation = simulate(
        stage.program, table.players, piece.games, run.seed,
        first=piece.first, observer=measures, tile=tile, table=table,
    )  # fmt: skip
    return Part(piece.first, simulation, measures.counts if measures is not None else None)


def play_plain(run: Mapping[str, Any], first: int, games: int) -> dict[str, Any]:
    """As `play`, in a process that knows nothing yet: plain data in, plain data out.

    The scenario is compiled once and kept. Raises VersionsError where the game is of another
    version than the run, ValueError for a scenario that cannot be read here. Threads of one
    process take turns, since players and executors keep what they work with.
    """
    asked = Run.of_data(run)
    if asked.versions != versions():
        raise VersionsError(f"this is {versions()}; the run was begun with {asked.versions}")
    with _one_at_a_time:
        return play(_stage(asked.scenario), asked, Piece(first, games)).as_data()


@lru_cache(maxsize=_KEPT_STAGES)
def _stage(scenario: ScenarioText) -> Stage:
    from game.scenario.problems import ScenarioError

    try:
        return Stage.of(scenario_from_text(scenario.text, scenario.path))
    except ScenarioError as error:  # which cannot travel between processes
        raise ValueError(str(error).splitlines()[0]) from None
