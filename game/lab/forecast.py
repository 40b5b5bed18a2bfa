"""What the desk shows of an order before it is sealed: the likely range of its effect.

Futures of what the side may believe, one turn long, are played in pairs under the same luck and the
same decisions of the rival: with the order and without. The rival's decisions are random, so a
forecast says nothing of what the rival means to do.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from game.engine.program import Program
from game.engine.state import State
from game.engine.turn import Games
from game.opponents.beliefs import Guests
from game.opponents.futures import future_seeds
from game.opponents.random import RandomChoice

FUTURES = 64  # pairs of futures behind each forecast
_COLUMNS = 256  # widths are multiples of this, so that few executors are ever made

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Range:
    """Of a change: the middle, and the band that holds 80 of 100 futures."""

    low: float
    middle: float
    high: float

    @property
    def is_nothing(self) -> bool:
        """Whether nothing changes in any but the rarest future."""
        return self.low == self.middle == self.high == 0.0


@dataclass(frozen=True, slots=True)
class Forecast:
    """Ranges by state row: for each option by itself, and for the whole draft against nothing."""

    options: Mapping[str, Mapping[str, Range]]
    draft: Mapping[str, Range]


class Forecaster:
    """Forecasts for one side of a program; keeps what can be used again from turn to turn."""

    def __init__(self, program: Program, side: str) -> None:
        sides = program.rules.sides
        self.program = program
        self._rival = RandomChoice(program, [sides[1 - sides.index(side)]])
        self._guests = Guests(program, side)
        self._games: Games | None = None
        self._orders = {s.order.id: s.row for s in program.orders if s.order.side == side}
        self._answers = [s for s in program.answers if s.side == side]

    def forecast(
        self, view: State, draft: Floats, rows: Sequence[str], seed: int, orders: Sequence[str] | None = None
    ) -> Forecast:
        """The forecast of each of `orders` (all that are legal) and of the draft.

        `view` is of one game and this side; `draft` `[decision row]` holds its decisions so far.
        `rows` names the state rows whose changes are told. `seed` is luck of the caller's own.
        """
        if orders is None:
            legal = {s.order.id for s in self.program.orders if view.rows[s.legal, 0] != 0.0}
            orders = [order for order in self._orders if order in legal]
        nothing = self._silence(draft, keep_answers=False)
        answered = self._silence(draft, keep_answers=True)
        sheets = [nothing, draft, answered]
        for order in orders:
            sheet = answered.copy()
            sheet[self._orders[order]] = 1.0
            sheets.append(sheet)
        after = self._play(view, np.stack(sheets), rows, seed)  # [sheet, row, future]
        return Forecast(
            {order: _ranges(after[3 + n] - after[2], rows) for n, order in enumerate(orders)},
            _ranges(after[1] - after[0], rows),
        )

    def _silence(self, draft: Floats, keep_answers: bool) -> Floats:
        """A copy of the draft without its orders, and without its answers if they are not kept."""
        sheet: Floats = draft.copy()
        sheet[list(self._orders.values())] = 0.0
        for slot in self._answers if not keep_answers else ():
            sheet[slot.row] = slot.default
        return sheet

    def _play(self, view: State, sheets: Floats, rows: Sequence[str], seed: int) -> Floats:
        """The rows after one turn, `[sheet, row, future]`, the same futures for each sheet."""
        used = len(sheets) * FUTURES
        width = -(-used // _COLUMNS) * _COLUMNS
        if self._games is None or self._games.games != width:
            self._games = Games(self.program, width)
        games = self._games
        luck = future_seeds(np.uint64(seed & (2**64 - 1)), 0, FUTURES)
        games.seeds = np.resize(luck, width)
        games.turn = view.turn
        games.rows.load(view.rows[:, :1])
        self._guests.imagine(games.rows, games.seeds, view.turn)
        self._rival.choose(games.rows, games.decisions, games.seeds, view.turn)
        own = [*self._orders.values(), *(slot.row for slot in self._answers)]
        spread = np.resize(np.repeat(sheets, FUTURES, axis=0), (width, sheets.shape[1]))
        games.decisions[own] = spread.T[own]
        games.play()
        after = np.stack([games.rows[self.program.row[name]][:used] for name in rows]).astype(np.float64)
        shaped: Floats = after.reshape(len(rows), len(sheets), FUTURES).transpose(1, 0, 2)
        return shaped


def _ranges(changes: Floats, rows: Sequence[str]) -> dict[str, Range]:
    """`changes` is `[row, future]`."""
    ordered = np.sort(changes, axis=1)
    places = (FUTURES // 10, FUTURES // 2, FUTURES - 1 - FUTURES // 10)
    return {name: Range(*(float(ordered[n, at]) for at in places)) for n, name in enumerate(rows)}
