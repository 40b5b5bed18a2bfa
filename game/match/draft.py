"""What one side has chosen and not yet sealed; it can be changed, undone and redone freely.

A draft is always a set that the engine would accept: a change that would break it is refused
with reasons, and leaves the draft as it was.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from game.engine.orders import Refusal, Verdict, judge_set
from game.engine.program import Program
from game.engine.state import State
from game.match.seats import Sealed, to_decisions

Refused = Mapping[str, tuple[Refusal, ...]]  # by order instance or answer slot; empty: it stands


class _Moment(NamedTuple):
    """What a draft held at a moment."""

    orders: tuple[str, ...]
    answers: Mapping[str, str]


class Draft:
    """The open sheet of one side for one turn."""

    def __init__(self, state: State, side: str, sheet: Sealed | None = None) -> None:
        """Starts empty, or with what `sheet` holds; a sheet that the engine refuses starts empty."""
        self.state = state
        self.side = side
        self._now = _Moment((), {})
        self._past: list[_Moment] = []
        self._future: list[_Moment] = []
        if sheet is not None:
            self._set(_Moment(sheet.orders, dict(sheet.answers)))
            self._past.clear()

    @property
    def program(self) -> Program:
        """The program of the state."""
        return self.state.program

    @property
    def orders(self) -> tuple[str, ...]:
        """The orders chosen, in the order of choosing."""
        return self._now.orders

    @property
    def answers(self) -> Mapping[str, str]:
        """The answers given, by slot; a slot that is not here means its default."""
        return self._now.answers

    @property
    def can_undo(self) -> bool:
        """Whether there is a change to take back."""
        return bool(self._past)

    @property
    def can_redo(self) -> bool:
        """Whether there is a change taken back that may be made again."""
        return bool(self._future)

    def sheet(self) -> Sealed:
        """The draft as it would be sealed: orders in the program's order."""
        return sheet_of(self.program, self.side, self._now.orders, self._now.answers)

    @property
    def cost(self) -> float:
        """What the orders and answers cost together."""
        return self._judge(self._now).cost

    def trial(self, *, order: str = "", slot: str = "", choice: str = "") -> Refused:
        """Why the draft with one more order, or one other answer, would not stand; changes nothing."""
        moment = self._now
        if order and order not in moment.orders:
            moment = moment._replace(orders=(*moment.orders, order))
        if slot:
            moment = moment._replace(answers={**moment.answers, slot: choice})
        return self._judge(moment).refused

    def add(self, order: str) -> Refused:
        """Chooses an order; empty when done, else why not."""
        if order in self._now.orders:
            return {}
        return self._set(self._now._replace(orders=(*self._now.orders, order)))

    def remove(self, order: str) -> Refused:
        """Takes an order out again; nothing happens if it was not chosen."""
        if order not in self._now.orders:
            return {}
        return self._set(self._now._replace(orders=tuple(o for o in self._now.orders if o != order)))

    def toggle(self, order: str) -> Refused:
        """Chooses an order, or takes it out if it was chosen."""
        return self.remove(order) if order in self._now.orders else self.add(order)

    def answer(self, slot: str, choice: str) -> Refused:
        """Answers what waits; empty when done, else why not."""
        if self._now.answers.get(slot) == choice:
            return {}
        if not self._is_asked(slot):
            return {slot: (Refusal("unasked"),)}
        return self._set(self._now._replace(answers={**self._now.answers, slot: choice}))

    def clear(self, slot: str) -> Refused:
        """Leaves a question to its default again."""
        if slot not in self._now.answers:
            return {}
        rest = {key: choice for key, choice in self._now.answers.items() if key != slot}
        return self._set(self._now._replace(answers=rest))

    def undo(self) -> bool:
        """Takes back the last change; False if there is none."""
        if not self._past:
            return False
        self._future.append(self._now)
        self._now = self._past.pop()
        return True

    def redo(self) -> bool:
        """Makes the change last taken back again; False if there is none."""
        if not self._future:
            return False
        self._past.append(self._now)
        self._now = self._future.pop()
        return True

    def _is_asked(self, slot: str) -> bool:
        waits = next(answer.waits for answer in self.program.answers if answer.id == slot)
        return bool(self.state.rows[waits, 0])

    def _judge(self, moment: _Moment) -> Verdict:
        sheet = sheet_of(self.program, self.side, moment.orders, moment.answers)
        decisions = to_decisions(self.program, {self.side: sheet})
        return judge_set(self.state, self.side, decisions[:, 0])

    def _set(self, moment: _Moment) -> Refused:
        refused = self._judge(moment).refused
        if not refused:
            self._past.append(self._now)
            self._future.clear()
            self._now = moment
        return refused


def sheet_of(program: Program, side: str, chosen: tuple[str, ...], answers: Mapping[str, str]) -> Sealed:
    """Orders and answers brought into the program's order; KeyError for one that the side lacks."""
    own = [slot.order.id for slot in program.orders if slot.order.side == side]
    slots = [slot.id for slot in program.answers if slot.side == side]
    for unknown in (set(chosen) - set(own)) | (set(answers) - set(slots)):
        raise KeyError(unknown)
    return Sealed(
        tuple(order for order in own if order in chosen),
        {slot: answers[slot] for slot in slots if slot in answers},
    )
