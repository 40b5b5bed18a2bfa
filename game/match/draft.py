"""What one side has chosen and not yet sealed; it can be changed, undone and redone freely.

A draft is always a set that the engine would accept: a change that would break it is refused
with reasons, and leaves the draft as it was.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import NamedTuple

from game.engine.orders import Refusal, Verdict, judge_set, purse_of
from game.engine.program import Program
from game.engine.state import State
from game.match.prospects import Prospect, prospects
from game.match.seats import Sealed, to_decisions


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
            moment = _Moment(sheet.orders, dict(sheet.answers))
            if self._judge(moment).is_legal:
                self._now = moment

    @cached_property
    def prospects(self) -> dict[str, Prospect]:
        """What each order, and each answer as `SLOT:CHOICE`, would do by itself; worked out once."""
        return prospects(self.state, self.side)

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

    def trial(self, *, order: str = "", slot: str = "", choice: str = "") -> tuple[Refusal, ...]:
        """Why one more order, or one other answer, would not stand; changes nothing."""
        if order:
            if order in self._now.orders:
                return ()
            changed = self._now._replace(orders=(*self._now.orders, order))
            at = next(each for each in self.program.orders if each.order.id == order)
            cost, without, item = float(self.state.rows[at.cost, 0]), self._now, order
        else:
            answer = next(each for each in self.program.answers if each.id == slot)
            if not self.state.rows[answer.waits, 0]:
                return (Refusal("unasked"),)
            changed = self._now._replace(answers={**self._now.answers, slot: choice})
            cost, item = answer.costs[answer.choices.index(choice)], slot
            rest = {key: given for key, given in self._now.answers.items() if key != slot}
            without = self._now._replace(answers=rest)
        refused = self._judge(changed).refused
        if not refused:
            return ()
        left = purse_of(self.state, self.side) - self._judge(without).cost
        return _because(item, cost, left, refused)

    def add(self, order: str) -> tuple[Refusal, ...]:
        """Chooses an order; () when done, else why not."""
        refused = self.trial(order=order)
        if not refused and order not in self._now.orders:
            self._put(self._now._replace(orders=(*self._now.orders, order)))
        return refused

    def remove(self, order: str) -> None:
        """Takes an order out again; nothing happens if it was not chosen."""
        if order in self._now.orders:
            self._put(self._now._replace(orders=tuple(o for o in self._now.orders if o != order)))

    def toggle(self, order: str) -> tuple[Refusal, ...]:
        """Chooses an order, or takes it out if it was chosen."""
        if order in self._now.orders:
            self.remove(order)
            return ()
        return self.add(order)

    def answer(self, slot: str, choice: str) -> tuple[Refusal, ...]:
        """Answers what waits; () when done, else why not. The default may be chosen expressly."""
        if self._now.answers.get(slot) == choice:
            return ()
        refused = self.trial(slot=slot, choice=choice)
        if not refused:
            self._put(self._now._replace(answers={**self._now.answers, slot: choice}))
        return refused

    def clear(self, slot: str) -> None:
        """Leaves a question to its default again; that is free and always stands."""
        if slot in self._now.answers:
            rest = {key: choice for key, choice in self._now.answers.items() if key != slot}
            self._put(self._now._replace(answers=rest))

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

    def _judge(self, moment: _Moment) -> Verdict:
        sheet = sheet_of(self.program, self.side, moment.orders, moment.answers)
        decisions = to_decisions(self.program, {self.side: sheet})
        return judge_set(self.state, self.side, decisions[:, 0])

    def _put(self, moment: _Moment) -> None:
        self._past.append(self._now)
        self._future.clear()
        self._now = moment


def _because(
    item: str, cost: float, left: float, refused: Mapping[str, tuple[Refusal, ...]]
) -> tuple[Refusal, ...]:
    """Refusals of a set as reasons against the one thing that was to be added to it."""
    found: dict[Refusal, None] = {}
    for other, reasons in refused.items():
        for reason in reasons:
            if reason.code == "cost":
                found[Refusal("cost", "", (cost, left))] = None
            elif reason.code == "excluded" and other != item:
                found[Refusal("excluded", other)] = None
            else:
                found[reason] = None
    return tuple(found)


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
