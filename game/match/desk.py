"""What one side has before it at the start of a turn: plain data for every face of the game.

A `Desk` is laid by `game.match.clerk` from the states of a match, and holds only what its side
may know. Numbers are as shown: rounded once, here, so that changes and causes add up in print.
Ids are the engine's (order instances, answer slots) and go back unchanged in a `Draft`.
"""

from __future__ import annotations

from dataclasses import dataclass

PUBLIC, QUIET, COVERT = "public", "quiet", "covert"


@dataclass(frozen=True, slots=True)
class SideView:
    """One of the two sides; `position` 0 or 1 decides its glyph, line and colour."""

    id: str
    position: int
    name: str
    capital: str
    adjective: str
    aim: str
    briefing: str
    place: str  # id of the capital's place, or ""


@dataclass(frozen=True, slots=True)
class Background:
    """What something in the game recalls of the world, with its own badge and cited facts."""

    text: str
    badge: str
    cites: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class VariableView:
    """One of the side's own values, or a shared one. `change` is since last turn, as shown."""

    id: str
    label: str
    icon: str
    value: float
    text: str  # `value` with the digits that it deserves
    digits: int
    change: float
    history: tuple[float, ...]  # as shown, from the start of the game up to now
    good: str  # high, low or none
    low: float
    high: float
    marks: tuple[tuple[float, str], ...]
    about: str
    is_shared: bool
    is_headline: bool

    @property
    def is_better(self) -> bool | None:
        """Whether the last change was for the good; None if it is neither."""
        if self.change == 0 or self.good == "none":
            return None
        return (self.change > 0) == (self.good == "high")

    @property
    def mark(self) -> str:
        """The named threshold that it has passed, on its bad side; "" if none."""
        if self.good == "high":
            return next((name for at, name in self.marks if at >= self.value), "")
        return next((name for at, name in reversed(self.marks) if at <= self.value), "")


@dataclass(frozen=True, slots=True)
class EstimateView:
    """What the side believes of a rival's value: the truth lies in low..high 80 times in 100."""

    id: str
    label: str
    icon: str
    low: float
    middle: float
    high: float
    digits: int
    good: str
    range_low: float
    range_high: float
    own: float  # the observer's own value of the same variable, as shown
    change: float  # of the middle, since last turn
    is_known: bool  # no band: known exactly
    history: tuple[float, ...]  # of the middle


@dataclass(frozen=True, slots=True)
class PurseView:
    """The currency. `left` is what the draft's orders and answers leave."""

    id: str
    name: str
    icon: str
    value: int
    limit: int
    committed: int  # by the draft: orders and answers
    left: int
    upkeep: float  # due this turn for policies in force
    change: int


@dataclass(frozen=True, slots=True)
class GaugeView:
    """The shared gauge, with the named mark that it has reached and the next one above."""

    id: str
    label: str
    value: float
    change: float
    low: float
    high: float
    mark: str  # "" below the first
    mark_at: float
    next_mark: str  # "" above the last
    next_mark_at: float
    marks: tuple[tuple[float, str], ...]


@dataclass(frozen=True, slots=True)
class BalanceView:
    """Own value less the rival's estimate: above 0 the side is ahead. An 80 per cent band."""

    id: str
    label: str
    middle: float
    low: float
    high: float
    span: float  # the width of the variable's range, for drawing


@dataclass(frozen=True, slots=True)
class PartView:
    """One part of the standing, own and as believed of the rival."""

    id: str
    label: str
    own: float
    rival: float


@dataclass(frozen=True, slots=True)
class StandingView:
    """The score so far: own exactly, the rival's as far as the side may believe it."""

    own: float
    rival: float
    own_banked: float
    rival_banked: float
    parts: tuple[PartView, ...]
    counts: tuple[tuple[int, float], ...]  # (turn, weight in per cent of the whole)
    next_count: int  # turn at which it counts next; 0 if none is left


@dataclass(frozen=True, slots=True)
class RefusalView:
    """Why something cannot be ordered or answered: the engine's code, and a sentence."""

    code: str  # cost, need, excluded, cooldown, once, term, count or unasked
    text: str
    amounts: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class ImpactView:
    """A direct effect of an order by itself, on what the side believes; no forecast of what follows."""

    variable: str
    label: str
    icon: str
    side: str  # of the variable, "" if shared
    amount: float  # with one decimal
    when: str  # now, each turn, or later
    after: int  # turns, if later
    is_good: bool | None  # for the side that orders; None for the rival's values


@dataclass(frozen=True, slots=True)
class OrderCard:
    """Something the side may order, or a policy in force that it may lift."""

    id: str  # order instance
    rule: str  # the author's id: one for all persons whom an order may concern
    number: int  # for keyboards and the terminal, from 1, constant through the turn
    title: str
    text: str
    family: str  # family id
    cost: int  # now, with the surcharge if it is off the table
    base_cost: int
    is_on_table: bool
    visibility: str
    is_policy: bool
    is_in_force: bool  # then ordering it means to lift it
    upkeep: float
    term: int  # least turns in force
    since: int  # turns since it last took effect; -1: never
    odds_in_100: int  # of success, on what the side believes; -1 if it cannot fail
    impacts: tuple[ImpactView, ...]  # what it does by itself, if it succeeds
    is_legal: bool  # judged on the state alone
    is_chosen: bool  # in the draft
    is_free_to_choose: bool  # legal, and fits with what the draft holds already
    reasons: tuple[RefusalView, ...]
    is_seen: bool  # the rival knows of it
    person: str  # person id it concerns, or ""
    accord: str  # accord id that it offers, breaks or cheats on, or ""
    kind: str  # order, offer, break, cheat
    badge: str
    cites: tuple[str, ...]
    background: Background | None


