"""Rules that nobody would write: the sample's, taken apart and put together anew by Hypothesis.

Every mechanism may occur, in any mixture, with formulas at random; only what must fit together
(the names of orders, people and places) does. They are for tests that hold for any rules at all.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeVar

from hypothesis import strategies as st

from game.engine.expressions import Binary, Choose, Const, Curve, Expr, Read, Unary
from game.engine.rules import (
    ABROAD,
    HOME,
    STATUSES,
    TRAITS,
    Accord,
    Attempt,
    Choice,
    Condition,
    Effect,
    Ending,
    Estimate,
    Event,
    Invitation,
    Later,
    Need,
    Order,
    Outcome,
    Rules,
    Score,
    Source,
    Stance,
    Variable,
)
from tests.engine.sample import SIDES, rival, sample_rules, value

T = TypeVar("T")
Draw = Callable[[st.SearchStrategy[T]], T]

BASE = sample_rules()
VARIABLES = tuple((variable.id, variable.side) for variable in BASE.variables)
ORDERS = tuple(order.id for order in BASE.orders)
HERE = Source("rule", "invented", "invented.yaml", 1, 1)
# exact in binary and not, on the grid of changes and off it, nothing, and more than any variable holds
NUMBERS = (0.0, 1.0, -1.0, 0.5, 0.1, 3.0, 7.3, -2.75, 50.0, 54.0, 1e-7, 1e6, -1e9)

numbers = st.sampled_from(NUMBERS).map(Const)
anywhere: st.SearchStrategy[Expr] = st.one_of(
    numbers,
    st.sampled_from(VARIABLES).map(lambda of: value(*of)),
    st.sampled_from(
        [
            Read("turn"),
            *(Read(kind, name) for kind in ("in_force", "since", "times", "ordered") for name in ORDERS[:4]),
            *(Read(kind, "pact") for kind in ("accord", "accord_age")),
            *(Read(kind, event.id) for kind in ("happened", "since_event") for event in BASE.events),
            *(Read("stance", "hold", side) for side in SIDES),
            *(Read("count", status, side) for status in STATUSES for side in SIDES),
            *(Read("sum", f"{trait}:{ABROAD}", side) for trait in TRAITS for side in SIDES),
            *(Read("score", "", side) for side in SIDES),
        ]
    ),
)  # fmt: skip
of_a_person: st.SearchStrategy[Expr] = st.sampled_from(
    [
        *(Read("person", name) for name in (*TRAITS, "turns_held", "times_held")),
        *(Read("status", status) for status in STATUSES),
        *(Read(kind, "", side) for kind in ("reach", "hosted") for side in SIDES),
        Read("care", "taken"),
    ]
)
ROLL: st.SearchStrategy[Expr] = st.just(Read("roll"))
_CURVES = (((0.0, 0.0), (50.0, 2.0), (100.0, 8.0)), ((-3.0, 1.0), (0.25, -1.0), (60.0, -1.0), (61.0, 5.5)))


def _deeper(inner: st.SearchStrategy[Expr]) -> st.SearchStrategy[Expr]:
    operations = st.sampled_from(
        ["add", "sub", "mul", "div", "min", "max", "lt", "le", "gt", "ge", "eq", "ne", "and", "or"]
    )
    return st.one_of(
        st.builds(Binary, operations, inner, inner),
        st.builds(Unary, st.sampled_from(["neg", "not", "abs"]), inner),
        st.builds(Choose, inner, inner, inner),
        st.builds(Curve, st.sampled_from(_CURVES), inner),
    )


def _formulas(*leaves: st.SearchStrategy[Expr]) -> st.SearchStrategy[Expr]:
    return st.recursive(st.one_of(*leaves), _deeper, max_leaves=5)


formulas = _formulas(anywhere)  # may stand anywhere
rolled = _formulas(anywhere, ROLL)  # where a rule has a roll of its own
personal = _formulas(anywhere, of_a_person)  # where there is a person in question
personal_rolled = _formulas(anywhere, of_a_person, ROLL)
odds: st.SearchStrategy[Expr] = st.one_of(st.sampled_from([0.0, 0.3, 0.5, 0.8, 1.0]).map(Const), formulas)


def _effects(
    change: st.SearchStrategy[Expr], actor: str = "", most: int = 2
) -> st.SearchStrategy[tuple[Effect, ...]]:
    one = st.builds(
        lambda of, amount, rule: Effect(*of, amount, replace(HERE, id=rule), actor),
        st.sampled_from(VARIABLES),
        change,
        st.sampled_from(["one rule", "another rule"]),
    )
    return st.lists(one, max_size=most).map(tuple)


def _attempts(change: st.SearchStrategy[Expr], actor: str) -> st.SearchStrategy[Attempt]:
    effects = _effects(change, actor)
    return st.builds(Attempt, effects, st.none() | odds, effects, effects)


def _conditions(expr: st.SearchStrategy[Expr]) -> st.SearchStrategy[Condition]:
    return st.builds(Condition, st.just(Const(1.0)) | expr, st.integers(1, 3))


def _some(draw: Draw[bool], of: Sequence[T]) -> tuple[T, ...]:
    return tuple(one for one in of if draw(st.booleans()))


@st.composite
def rules(draw: Draw[object]) -> Rules:
    """Rules of at most six turns that compile."""
    turns = draw(st.integers(2, 6))
    parts = tuple(((("made up", draw(formulas)), ("skill", value("skill", side)))) for side in SIDES)
    return replace(
        BASE,
        name="invented",
        turns=turns,
        variables=tuple(_variable(draw, variable) for variable in BASE.variables),
        flows=(*_some(draw, BASE.flows), *draw(_effects(formulas, most=4))),
        orders=tuple(order for side in SIDES for order in _orders(draw, side)),
        score=Score(parts, draw(st.sampled_from([((1, 0.25), (turns, 0.75)), ((turns, 1.0),)]))),
        endings=_endings(draw),
        orders_a_turn=draw(st.integers(1, 4)),
        table_size=draw(st.integers(0, 3)),
        table_surcharge=draw(st.sampled_from([0.0, 0.5, 1.0])),
        accords=tuple(_accord(draw, accord) for accord in _some(draw, BASE.accords)),
        stances=tuple(_stance(draw, stance) for stance in BASE.stances),
        outcomes=tuple(_outcome(draw, outcome) for outcome in _some(draw, BASE.outcomes)),
        invitations=tuple(_invitation(draw, kind) for kind in _some(draw, BASE.invitations)),
        invitations_a_turn=draw(st.integers(0, 2)),
        events=(
            *(_event(draw, event) for event in _some(draw, BASE.events)),
            *(_added_event(draw, number) for number in range(draw(st.integers(0, 2)))),
        ),
        estimates=tuple(
            Estimate(e.observer, e.variable, draw(formulas)) for e in _some(draw, BASE.estimates)
        ),
        persistence=draw(st.sampled_from([0.0, 0.5, 0.8])),
        world=draw(formulas),
        questions=tuple(draw(st.lists(formulas | st.just(Read("ended", "clash")), max_size=2))),
    )


def _variable(draw: Draw[object], variable: Variable) -> Variable:
    return replace(variable, start=draw(st.sampled_from([variable.start, variable.low, variable.high, 9.7])))


def _orders(draw: Draw[object], side: str) -> list[Order]:
    """The sample's, those that nothing else names changed at will, and some more."""
    named = {name for accord in BASE.accords for name in (*accord.offers, *accord.breaks, *accord.cheats)}
    found: list[Order] = []
    for order in BASE.orders:
        if order.side == side:
            found.append(order if order.id in named or order.person else _order(draw, order))
    for number in range(draw(st.integers(0, 2))):
        found.append(_order(draw, Order(f"added{number}@{side}", side, 1.0, HERE)))
    return found


