"""Many games in the terminal: how far it is, what came of them, and the measures of the scenario."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, closing, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from game.lab.checkpoint import Checkpoint, CheckpointError
from game.lab.crew import Alone, Crew, CrewError, finish
from game.lab.effort import seconds_to_futures
from game.lab.finished import Finished
from game.lab.measures import Measures
from game.lab.parts import Part, Run, Stage
from game.lab.report import Report
from game.lab.simulate import Simulation
from game.scenario.scenario import Scenario

_MOST_TOLD = 12  # orders in the list of those most used


@dataclass(frozen=True, slots=True)
class Place:
    """Where the games are played: on a cluster, by workers here, or, without either, by this process."""

    workers: int = 1
    threads: int = 1  # of this process
    cluster: str | None = None  # address of a Dask scheduler

    def crew(self, stage: Stage) -> AbstractContextManager[Crew]:
        """Who plays there. Entering raises CrewError if nobody does."""
        if self.cluster is not None:
            from game.lab.cluster import Cluster

            return Cluster(self.cluster)
        if self.workers > 1:
            from game.lab.workers import Workers

            return nullcontext(Workers(self.workers))
        return nullcontext(Alone(stage, self.threads))


def run(
    scenario: Scenario,
    levels: tuple[str, str],
    games: int,
    seed: int,
    *,
    futures: int,
    seconds: float | None,
    has_report: bool,
    as_json: bool,
    stdout: TextIO,
    stderr: TextIO,
    place: Place | None = None,
    resume: Path | None = None,
) -> int:
    """Plays the games and tells what came of them, for people or as JSON; the exit code.

    `futures` is the effort of a decision, unless `seconds` says how long one may take here.
    `resume` is a file that keeps finished games, and with which a run goes on.
    """
    stage = Stage.of(scenario)
    if seconds is not None:
        futures = seconds_to_futures(stage.program, seconds)
        stderr.write(f"{seconds:g} s a decision is --futures {futures} on this machine.\n")
    asked = Run.of(scenario, levels, futures, seed, has_report)
    try:
        checkpoint = Checkpoint(resume, asked, games) if resume is not None else None
    except CheckpointError as error:
        stderr.write(error.sentence + "\n")
        return 1
    keeper = _Keeper(games, checkpoint, stderr)
    try:
        with (
            (place or Place()).crew(stage) as crew,
            closing(finish(asked, games, crew, keeper.finished)) as parts,
        ):
            for _ in parts:
                keeper.keep()
    except CrewError as error:
        keeper.close(str(error))
        return 1
    except KeyboardInterrupt:
        keeper.close("Stopped.")
        return 130
    keeper.close()
    (whole,) = keeper.finished.stretches
    whole.simulation.seconds = keeper.seconds
    _tell(whole, stage, as_json, stdout)
    return 0


class _Keeper:
    """Keeps what is finished, and shows how far it is in one line that is written over.

    Where nobody looks on, the line is left out.
    """

    def __init__(self, games: int, checkpoint: Checkpoint | None, stream: TextIO) -> None:
        self.finished = checkpoint.finished if checkpoint is not None else Finished()
        self._games = games
        self._checkpoint = checkpoint
        self._stream = stream
        self._is_watched = stream.isatty()
        self._before = self.finished.games
        self._seconds_before = checkpoint.seconds if checkpoint is not None else 0.0
        self._began = time.monotonic()
        self._kept = self._before  # games in the file
        self._problem = ""
        if self._before:
            stream.write(f"{self._before} of {games} games are done already.\n")

    @property
    def seconds(self) -> float:
        """How long it took until now, before a resumption as well."""
        return self._seconds_before + time.monotonic() - self._began

    def keep(self) -> None:
        """Another part is finished. What cannot be written is told once, and tried again later."""
        if self._checkpoint is not None:
            try:
                self._checkpoint.save(self.seconds)
                self._kept, self._problem = self.finished.games, ""
            except CheckpointError as error:
                if not self._problem:
                    self._wipe()
                    self._stream.write(error.sentence + "\n")
                self._problem = error.sentence
        if self._is_watched:
            done = self.finished.games
            left = (time.monotonic() - self._began) / (done - self._before) * (self._games - done)
            self._stream.write(f"\r{done} of {self._games} games, about {left:.0f} s to go   ")
            self._stream.flush()

    def close(self, trouble: str = "") -> None:
        """Takes the line away; after a trouble, tells how to go on."""
        self._wipe()
        if not trouble:
            return
        played, file = self.finished.games, self._checkpoint.path if self._checkpoint is not None else None
        if file is None:
            kept = f"{played} of {self._games} games were played and are lost; --resume FILE keeps them."
        elif self._problem:
            kept = f"{self._kept} of {self._games} games are kept in {file}; it could not be written since."
        else:
            kept = f"{self._kept} of {self._games} games are kept in {file}; the same command goes on."
        if not played:
            kept = "No game was finished."
        self._stream.write(f"{trouble} {kept}\n")

    def _wipe(self) -> None:
        if self._is_watched:
            self._stream.write("\r" + " " * 60 + "\r")
            self._stream.flush()


def _tell(whole: Part, stage: Stage, as_json: bool, stdout: TextIO) -> None:
    measures = Measures(stage.program, stage.marks, whole.counts) if whole.counts is not None else None
    if as_json:
        told = whole.simulation.as_json()
        if measures is not None:
            told["report"] = measures.as_json()
        stdout.write(json.dumps(told, indent=2) + "\n")
        return
    for line in _result_lines(whole.simulation):
        stdout.write(line + "\n")
    for line in _report_lines(measures.report()) if measures is not None else ():
        stdout.write(line + "\n")


def _result_lines(result: Simulation) -> Iterator[str]:
    told = result.as_json()
    speed = told["game_turns_per_second"]
    yield f"{result.games} games in {result.seconds:.1f} s, {speed:,} game-turns a second."
    yield "Endings: " + _counts(told["endings"], result.games)
    yield "Wins: " + _counts(told["wins"], result.games)
    yield "Mean score: " + ", ".join(f"{side} {score:.1f}" for side, score in told["mean_score"].items())
    most = dict(result.orders_used.most_common(_MOST_TOLD))
    yield "Orders most used, a game: " + _means(most, result.games)
    yield "Events, a game: " + _means(dict(result.events_fired.most_common()), result.games)


def _report_lines(report: Report) -> Iterator[str]:
    yield ""
    yield "Measures"
    yield f"  decided: {_share(report.decided)} of games, won by " + _shares(report.wins)
    yield f"  the leader at half-time won {_share(report.leader_wins)} of decided games"
    world = f"; the world at the end: {report.world:.0f} of 100" if report.world else ""
    yield f"  a game lasts {report.mean_turns:.1f} turns{world}"
    if report.marks:
        yield "  the gauge reached " + _shares(report.marks)
    if report.guests:
        yield "  guests: " + _shares(report.guests)
    for side, shares in report.hosts.items():
        if shares:
            yield f"  hosts of {side}: " + _shares(shares)
    for choice, shares in report.cells.items():
        yield f"  {choice} met " + _shares(shares)
    for stance in report.holding:
        yield f"  nobody came in {_share(report.nobody_came[stance])} of the turns of {stance}"
    if report.held_turns:
        yield f"  whoever is held is held for {report.held_turns:.1f} turns"
    if report.accords:
        told = ", ".join(f"{name} {count:.2f}" for name, count in report.accords.items())
        yield f"  accords concluded, a game: {told}"
        yield f"  accords kept: {_share(report.accords_kept)}"
    yield f"  orders a side and turn: {report.orders_a_turn:.2f}"
    yield "  orders never used: " + (", ".join(report.orders_unused) or "none")
    yield "  events that never happened: " + (", ".join(report.events_unfired) or "none")


def _counts(counts: Mapping[str, int], games: int) -> str:
    return ", ".join(f"{name} {count} ({_share(count / games)})" for name, count in counts.items())


def _means(counts: Mapping[str, int], games: int) -> str:
    return ", ".join(f"{name} {count / games:.2f}" for name, count in counts.items())


def _shares(shares: Mapping[str, float]) -> str:
    return ", ".join(f"{name} {_share(share)}" for name, share in shares.items())


def _share(share: float) -> str:
    return f"{100 * share:.1f}%"
