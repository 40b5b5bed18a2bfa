"""A compiled scenario: simple operations over rows, a row being one value for every game of a batch.

A row holds numbers (float64), or whole numbers from 0 to 255 (a byte each; truth values are 0 and
1). Operands say which by their kind; see `NUMBER` and its like. Most of what a scenario can do does
not happen in a given turn of a given game, so a section is a list of blocks: those without a guard
are worked out for every game, those with one only for the games in which it is not 0. Executors
know only this module.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from game.engine.rules import Order, Rules, Source

# An operand is a kind and a number within it.
KIND = 1 << 24
NUMBER, BYTE, CONSTANT, SMALL = (n * KIND for n in range(4))
# NUMBER: rows of numbers: those of the state, then temporaries. BYTE: rows of bytes: those of the
# state, the decisions, then temporaries. CONSTANT: place in `constants`. SMALL: the byte itself.
# In a guarded block rows are the block's own; it takes in what it needs of the others, and gives
# back what it made.

# What gives numbers, from numbers unless said otherwise. `num` takes a byte. `take` looks a byte or a
# number (cut to a whole) up in table `right`. `snap` rounds to the grid. `addmul` is
# left + right * third, rounded twice. `draw` is half `right` of word `left` of the turn's luck.
NUMBERED = ("add", "sub", "mul", "div", "min", "max", "abs", "copy", "take", "num", "snap", "addmul", "draw")
# What gives bytes: from numbers (`trunc` cuts to a whole) ...
COMPARED = ("lt", "le", "eq", "trunc")
# ... and from bytes. `less` is left - right, at least 0. `pick` is `take` from a table of bytes.
WHOLE = ("blt", "ble", "beq", "and", "or", "not", "badd", "bmul", "bmin", "bmax", "less", "bcopy", "pick")
UNARY = ("abs", "copy", "take", "num", "snap", "trunc", "not", "bcopy", "pick")
SNAP = 1.5 * 2.0**36  # adding and taking away this rounds to the grid of 2**-16


def kind(operand: int) -> int:
    """NUMBER, BYTE, CONSTANT or SMALL."""
    return operand & ~(KIND - 1)


def number(operand: int) -> int:
    """Its number within its kind."""
    return operand & (KIND - 1)


@dataclass(frozen=True, slots=True)
class Instruction:
    """`target = operation(left, right, third)`, as many as it takes."""

    operation: str
    target: int
    left: int
    right: int = 0
    third: int = 0


@dataclass(frozen=True, slots=True)
class Note:
    """Recorded when a ledger is kept: slot `slot` is `row` as it stands after `at` instructions.

    In a guarded block only where the guard is not 0; elsewhere the slot is 0.
    """

    at: int
    row: int
    slot: int


@dataclass(frozen=True, slots=True)
class Output:
    """What a guarded block gives back at its end: `target` is set to its own `source`, or grows or
    shrinks by it. `how`: set, add, sub; or make, which is set where nobody asks for it otherwise."""

    how: str
    target: int
    source: int


@dataclass(frozen=True, slots=True)
class Block:
    """A straight piece of a section. `guard` is a byte operand, or -1: for every game."""

    guard: int
    instructions: tuple[Instruction, ...]
    notes: tuple[Note, ...] = ()
    inputs: tuple[tuple[int, int], ...] = ()  # own row, row that it is a copy of
    outputs: tuple[Output, ...] = ()
    numbers: int = 0  # own rows
    bytes: int = 0


@dataclass(frozen=True, slots=True)
class Section:
    """One piece of the program, run from its first block to its last.

    `draws` are the words of luck that it reads, as indices into the program's `luck` names; `draw`
    instructions count words within them.
    """

    blocks: tuple[Block, ...]
    notes: int  # slots
    draws: tuple[int, ...]
    numbers: int  # temporaries
    bytes: int

    @property
    def instructions(self) -> int:
        """How many there are, guarded or not."""
        return sum(len(block.instructions) + len(block.outputs) for block in self.blocks)


@dataclass(frozen=True, slots=True)
class OrderSlot:
    """An order and where it stands: its decision row, and its legality and cost in the state."""

    order: Order
    row: int
    legal: int
    cost: int


@dataclass(frozen=True, slots=True)
class AnswerSlot:
    """A question that may wait for a side.

    `waits` is a state row: 0 nothing waits, else 1, or 1 + the index of the person it concerns
    in `rules.people` when `has_person`. `legal` has a state row for each choice, or -1 where
    the choice is always legal. Choice `default` is what silence means; it is free and legal.
    """

    id: str
    kind: str  # invitation, event, accord, stance
    subject: str
    side: str
    choices: tuple[str, ...]
    costs: tuple[float, ...]
    legal: tuple[int, ...]
    default: int
    row: int
    waits: int
    has_person: bool


@dataclass(frozen=True, slots=True)
class EntryInfo:
    """What a recorded change is: the variable it changed and the rule that did it."""

    variable: str
    side: str
    source: Source
    actor: str
    phase: str
    note: int  # slot of the amount
    order: str = ""  # the order instance it came from, if one
    person: str = ""


@dataclass(frozen=True, slots=True)
class ChanceInfo:
    """What a recorded chance is; slots of: whether it was in play, its odds and its roll."""

    source: Source
    side: str
    person: str
    in_play: int
    odds: int
    roll: int
    order: str = ""


@dataclass(frozen=True, slots=True)
class HappeningInfo:
    """Something that happened where the value of `note` is not 0.

    Kinds: chosen, ordered, enacted, lifted, exposed, lapsed; offered, concluded, broken, found,
    ended (accords); outcome, moved, departed, returned (people); event; ending.
    """

    kind: str
    subject: str
    side: str
    note: int
    detail: str = ""  # the choice taken, or the person concerned
    person_note: int = -1  # slot of the person's index + 1, where one was drawn


@dataclass(frozen=True, slots=True)
class Trip:
    """What a trip code means."""

    invitation: str  # instance id
    choice: str
    place: str
    turns: int
    lead: int


@dataclass(frozen=True)
class Program:
    """A compiled scenario. Frozen; shared by every game."""

    rules: Rules
    row: dict[str, int]  # name -> state row
    starts: tuple[float, ...]  # [state row]
    places: tuple[int, ...]  # [state row]: the operand that holds it, a number's or a byte's
    state_rows: int
    decision_rows: int
    luck: tuple[str, ...]  # names of words of luck; each gives two draws, rows 2n and 2n + 1
    constants: tuple[float, ...]
    tables: tuple[tuple[float, ...], ...]
    start: Section  # fills a new state: what waits in turn 1
    turn: Section
    recorded_turn: Section  # the same, with notes for the ledger
    legality: Section  # recomputes what is legal, for an assumed state
    reasons: Section  # its notes are the values of every need, in the order of `need_texts`
    questions: Section  # its notes are the conditions of the discussion questions
    orders: tuple[OrderSlot, ...]
    answers: tuple[AnswerSlot, ...]
    trips: tuple[Trip, ...]  # by code; code 0 is no trip
    entries: tuple[EntryInfo, ...]
    chances: tuple[ChanceInfo, ...]
    happenings: tuple[HappeningInfo, ...]
    need_notes: dict[str, tuple[tuple[int, str], ...]] = field(default_factory=dict)
    # "ORDER" or "ANSWER:CHOICE" -> (slot in `reasons`, wording key) of each need

    @property
    def sections(self) -> tuple[Section, ...]:
        """All sections."""
        return (self.start, self.turn, self.recorded_turn, self.legality, self.reasons, self.questions)

    def luck_of(self, name: str) -> tuple[str, ...]:
        """The names of the words of luck that a section, by its own name, reads, in their order."""
        section: Section = getattr(self, name)
        return tuple(self.luck[draw] for draw in section.draws)

    @cached_property
    def state_numbers(self) -> int:
        """How many state rows hold numbers; the others hold bytes."""
        return sum(kind(place) == NUMBER for place in self.places)

    @cached_property
    def state_order(self) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
        """The state rows that hold numbers, and those that hold bytes, each in the order of their places."""
        found: tuple[list[int], list[int]] = ([], [])
        for row, place in enumerate(self.places):
            found[kind(place) == BYTE].append(row)
        return np.array(found[0], dtype=np.intp), np.array(found[1], dtype=np.intp)
