"""A compiled scenario: flat lists of simple operations over rows, a row being one value for
every game of a batch.

Rows of numbers are counted in one space: first the state, then decisions, then draws of luck,
then temporaries. Temporary flags (truth values, a byte each) are counted from `FLAGS` on, and
constants from `CONSTANTS`. Executors know only this module.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from game.engine.rules import Order, Rules, Source

FLAGS = 1 << 23  # operand n >= FLAGS is flag n - FLAGS
CONSTANTS = 1 << 24  # operand n >= CONSTANTS is constants[n - CONSTANTS]

# What gives numbers. `take` looks its operand up in table `right`; `num` makes 0.0 or 1.0 of a flag;
# `snap` rounds to the grid; `addmul` is left + right * third, rounded twice. The right operand of
# `add`, `mul` and `addmul` may be a flag, and stands for 0.0 or 1.0.
NUMBERED = ("add", "sub", "mul", "div", "min", "max", "abs", "copy", "take", "num", "snap", "addmul")
# What gives flags: from numbers (`test`: is not 0), and from flags
FLAGGED = ("lt", "le", "eq", "test", "and", "or", "not")
UNARY = ("abs", "copy", "take", "num", "test", "not", "snap")
SNAP = 1.5 * 2.0**36  # adding and taking away this rounds to the grid of 2**-16


@dataclass(frozen=True, slots=True)
class Instruction:
    """`rows[target] = operation(rows[left], rows[right], rows[third])`, as many as it takes."""

    operation: str
    target: int
    left: int
    right: int = 0
    third: int = 0


@dataclass(frozen=True, slots=True)
class Note:
    """A row worth recording when a ledger is kept: after `at` instructions, row `row`.

    `slot` numbers the recorded rows of the section.
    """

    at: int
    row: int
    slot: int


@dataclass(frozen=True, slots=True)
class Section:
    """One straight piece of the program.

    `draws` are the words of luck that it reads, as indices into the program's `luck` names.
    """

    instructions: tuple[Instruction, ...]
    notes: tuple[Note, ...]
    draws: tuple[int, ...]
    temporaries: int
    flags: int


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
