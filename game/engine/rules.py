"""The rules of one scenario, as the engine takes them: mechanism only, no wording.

`game.scenario.lowering` builds a `Rules` from a scenario file; `game.engine.compiler` turns it
into a program. Everything here is per side: a rule that an author wrote for both sides stands
twice, with the names in its formulas resolved for each.
"""

from __future__ import annotations

from dataclasses import dataclass

from game.engine.expressions import Const, Expr

HOME, ABROAD, HELD, GONE = "home", "abroad", "held", "gone"
STATUSES = (HOME, ABROAD, HELD, GONE)
TRAITS = ("knowledge", "fame", "ties")
ZERO = Const(0.0)


@dataclass(frozen=True, slots=True)
class Source:
    """Where a rule stands: what it is and its place in the scenario's text."""

    kind: str  # flow, order, policy, later, lift, exposed, cost, upkeep, accord, stance, outcome, ...
    id: str  # the author's id, e.g. `advise_against_travel`
    file: str = ""
    line: int = 0  # 1-based
    column: int = 0  # 1-based


@dataclass(frozen=True, slots=True)
class Variable:
    """One row of the state. `side` is "" for a shared variable."""

    id: str
    side: str
    start: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Effect:
    """A change of one variable. `side` is that of the variable ("" if shared)."""

    variable: str
    side: str
    change: Expr
    source: Source
    actor: str = ""  # the side whose doing it is ("" for the world); blame is counted by it


@dataclass(frozen=True, slots=True)
class Condition:
    """True when `expr` has been true in `turns` turns running (1: now)."""

    expr: Expr
    turns: int = 1


@dataclass(frozen=True, slots=True)
class Need:
    """One requirement of an order or choice; `text` numbers its wording in the scenario."""

    expr: Expr
    text: str = ""


@dataclass(frozen=True, slots=True)
class Attempt:
    """What a choice or order does: `always` in any case, and one of the others by odds."""

    always: tuple[Effect, ...] = ()
    odds: Expr | None = None  # None: no chance is involved
    success: tuple[Effect, ...] = ()
    failure: tuple[Effect, ...] = ()


NOTHING = Attempt()


@dataclass(frozen=True, slots=True)
class Later:
    """Effects fixed when ordered that fall due `after` turns later."""

    after: int
    effects: tuple[Effect, ...]


@dataclass(frozen=True, slots=True)
class Order:
    """One thing that one side may order. Person-targeted orders stand once for each person."""

    id: str  # instance id, unique: `advise`, `advise@us`, `recall.lin_yao`
    side: str
    cost: float
    source: Source
    attempt: Attempt = NOTHING
    visibility: str = "public"  # public, quiet, covert
    leak: Expr = ZERO  # odds, each turn it acts, that a quiet or covert order comes to light
    exposed: tuple[Effect, ...] = ()  # once, when it comes to light
    is_policy: bool = False
    upkeep: float = 0.0
    lift: tuple[Effect, ...] = ()
    in_force: tuple[Effect, ...] = ()
    later: tuple[Later, ...] = ()
    needs: tuple[Need, ...] = ()
    excludes: tuple[str, ...] = ()  # instance ids that may not be in force or ordered with it
    cooldown: int = 0  # turns that must pass before it can be ordered again
    once: bool = False
    minimum_term: int = 0  # turns before a policy may be lifted
    on_table: bool = True  # whether it takes part in the rotation of prices
    person: str = ""  # the person it concerns
    moves_to: str = ""  # status that the person gets


@dataclass(frozen=True, slots=True)
class Accord:
    """What needs both sides. Its offer, break and cheat orders are `Order`s named here."""

    id: str
    source: Source
    offers: tuple[str, str]  # order instance ids, by side
    breaks: tuple[str, str]
    cheats: tuple[str, str]  # "" where it cannot be cheated on
    agree_cost: float = 0.0
    needs: tuple[tuple[Need, ...], tuple[Need, ...]] = ((), ())  # by side, to offer and to agree
    effects: tuple[Effect, ...] = ()  # once, when concluded
    in_force: tuple[Effect, ...] = ()  # each turn
    ended: tuple[Effect, ...] = ()  # when its term runs out
    turns: int = 0  # term; 0: until broken
    frees_held: bool = False  # concluding it sends every held person home
    cheat_odds: tuple[Expr, Expr] = (ZERO, ZERO)  # of being found out, by cheating side
    cheat_found: tuple[tuple[Effect, ...], tuple[Effect, ...]] = ((), ())  # by cheating side; it ends