@dataclass(frozen=True, slots=True)
class FamilyView:
    """A family of orders, for tabs and headings."""

    id: str
    label: str


@dataclass(frozen=True, slots=True)
class AccordCard:
    """An agreement between the sides, and how it stands."""

    id: str
    title: str
    text: str
    gives_own: str
    gives_rival: str
    status: str  # none, offered_by_us, offered_by_rival, in_force
    age: int  # turns in force
    turns_left: int  # 0: until broken
    offer_order: str  # order instance ids, "" if there is none
    break_order: str
    cheat_order: str
    question: str  # answer slot by which to agree, if the rival has offered
    agree_cost: int
    badge: str
    cites: tuple[str, ...]
    background: Background | None


@dataclass(frozen=True, slots=True)
class ChoiceView:
    """One answer to a question."""

    id: str
    index: int
    label: str
    text: str
    cost: int
    is_legal: bool
    reasons: tuple[RefusalView, ...]
    odds_in_100: int  # of success, as for orders; -1 if it cannot fail
    impacts: tuple[ImpactView, ...]  # direct ones; what befalls a traveller is not among them
    is_default: bool  # what silence means
    is_chosen: bool  # in the draft, or the default if the draft says nothing
    travels: bool


@dataclass(frozen=True, slots=True)
class PlaceView:
    """A place of the map. `host` is a side or "" ; `at` is (longitude, latitude) or None."""

    id: str
    label: str
    host: str
    at: tuple[float, float] | None
    is_capital_of: str


@dataclass(frozen=True, slots=True)
class PersonView:
    """Someone of a roster. The rival's people are shown only as far as they are known."""

    id: str
    side: str
    name: str
    name_zh: str
    role: str
    pronoun: str
    traits: tuple[tuple[str, int], ...]
    bio: str
    status: str  # home, abroad, held, gone, or "unknown"
    where: str  # place id, "" if not known
    destination: str  # place id of a booked trip, "" if there is none
    trip: str  # "", booked, or abroad
    occasion: str  # title of the invitation that the trip answers
    turns_left: int
    turns_held: int
    badge: str


@dataclass(frozen=True, slots=True)
class Question:
    """What waits for an answer. Silence means the default."""

    id: str  # answer slot
    number: int  # from 1 in this turn
    kind: str  # invitation, event, accord, stance
    subject: str  # id of the invitation, event or accord
    title: str
    text: str
    person: PersonView | None
    place: PlaceView | None
    turns: int  # length of the trip, for invitations
    lead: int  # turns before it starts
    choices: tuple[ChoiceView, ...]
    is_answered: bool  # the draft holds an answer
    badge: str
    cites: tuple[str, ...]
    background: Background | None


@dataclass(frozen=True, slots=True)
class TripView:
    """A line on the map: someone who is, or is held, away from home, as this side knows it."""

    person: str
    name: str
    side: str
    origin: str  # place ids
    destination: str
    status: str  # booked, abroad, held


@dataclass(frozen=True, slots=True)
class KnownPolicy:
    """A policy of the rival's that is in force, as far as this side knows."""

    order: str
    title: str
    text: str
    visibility: str
    turn: int  # since which it is in force


@dataclass(frozen=True, slots=True)
class Happening:
    """Something that befell someone or something in a turn, and that this side was told of."""

    id: str
    kind: str  # event, outcome, exposed, lapsed, concluded, ended, broken, found, returned, departed, ...
    title: str
    text: str  # the scenario's report, filled in, or a plain sentence
    side: str  # whose it is, "" for neither
    person: str  # id, "" if it is about nobody
    place: str
    badge: str
    cites: tuple[str, ...]
    background: Background | None


@dataclass(frozen=True, slots=True)
class Desk:
    """Everything that one side sees when a turn is to be decided."""

    side: SideView
    rival: SideView
    turn: int
    turns: int
    label: str  # e.g. "Q2 2025"
    previous_label: str  # of the turn before, "" in the first
    is_over: bool
    purse: PurseView
    gauge: GaugeView | None
    balance: BalanceView | None
    variables: tuple[VariableView, ...]
    estimates: tuple[EstimateView, ...]
    standing: StandingView
    families: tuple[FamilyView, ...]
    orders: tuple[OrderCard, ...]
    orders_allowed: int
    orders_chosen: int
    accords: tuple[AccordCard, ...]
    questions: tuple[Question, ...]
    stance: Question | None
    people: tuple[PersonView, ...]  # own first
    places: tuple[PlaceView, ...]
    trips: tuple[TripView, ...]
    rival_policies: tuple[KnownPolicy, ...]
    happenings: tuple[Happening, ...]
    newly_legal: tuple[str, ...] = ()  # order instances that were not legal last turn

    def order(self, order_id: str) -> OrderCard:
        """The card of an order instance; KeyError if there is none."""
        for card in self.orders:
            if card.id == order_id:
                return card
        raise KeyError(order_id)

    def person(self, person_id: str) -> PersonView:
        """The view of a person; KeyError if there is none."""
        for person in self.people:
            if person.id == person_id:
                return person
        raise KeyError(person_id)

    def variable(self, variable_id: str) -> VariableView:
        """The view of an own or shared variable; KeyError if there is none."""
        for variable in self.variables:
            if variable.id == variable_id:
                return variable
        raise KeyError(variable_id)
