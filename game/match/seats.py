"""Who sits on which side, and what they hand in: sealed orders and answers, by name.

A seat holds a person (at this machine) or a player: any object with `decide`. The engine takes
decisions as an array; what is sealed, saved and shown is the same thing by name, and both
notations round-trip. `game.opponents` fits the protocol without either importing the other.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray

from game.engine.program import Program
from game.engine.state import State

Decisions = NDArray[np.float64]  # [decision, game]


class Player(Protocol):
    """A computer player. It gets the view of its side, never the truth, and a seed of its own."""

    @property
    def name(self) -> str:
        """What it is called: level and personality, e.g. `analyst, engager`."""

    def decide(self, view: State, side: str, seed: int) -> Decisions:
        """Its decisions for the coming turn, as rows of a program's decisions, one game.

        Rows of the other side are ignored. The same arguments give the same decisions.
        """


@runtime_checkable
class Reasoner(Protocol):
    """A player that can say why."""

    def reasons(self) -> tuple[str, ...]:
        """Sentences on its last decision, most important first."""


@dataclass(frozen=True, slots=True)
class Seat:
    """A side's seat. `player` is None for a person.

    `setting` is what a face needs to build the same player again, e.g. its level; saves keep it.
    """

    side: str
    name: str = ""
    player: Player | None = None
    setting: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_person(self) -> bool:
        """Whether a person at this machine decides."""
        return self.player is None


@dataclass(frozen=True, slots=True)
class Sealed:
    """What one side has handed in for one turn: order instances, and choices by answer slot.

    Both in the program's order, so that equal decisions are equal objects. Answers that were
    left to their default are not listed.
    """

    orders: tuple[str, ...] = ()
    answers: Mapping[str, str] = field(default_factory=dict)


def side_of_order(program: Program, order: str) -> str:
    """The side of an order instance; KeyError if there is none."""
    for slot in program.orders:
        if slot.order.id == order:
            return slot.order.side
    raise KeyError(order)


def to_decisions(program: Program, sealed: Mapping[str, Sealed]) -> Decisions:
    """The engine's array for one game, from what each side has sealed.

    Raises KeyError for an order, slot or choice that the program lacks or that is the other side's.
    """
    decisions = np.zeros((program.decision_rows, 1), dtype=np.float64)
    for answer in program.answers:
        decisions[answer.row, 0] = answer.default
    order_rows = {(slot.order.side, slot.order.id): slot.row for slot in program.orders}
    answer_slots = {(slot.side, slot.id): slot for slot in program.answers}
    for side, sheet in sealed.items():
        for order in sheet.orders:
            decisions[order_rows[side, order], 0] = 1.0
        for slot_id, choice in sheet.answers.items():
            slot = answer_slots[side, slot_id]
            if choice not in slot.choices:
                raise KeyError(choice)
            decisions[slot.row, 0] = slot.choices.index(choice)
    return decisions


def from_decisions(program: Program, side: str, decisions: Decisions) -> Sealed:
    """What the rows of `side` say, by name; first game of the batch. Defaults are left out."""
    orders = tuple(
        slot.order.id for slot in program.orders if slot.order.side == side and decisions[slot.row, 0] > 0.5
    )
    answers = {
        slot.id: slot.choices[int(decisions[slot.row, 0])]
        for slot in program.answers
        if slot.side == side and int(decisions[slot.row, 0]) != slot.default
    }
    return Sealed(orders, answers)


def player_seed(seed: int, turn: int, side: str) -> int:
    """The seed of a player's own futures: told by name, and never that of the game's luck."""
    text = f"player {seed} {turn} {side}"
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "little")