@dataclass(frozen=True, slots=True)
class Person:
    """`traits` in the order of TRAITS."""

    id: str
    side: str
    traits: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """`host` is a side or ""; `reach` is by side, 0 to 1."""

    id: str
    host: str
    reach: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Stance:
    """How a host means to receive guests this turn; the first is what silence means."""

    id: str
    cost: float
    source: Source
    needs: tuple[tuple[Need, ...], tuple[Need, ...]] = ((), ())  # by side
    effects: tuple[tuple[Effect, ...], tuple[Effect, ...]] = ((), ())  # by side, in the answers phase


@dataclass(frozen=True, slots=True)
class Outcome:
    """What may befall each person of a status in the people phase.

    Formulas and effects stand once per person of the file's roster: they are given by side
    (own = the person's), and read the person through `Read("person", ...)`.
    """

    id: str
    source: Source
    status: str  # whom it may befall
    when: tuple[Expr, Expr]
    odds: tuple[Expr, Expr] | None
    effects: tuple[tuple[Effect, ...], tuple[Effect, ...]]
    becomes: str = ""
    at_most_one: bool = False  # of each side in a turn, drawn by name among those eligible
    known_to: str = "both"  # both, own, rival: who is told


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer. `travel` says which person-status change it brings."""

    id: str
    cost: float
    attempt: Attempt
    needs: tuple[Need, ...] = ()
    travels: bool = False
    care: tuple[tuple[str, float], ...] = ()  # outcome id -> multiplier of its odds on this trip
    moves_to: str = ""  # status that the person in question gets


@dataclass(frozen=True, slots=True)
class Invitation:
    """One kind of invitation, for one side."""

    id: str  # instance id, unique
    side: str
    source: Source
    when: Condition
    odds: Expr
    who: Expr  # reads the person in question
    place: str
    choices: tuple[Choice, ...]
    default: int  # index of the choice that silence means
    turns: int = 1  # how long a trip lasts
    lead: int = 0  # turns between the answer and the departure
    once: bool = False
    cooldown: int = 0


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happens. `who` draws a person of `side`; `asks` are sides that must answer."""

    id: str
    side: str  # "" when it belongs to neither
    source: Source
    when: Condition
    odds: Expr
    effects: tuple[Effect, ...] = ()
    who: Expr | None = None
    once: bool = True
    cooldown: int = 0
    moves_to: str = ""
    asks: tuple[str, ...] = ()
    choices: tuple[tuple[Choice, ...], ...] = ()  # by asked side, in the order of `asks`
    default: int = 0
    known_to: tuple[str, ...] = ()  # sides that are told


@dataclass(frozen=True, slots=True)
class Estimate:
    """How well `observer` knows the rival's variable: half-width of the 80 per cent band."""

    observer: str
    variable: str
    width: Expr


@dataclass(frozen=True, slots=True)
class Ending:
    """Checked in order; the first that holds ends the game.

    `payoffs` are by side. `winner`: a side, "" for none, or "payoff" for the greater payoff.
    """

    id: str  # instance id
    source: Source
    when: Condition | None  # None: when the calendar runs out
    payoffs: tuple[Expr, Expr]
    winner: str
    is_decided: bool


@dataclass(frozen=True, slots=True)
class Score:
    """A side's standing at a moment is the sum of `parts`; it counts at some turns."""

    parts: tuple[tuple[tuple[str, Expr], ...], tuple[tuple[str, Expr], ...]]  # by side: (id, formula)
    counts: tuple[tuple[int, float], ...]  # (turn, weight), weights sum to 1


@dataclass(frozen=True, slots=True)
class Rules:
    """A whole scenario's mechanism."""

    name: str
    sides: tuple[str, str]
    turns: int
    variables: tuple[Variable, ...]
    currency: str  # variable id, each side's
    gauge: str  # shared variable id, or ""
    flows: tuple[Effect, ...]
    orders: tuple[Order, ...]
    score: Score
    endings: tuple[Ending, ...]
    orders_a_turn: int = 3
    table_size: int = 0  # how many orders a side has at their price each turn; 0: all
    table_surcharge: float = 1.0
    accords: tuple[Accord, ...] = ()
    people: tuple[Person, ...] = ()
    places: tuple[Place, ...] = ()
    stances: tuple[Stance, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    invitations: tuple[Invitation, ...] = ()
    invitations_a_turn: int = 2  # at most, to a side
    events: tuple[Event, ...] = ()
    estimates: tuple[Estimate, ...] = ()
    persistence: float = 0.8  # of the errors of estimates, from turn to turn
    world: Expr = ZERO  # what kind of world it is, 0 to 100
    questions: tuple[Expr, ...] = ()  # conditions of discussion questions, asked at the end


def excluded(one: Order, other: Order) -> bool:
    """Whether two orders rule each other out."""
    return other.id in one.excludes or one.id in other.excludes
