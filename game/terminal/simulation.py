"""Many games in the terminal: how far it is, what came of them, and the measures of the scenario."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Mapping
from typing import TextIO

from game.lab.effort import seconds_to_futures
from game.lab.measures import Measures
from game.lab.report import Report
from game.lab.simulate import Simulation, simulate
from game.match.opening import program_of
from game.opponents.levels import player
from game.scenario.scenario import Scenario

_MOST_TOLD = 12  # orders in the list of those most used
_THINKING_TILE = 64  # games at once when players think, so that progress is seen
_RANDOM_TILE = 4096


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
) -> int:
    """Plays the games and tells what came of them, for people or as JSON; the exit code.

    `futures` is the effort of a decision, unless `seconds` says how long one may take here.
    """
    program = program_of(scenario)
    if seconds is not None:
        futures = seconds_to_futures(program, seconds)
        stderr.write(f"{seconds:g} s a decision is --futures {futures} on this machine.\n")
    players = tuple(player(level, futures) for level in levels)
    gauge = scenario.variables.get(scenario.roles.gauge or "")
    marks = {float(at): name for at, name in gauge.marks.items()} if gauge else {}
    measures = Measures(program, marks) if has_report else None
    tile = _RANDOM_TILE if set(levels) == {"random"} else _THINKING_TILE
    progress = _Progress(games, stderr)
    result = simulate(program, players, games, seed, progress=progress.told, observer=measures, tile=tile)
    progress.close()
    if as_json:
        told = result.as_json()
        if measures is not None:
            told["report"] = measures.as_json()
        stdout.write(json.dumps(told, indent=2) + "\n")
        return 0
    for line in _result_lines(result):
        stdout.write(line + "\n")
    for line in _report_lines(measures.report()) if measures is not None else ():
        stdout.write(line + "\n")
    return 0


class _Progress:
    """One line that is written over, for whoever looks on; silent where nobody does."""

    def __init__(self, games: int, stream: TextIO) -> None:
        self._games = games
        self._stream = stream if stream.isatty() else None
        self._began = time.monotonic()

    def told(self, done: int) -> None:
        """So many games are done."""
        if self._stream is not None:
            left = (time.monotonic() - self._began) / done * (self._games - done)
            self._stream.write(f"\r{done} of {self._games} games, about {left:.0f} s to go   ")
            self._stream.flush()

    def close(self) -> None:
        """Takes the line away."""
        if self._stream is not None:
            self._stream.write("\r" + " " * 60 + "\r")
            self._stream.flush()


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