def _order(draw: Draw[object], order: Order) -> Order:
    side = order.side
    is_policy = draw(st.booleans())
    return replace(
        order,
        cost=draw(st.sampled_from([0.0, 1.0, 2.5])),
        attempt=draw(st.just(order.attempt) | _attempts(rolled, side)),
        visibility=draw(st.sampled_from(["public", "quiet", "covert"])),
        leak=draw(odds),
        exposed=draw(_effects(formulas, side)),
        is_policy=is_policy,
        upkeep=draw(st.sampled_from([0.0, 0.75, 3.0])) if is_policy else 0.0,
        lift=draw(_effects(formulas, side)) if is_policy else (),
        in_force=draw(_effects(formulas, side)) if is_policy else (),
        later=tuple(
            Later(after, draw(_effects(rolled, side)))
            for after in draw(st.sets(st.integers(1, 3), max_size=2))
        ),
        needs=tuple(Need(draw(formulas), "need") for _ in range(draw(st.integers(0, 1)))),
        excludes=(f"flaunt@{side}",) if draw(st.booleans()) and order.id != f"flaunt@{side}" else (),
        cooldown=draw(st.integers(0, 2)),
        once=draw(st.booleans()),
        minimum_term=draw(st.integers(0, 2)) if is_policy else 0,
        on_table=draw(st.booleans()),
    )


