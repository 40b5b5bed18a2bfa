"""What may come of each answer to a question, before it is given.

Effects are told as by the forecast of orders: pairs of futures one turn long, under the same luck
and the same decisions of the rival, with the answer and with what silence means. For an invitation
it is also told what comes of each answer if the host takes each of its stances, since a choice of
the rival is not luck: how often each thing befalls the traveller, and what it is worth.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from game.engine.program import AnswerSlot, Program
from game.engine.state import State
from game.engine.turn import play_turn_recorded
from game.lab.forecast import FUTURES, Range
from game.opponents.beliefs import Guests
from game.opponents.futures import Futures, future_seeds
from game.opponents.random import RandomChoice

WORTH_FUTURES = 192  # behind the worth of each answer against each stance
WORTH_TURNS = 6
FATE_FUTURES = 32  # behind the odds of each thing that may befall a traveller

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Prospect:
    """One answer against one stance of the host."""

    fates: Mapping[str, float]  # outcome id -> mean odds that it befalls the traveller
    worth: float  # own payoff, in mean, above that of silence against the same stance


class AnswerForecaster:
    """Forecasts of answers for one side of a program."""

    def __init__(self, program: Program, side: str) -> None:
        sides = program.rules.sides
        self.program = program
        self.side = side
        self.rival = sides[1 - sides.index(side)]
        self._own_rows = [s.row for s in program.orders if s.order.side == side]
        self._own_rows += [s.row for s in program.answers if s.side == side]
        self._random = RandomChoice(program, [self.rival])
        self._guests = Guests(program, side)
        self._futures = Futures(program, side, WORTH_TURNS)

    def slot(self, name: str) -> AnswerSlot:
        """The side's question of that name; KeyError if there is none."""
        for slot in self.program.answers:
            if slot.id == name and slot.side == self.side:
                return slot
        raise KeyError(name)

    def effects(
        self, view: State, draft: Floats, name: str, rows: Sequence[str], seed: int
    ) -> dict[str, dict[str, Range]]:
        """By choice and row: the likely change next turn against silence. `draft` is `[decision row]`."""
        slot = self.slot(name)
        sheets = [_answered(draft, slot, number) for number in (slot.default, *range(len(slot.choices)))]
        after = self._play(view, np.stack(sheets), seed, FUTURES)[0]
        told = after.rows[[self.program.row[row] for row in rows]].reshape(len(rows), len(sheets), FUTURES)
        found: dict[str, dict[str, Range]] = {}
        for number, choice in enumerate(slot.choices):
            changes = np.sort(told[:, number + 1] - told[:, 0], axis=1)
            places = (FUTURES // 10, FUTURES // 2, FUTURES - 1 - FUTURES // 10)
            found[choice] = {
                row: Range(*(float(changes[n, at]) for at in places)) for n, row in enumerate(rows)
            }
        return found

    def stances(self) -> AnswerSlot | None:
        """The rival's choice of stance, if the scenario has stances."""
        found = (s for s in self.program.answers if s.kind == "stance" and s.side == self.rival)
        return next(found, None)

    def prospects(
        self, view: State, draft: Floats, name: str, person: str, seed: int
    ) -> dict[str, dict[str, Prospect]]:
        """By choice and stance of the host; {} where there are no stances."""
        slot, stances = self.slot(name), self.stances()
        if stances is None:
            return {}
        forced = _allowing(view, stances)
        cells = [
            (choice, stance) for choice in range(len(slot.choices)) for stance in range(len(stances.choices))
        ]
        sheets = np.stack([_with_stance(_answered(draft, slot, c), stances, s) for c, s in cells])
        fates = self._fates(forced, sheets, stances, person, seed)
        worth = self._worth(forced, sheets, stances, seed)
        count = len(stances.choices)
        silence = worth[slot.default * count : (slot.default + 1) * count]
        found: dict[str, dict[str, Prospect]] = {choice: {} for choice in slot.choices}
        for number, (choice, stance) in enumerate(cells):
            found[slot.choices[choice]][stances.choices[stance]] = Prospect(
                fates[number], float(worth[number] - silence[stance])
            )
        return found

    def _fates(
        self, view: State, sheets: Floats, stances: AnswerSlot, person: str, seed: int
    ) -> list[dict[str, float]]:
        _, notes = self._play(view, sheets, seed, FATE_FUTURES, stances)
        found: list[dict[str, float]] = [{} for _ in sheets]
        for info in self.program.chances:
            if info.person != person or info.source.kind != "outcome":
                continue
            odds = (notes[info.odds].clip(0.0, 1.0) * (notes[info.in_play] != 0.0)).reshape(len(sheets), -1)
            for number, mean in enumerate(odds.mean(axis=1)):
                found[number][info.source.id] = max(found[number].get(info.source.id, 0.0), float(mean))
        return found

    def _worth(self, view: State, sheets: Floats, stances: AnswerSlot, seed: int) -> Floats:
        """Mean own payoff of each sheet `[sheet]`, all under the same luck."""
        count = len(sheets)
        batch = State(
            view.program, view.turn, np.repeat(view.rows[:, :1], count, axis=1), np.resize(view.seeds, count)
        )
        luck = future_seeds(np.uint64(seed & (2**64 - 1)), 0, WORTH_FUTURES)

        def first(place: int, decisions: Floats) -> None:
            rows = [*self._own_rows, stances.row]
            decisions[rows] = sheets[place][rows, None]

        _, payoffs = self._futures.play(batch, range(count), [luck] * count, first)
        means: Floats = payoffs[0].reshape(count, WORTH_FUTURES).mean(axis=1)
        return means

    def _play(
        self, view: State, sheets: Floats, seed: int, futures: int, stances: AnswerSlot | None = None
    ) -> tuple[State, Floats]:
        """One turn of each sheet in the same futures: the states after it, and the ledger's notes."""
        games = len(sheets) * futures
        luck = np.resize(future_seeds(np.uint64(seed & (2**64 - 1)), 0, futures), games)
        rows = np.repeat(view.rows[:, :1], games, axis=1)
        self._guests.imagine(rows, luck, view.turn)
        decisions = np.zeros((self.program.decision_rows, games))
        self._random.choose(np.ascontiguousarray(rows), decisions, luck, view.turn)
        spread = np.repeat(sheets, futures, axis=0).T
        own = [*self._own_rows, *([stances.row] if stances is not None else [])]
        decisions[own] = spread[own]
        after, record = play_turn_recorded(State(self.program, view.turn, rows, luck), decisions)
        return after, record.notes


def _answered(draft: Floats, slot: AnswerSlot, choice: int) -> Floats:
    sheet: Floats = draft.copy()
    sheet[slot.row] = choice
    return sheet


def _with_stance(sheet: Floats, stances: AnswerSlot, stance: int) -> Floats:
    sheet[stances.row] = stance
    return sheet


def _allowing(view: State, stances: AnswerSlot) -> State:
    """The view with every stance legal: what would come of a stance is told even if it seems unready."""
    rows = view.rows[:, :1].copy()
    for at in stances.legal:
        if at >= 0:
            rows[at] = 1.0
    return State(view.program, view.turn, rows, view.seeds[:1])
