"""Many games between computer players, in tiles of games that are played at once."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from game.engine import luck
from game.engine.intelligence import view
from game.engine.program import Program
from game.engine.rows import Rows
from game.engine.state import State
from game.engine.turn import Games
from game.lab.tally import STEPS, Tally, steps
from game.opponents.levels import BatchPlayer
from game.opponents.random import RandomChoice, RandomPlayer

TILE = 16384  # games that are played at once
Floats = NDArray[np.float64]
Seeds = NDArray[np.uint64]


class Observer(Protocol):
    """Looks at every turn of a simulation, and at how the games ended."""

    def turn(self, before: State, decisions: Floats, after: Floats) -> None:
        """`decisions` `[decision row, game]`, `after` `[state row, game]`; ended games stay as they are."""

    def end(self, rows: Floats) -> None:
        """The rows of games that are over."""


@dataclass
class Simulation(Tally):
    """What came of many games."""

    games: int = 0
    seconds: float = 0.0
    game_turns: int = 0
    endings: Counter[str] = field(default_factory=Counter)
    wins: Counter[str] = field(default_factory=Counter)
    payoffs: Counter[str] = field(default_factory=Counter)  # sums by side, in steps of 2**-16
    orders_used: Counter[str] = field(default_factory=Counter)
    events_fired: Counter[str] = field(default_factory=Counter)

    def as_json(self) -> dict[str, Any]:
        """What `--json` prints."""
        games = max(self.games, 1)
        return {
            "games": self.games,
            "seconds": round(self.seconds, 3),
            "game_turns_per_second": round(self.game_turns / max(self.seconds, 1e-9)),
            "endings": dict(self.endings),
            "wins": dict(self.wins),
            "mean_score": {side: round(total / (STEPS * games), 3) for side, total in self.payoffs.items()},
            "orders_used": dict(self.orders_used),
            "events_fired": dict(self.events_fired),
        }


def simulate(
    program: Program,
    players: Sequence[BatchPlayer],
    games: int,
    seed: int,
    *,
    first: int = 0,
    progress: Callable[[int], None] | None = None,
    observer: Observer | None = None,
    tile: int = TILE,
    threads: int = 1,
    table: Table | None = None,
) -> Simulation:
    """Plays games `first` to `first + games - 1` of `seed`; `players` are by position of the sides.

    The tiles and threads have no influence on what happens. A `table` of the same program, players and
    threads may be used again, which saves making one. `progress` is told how many games are done.
    """
    result = Simulation()
    for ids in (program.rules.endings, program.rules.events):
        counts = result.endings if ids is program.rules.endings else result.events_fired
        counts.update({rule.source.id or rule.id: 0 for rule in ids})
    result.wins.update(dict.fromkeys(program.rules.sides, 0))
    result.orders_used.update({order_name(program, n): 0 for n in range(len(program.orders))})
    result.payoffs.update(dict.fromkeys(program.rules.sides, 0))
    table = table or Table(program, players, threads)
    began = time.perf_counter()
    for done in range(0, games, tile):
        seeds = luck.game_seeds(seed, min(tile, games - done), first + done)
        turns, rows = table.play(seeds, observer)
        result.game_turns += turns
        _count(result, program, rows)
        if observer is not None:
            observer.end(rows.floats())
        if progress is not None:
            progress(done + len(seeds))
    result.seconds = time.perf_counter() - began
    result.games = games
    return result


class Table:
    """Where the players of a batch of games meet; `threads` are for games that luck alone decides."""

    def __init__(self, program: Program, players: Sequence[BatchPlayer], threads: int = 1) -> None:
        self.program = program
        self.players = players
        self._threads = threads
        self._players = tuple(zip(program.rules.sides, players, strict=True))
        self._keys = tuple(luck.key(f"player:{side}") for side in program.rules.sides)
        at_random = [side for side, player in self._players if isinstance(player, RandomPlayer)]
        self._random = RandomChoice(program, at_random) if at_random else None
        self._at_random = frozenset(at_random)
        self._games: Games | None = None

    def play(self, seeds: Seeds, observer: Observer | None) -> tuple[int, Rows]:
        """Plays games of these seeds to their ends; how many game-turns that took, and how they ended."""
        if self._games is None or self._games.games != len(seeds):
            self._games = Games(self.program, len(seeds), self._threads)
        games = self._games
        games.open(seeds)
        if observer is None and self._random is not None and len(self._at_random) == len(self._players):
            plan = self._random.playing(key=self._keys[0])
            return games.play_on(plan, self.program.rules.turns), games.rows
        ended = games.rows[self.program.row["ended"]]
        turns = 0
        while games.turn <= self.program.rules.turns and not ended.all():
            turns += int(np.count_nonzero(ended == 0))
            self._decide(games)
            before = games.state() if observer is not None else None
            games.play()
            if observer is not None and before is not None:
                observer.turn(before, games.decisions.astype(np.float64), games.rows.floats())
        return turns, games.rows

    def _decide(self, games: Games) -> None:
        """Fills the decisions: random players are drawn in place, the others get their views."""
        games.decisions[:] = 0
        seeds = [luck.own_seeds(games.seeds, games.turn, key) for key in self._keys]
        if self._random is not None:
            self._random.choose(games.rows, games.decisions, seeds[0], games.turn)
        thinking = [(side, player) for side, player in self._players if side not in self._at_random]
        if thinking:
            state = State(self.program, games.turn, games.rows.floats(), games.seeds)
            for side, player in thinking:
                own = seeds[self.program.rules.sides.index(side)]
                games.decisions[:] += player.decide_many(view(state, side), side, own).astype(np.uint8)


def order_name(program: Program, number: int) -> str:
    """The name by which an order is counted: person-targeted ones count together."""
    order = program.orders[number].order
    return order.source.id if order.person else order.id


def _count(result: Simulation, program: Program, rows: Rows) -> None:
    row = program.row
    ended = rows[row["ended"]]
    for number, ending in enumerate(program.rules.endings):
        result.endings[ending.source.id or ending.id] += int(np.count_nonzero(ended == number + 1))
    for number, side in enumerate(program.rules.sides):
        result.wins[side] += int(np.count_nonzero(rows[row["winner"]] == number + 1))
        result.payoffs[side] += steps(rows.number(row[f"payoff:{side}"]))
    for number, slot in enumerate(program.orders):
        result.orders_used[order_name(program, number)] += int(rows[row[f"times:{slot.order.id}"]].sum())
    for event in program.rules.events:
        result.events_fired[event.source.id or event.id] += int(rows[row[f"happened:{event.id}"]].sum())