def _endings(draw: Draw[object]) -> tuple[Ending, ...]:
    """Games end at different times: one at a height that only some of them reach."""
    height = Binary("ge", value("gauge"), Const(draw(st.sampled_from([51.5, 53.0, 56.0, 60.0, 68.0]))))
    payoffs = (draw(formulas), Const(-5.0))
    clash = Ending("clash", HERE, Condition(height, draw(st.integers(1, 2))), payoffs, "", is_decided=False)
    whim = Ending("whim", HERE, draw(_conditions(formulas)), payoffs, SIDES[1], is_decided=True)
    return (clash, *_some(draw, [whim]), BASE.endings[-1])


def _accord(draw: Draw[object], accord: Accord) -> Accord:
    return replace(
        accord,
        agree_cost=draw(st.sampled_from([0.0, 1.0])),
        effects=draw(_effects(formulas)),
        in_force=draw(_effects(formulas)),
        ended=draw(_effects(formulas)),
        turns=draw(st.integers(0, 3)),
        frees_held=draw(st.booleans()),
        cheat_odds=(draw(odds), draw(odds)),
    )


def _stance(draw: Draw[object], stance: Stance) -> Stance:
    return replace(stance, effects=tuple(draw(_effects(rolled, side)) for side in SIDES))


def _outcome(draw: Draw[object], outcome: Outcome) -> Outcome:
    by_side = st.tuples(personal, personal)
    return replace(
        outcome,
        when=draw(st.just(outcome.when) | by_side),
        odds=draw(st.sampled_from([outcome.odds, None]) | by_side),
        effects=tuple(draw(_effects(personal_rolled, rival(side))) for side in SIDES),
        at_most_one=draw(st.booleans()),
    )


def _choice(draw: Draw[object], choice: Choice, side: str, change: st.SearchStrategy[Expr]) -> Choice:
    return replace(choice, attempt=draw(st.just(choice.attempt) | _attempts(change, side)))


def _invitation(draw: Draw[object], kind: Invitation) -> Invitation:
    return replace(
        kind,
        when=draw(_conditions(formulas)),
        odds=draw(odds),
        who=draw(st.just(kind.who) | personal),
        choices=tuple(_choice(draw, choice, kind.side, personal_rolled) for choice in kind.choices),
        turns=draw(st.integers(1, 3)),
        lead=draw(st.integers(0, 2)),
        once=draw(st.booleans()),
        cooldown=draw(st.integers(0, 2)),
    )


def _event(draw: Draw[object], event: Event) -> Event:
    change = rolled if event.who is None else personal_rolled
    return replace(
        event,
        when=draw(st.just(event.when) | _conditions(formulas)),
        odds=draw(odds),
        effects=draw(_effects(change)),
        who=None if event.who is None else draw(st.just(event.who) | personal),
        once=draw(st.booleans()),
        cooldown=draw(st.integers(0, 2)),
        choices=tuple(
            tuple(_choice(draw, choice, side, change) for choice in choices)
            for side, choices in zip(event.asks, event.choices, strict=True)
        ),
    )


def _added_event(draw: Draw[object], number: int) -> Event:
    """One that befalls somebody, and may move them."""
    event = Event(f"added{number}", draw(st.sampled_from(SIDES)), HERE, Condition(Const(1.0)), Const(0.5))
    event = replace(event, who=Read("status", HOME), moves_to=draw(st.sampled_from(["", *STATUSES])))
    return _event(draw, event)
