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
from game.engine.rows import Rows
from game.engine.state import State
from game.engine.turn import Games, play_turn, play_turn_recorded
from game.lab.forecast import FUTURES, Range
from game.opponents.beliefs import Guests
from game.opponents.futures import future_seeds
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
        self._rival = RandomChoice(program, [self.rival])
        self._both = RandomChoice(program)
        self._guests = Guests(program, side)

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
        state, decisions = self._begin(view, np.stack(sheets), seed, FUTURES)
        after = play_turn(state, decisions)
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
        self, view: State, draft: Floats, name: str, person: str, lead: int, seed: int
    ) -> dict[str, dict[str, Prospect]]:
        """By choice and stance of the host; {} where there are no stances.

        The stance is that of the turn in which the trip is made: `lead` turns after this one.
        """
        slot, stances = self.slot(name), self.stances()
        if stances is None:
            return {}
        count = len(stances.choices)
        cells = [(choice, stance) for choice in range(len(slot.choices)) for stance in range(count)]
        sheets = np.stack([_answered(draft, slot, choice) for choice, _ in cells])
        forced = np.array([stance for _, stance in cells], dtype=np.float64)
        fates = self._fates(view, sheets, stances, forced, person, lead, seed)
        worth = self._worth(view, sheets, stances, forced, lead, seed)
        silence = worth[slot.default * count : (slot.default + 1) * count]
        found: dict[str, dict[str, Prospect]] = {choice: {} for choice in slot.choices}
        for number, (choice, stance) in enumerate(cells):
            found[slot.choices[choice]][stances.choices[stance]] = Prospect(
                fates[number], float(worth[number] - silence[stance])
            )
        return found

    def _fates(
        self,
        view: State,
        sheets: Floats,
        stances: AnswerSlot,
        forced: Floats,
        person: str,
        lead: int,
        seed: int,
    ) -> list[dict[str, float]]:
        """The mean odds of each outcome for the person in the turn of the trip, by sheet."""
        state, decisions = self._begin(view, sheets, seed, FATE_FUTURES)
        silent = np.repeat(self._silence()[:, None], state.games, axis=1)
        for turn in range(lead + 1):
            if turn == lead:
                state.rows[[at for at in stances.legal if at >= 0]] = 1.0
                decisions[stances.row] = np.repeat(forced, FATE_FUTURES)
            state, record = play_turn_recorded(state, decisions)
            decisions = silent.copy()
            self._rival.choose(state.rows, decisions, state.seeds, state.turn)
        found: list[dict[str, float]] = [{} for _ in sheets]
        for info in self.program.chances:
            if info.person != person or info.source.kind != "outcome":
                continue
            odds = record.notes[info.odds].clip(0.0, 1.0) * (record.notes[info.in_play] != 0.0)
            for number, mean in enumerate(odds.reshape(len(sheets), -1).mean(axis=1)):
                found[number][info.source.id] = max(found[number].get(info.source.id, 0.0), float(mean))
        return found

    def _worth(
        self, view: State, sheets: Floats, stances: AnswerSlot, forced: Floats, lead: int, seed: int
    ) -> Floats:
        """Mean own payoff of each sheet `[sheet]` after some turns at random, all under the same luck."""
        state, decisions = self._begin(view, sheets, seed, WORTH_FUTURES)
        games = Games(self.program, state.games)
        games.load(state)
        last = min(view.turn + WORTH_TURNS + lead, self.program.rules.turns)
        while games.turn <= view.turn + lead:
            if games.turn == view.turn:
                games.decisions[:] = decisions
            else:
                self._both.choose(games.rows, games.decisions, games.seeds, games.turn)
            if games.turn == view.turn + lead:
                for at in stances.legal:
                    if at >= 0:
                        games.rows[at][:] = 1
                games.decisions[stances.row] = np.repeat(forced, WORTH_FUTURES)
            games.play()
        games.play_on(self._both.playing(), max(last + 1 - games.turn, 0))
        payoffs = games.rows[self.program.row[f"payoff:{self.side}"]]
        means: Floats = payoffs.reshape(len(sheets), WORTH_FUTURES).mean(axis=1)
        return means

    def _begin(self, view: State, sheets: Floats, seed: int, futures: int) -> tuple[State, Floats]:
        """The states and decisions of the coming turn, each sheet in the same futures, sheet after sheet."""
        games = len(sheets) * futures
        luck = np.resize(future_seeds(np.uint64(seed & (2**64 - 1)), 0, futures), games)
        imagined = Rows.of(self.program, np.repeat(view.rows[:, :1], games, axis=1))
        self._guests.imagine(imagined, luck, view.turn)
        rows = imagined.floats()
        decisions = np.zeros((self.program.decision_rows, games))
        self._rival.choose(imagined, decisions, luck, view.turn)
        decisions[self._own_rows] = np.repeat(sheets, futures, axis=0).T[self._own_rows]
        return State(self.program, view.turn, rows, luck), decisions

    def _silence(self) -> Floats:
        """No orders, and to every question what silence means `[decision row]`."""
        sheet = np.zeros(self.program.decision_rows)
        for slot in self.program.answers:
            sheet[slot.row] = slot.default
        return sheet


def _answered(draft: Floats, slot: AnswerSlot, choice: int) -> Floats:
    sheet: Floats = draft.copy()
    sheet[slot.row] = choice
    return sheet
