"""What came of a turn, and why: plain data for the reveal and for the lists of causes.

`game.match.causes` and `game.match.reveals` make them. What a side may not know is gathered in
one row that says so; the debrief asks for the same with nothing hidden.
"""

from __future__ import annotations

from dataclasses import dataclass

from game.match.desk import Happening

UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Cause:
    """One row of a list of causes. `amount` is as shown, so that the rows add up."""

    kind: str  # of the rule: flow, order, policy, later, outcome, event, ..., limit; or `unknown`
    id: str  # the author's id of the rule, "" if unknown
    title: str
    detail: str
    actor: str  # side whose doing it is, "" for the world
    amount: float
    exact: float
    turns: tuple[int, ...]  # in which it acted
    order: str = ""  # order instance, if it came from one
    person: str = ""
    file: str = ""
    line: int = 0
    badge: str = ""
    cites: tuple[str, ...] = ()

    @property
    def is_known(self) -> bool:
        """False for the one row of causes that the side may not know."""
        return self.kind != UNKNOWN


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a variable moved from the start of turn `first` to the end of turn `last`."""

    variable: str
    side: str  # "" if shared
    label: str
    good: str
    digits: int
    first: int
    last: int
    first_label: str
    last_label: str
    start: float  # as shown
    end: float
    causes: tuple[Cause, ...]  # amounts add up to end - start, as shown

    @property
    def change(self) -> float:
        """The change as shown."""
        return round(self.end - self.start, self.digits)


@dataclass(frozen=True, slots=True)
class ChanceShown:
    """A chance that was in play, with its odds and roll if the side may know them."""

    title: str
    side: str  # whose people or rules it was about, "" for the world
    person: str  # id, "" if none
    odds_in_100: int  # 1 to 99, or 0 and 100 when it was certain
    roll_in_100: int  # 1 to 100: it happens when the roll is at most the odds
    happened: bool
    kind: str
    id: str


@dataclass(frozen=True, slots=True)
class OrderShown:
    """An order revealed, with what it did at once as far as the side may know."""

    order: str  # instance
    title: str
    text: str
    cost: float
    visibility: str
    badge: str
    verb: str  # ordered, lifted, lapsed, exposed (came to light now), offered, concluded, broken
    effects: tuple[tuple[str, str, float], ...]  # (variable, side of it, amount as shown)


@dataclass(frozen=True, slots=True)
class AnswerShown:
    """An answer revealed: to what, and which."""

    slot: str
    title: str
    choice: str
    label: str
    person: str


@dataclass(frozen=True, slots=True)
class SideShown:
    """What one side did in a turn, as far as the beholder may know."""

    side: str
    orders: tuple[OrderShown, ...]
    answers: tuple[AnswerShown, ...]
    stance: str  # title of its stance as host, "" if not known or none
    is_all: bool  # False: there may have been more


@dataclass(frozen=True, slots=True)
class Move:
    """A value before and after the turn. For the rival's values: of the estimate's middle."""

    variable: str
    side: str
    label: str
    icon: str
    before: float
    after: float
    digits: int
    good: str
    is_estimate: bool
    causes: tuple[Cause, ...]  # () for estimates

    @property
    def change(self) -> float:
        """The change as shown."""
        return round(self.after - self.before, self.digits)


@dataclass(frozen=True, slots=True)
class EndingShown:
    """How the game ended: both results, and the world that came of it."""

    id: str
    title: str
    text: str
    winner: str  # side, or "" for none
    payoffs: tuple[float, float]  # by position of the side, as shown with one decimal
    world: float
    world_text: str
    blame: tuple[float, float]  # each side's own pushes on the gauge, by position
    is_blame_told: bool
    questions: tuple[str, ...]  # to talk about


@dataclass(frozen=True, slots=True)
class Reveal:
    """A resolved turn as one side, or everyone, may see it."""

    turn: int
    label: str
    sides: tuple[SideShown, SideShown]  # by position
    chances: tuple[ChanceShown, ...]
    moves: tuple[Move, ...]  # own and shared values first, then estimates of the rival's
    told: tuple[Happening, ...]
    ending: EndingShown | None
