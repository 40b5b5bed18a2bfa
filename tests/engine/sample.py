"""A small set of rules, written by hand, in which every mechanism of the engine occurs."""

from __future__ import annotations

from game.engine.expressions import Binary, Const, Curve, Expr, Read, Unary
from game.engine.rules import (
    ABROAD,
    HELD,
    HOME,
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
    Person,
    Place,
    Rules,
    Score,
    Source,
    Stance,
    Variable,
)

SIDES = ("north", "south")
TURNS = 8


def rival(side: str) -> str:
    """The other side."""
    return SIDES[1 - SIDES.index(side)]


def value(name: str, side: str = "") -> Read:
    """A variable's value."""
    return Read("variable", name, side)


def change(name: str, side: str, amount: Expr | float, rule: str, actor: str = "") -> Effect:
    """An effect of a rule of this name."""
    expr = Const(amount) if isinstance(amount, int | float) else amount
    return Effect(name, side, expr, Source("rule", rule, "sample.yaml", 1, 1), actor)


def _orders(side: str) -> list[Order]:
    def source(name: str) -> Source:
        return Source("order", name, "sample.yaml", 1, 1)

    return [
        Order(
            f"build@{side}",
            side,
            2,
            source("build"),
            Attempt(
                always=(change("gauge", "", 1, "build", side),),
                odds=Binary("div", value("skill", side), Const(90.0)),
                success=(change("skill", side, Binary("mul", Const(3.0), Read("roll")), "build", side),),
                failure=(change("skill", side, -0.3, "build", side),),
            ),
            later=(Later(2, (change("skill", side, 5, "build", side),)),),
            cooldown=1,
        ),
        Order(
            f"watch@{side}",
            side,
            1,
            source("watch"),
            visibility="quiet",
            leak=Const(0.3),
            exposed=(change("gauge", "", 2, "watch", side),),
            is_policy=True,
            upkeep=3,
            in_force=(
                change(
                    "risk",
                    side,
                    Binary("sub", Const(0.0), Curve(((0, 0), (50, 2), (100, 8)), value("risk", side))),
                    "watch",
                    side,
                ),
            ),
            lift=(change("gauge", "", -1, "watch", side),),
            minimum_term=2,
        ),
        Order(
            f"flaunt@{side}",
            side,
            1,
            source("flaunt"),
            Attempt(
                success=(
                    change(
                        "gauge",
                        "",
                        Binary("mul", Const(4.0), Unary("not", Read("ordered", f"flaunt@{rival(side)}"))),
                        "flaunt",
                        side,
                    ),
                )
            ),
            excludes=(f"watch@{side}",),
            once=True,
        ),
        *(
            Order(
                f"recall.{side}{n}",
                side,
                1,
                source("recall"),
                needs=(Need(Read("status", ABROAD), "recall"),),
                person=f"{side}{n}",
                moves_to=HOME,
                on_table=False,
            )
            for n in range(3)
        ),
        Order(
            f"offer_pact@{side}",
            side,
            1,
            source("pact"),
            needs=(Need(Unary("not", Read("accord", "pact")), "no pact"),),
            on_table=False,
        ),
        Order(
            f"break_pact@{side}",
            side,
            0,
            source("pact"),
            Attempt(success=(change("gauge", "", 6, "pact", side),)),
            needs=(Need(Read("accord", "pact"), "pact"),),
            on_table=False,
        ),
        Order(
            f"cheat_pact@{side}",
            side,
            1,
            source("pact"),
            Attempt(success=(change("skill", side, 2, "pact", side),)),
            visibility="covert",
            leak=Const(0.0),
            needs=(Need(Read("accord", "pact"), "pact"),),
            on_table=False,
        ),
    ]


def sample_rules() -> Rules:
    """Two sides, eight turns; nobody's scenario."""
    here = Source("rule", "sample", "sample.yaml", 1, 1)
    variables = [Variable("coin", side, 4, 0, 10) for side in SIDES]
    variables += [Variable(name, side, 50, 0, 100) for name in ("skill", "risk") for side in SIDES]
    variables.append(Variable("gauge", "", 52, 0, 100))
    flows = [change("coin", side, 2.0, "income") for side in SIDES]
    flows += [
        change("skill", side, Binary("div", value("skill", rival(side)), value("risk", side)), "ideas")
        for side in SIDES
    ]
    flows.append(
        change("gauge", "", Binary("mul", Binary("sub", Const(50.0), value("gauge")), Const(0.1)), "calm")
    )

    def by_side(make: object) -> tuple[Expr, Expr]:
        assert callable(make)
        return make(SIDES[0]), make(SIDES[1])

    outcomes = (
        Outcome(
            "taken",
            here,
            ABROAD,
            by_side(lambda s: Read("stance", "hold", rival(s))),
            by_side(lambda s: Read("reach", "", rival(s))),
            tuple((change("risk", s, Read("person", "fame"), "taken", rival(s)),) for s in SIDES),
            becomes=HELD,
            at_most_one=True,
        ),
        Outcome(
            "lesson",
            here,
            ABROAD,
            (Const(1.0), Const(1.0)),
            by_side(lambda s: Const(0.7)),
            tuple((change("skill", s, Read("person", "ties"), "lesson"),) for s in SIDES),
        ),
        Outcome(
            "freed",
            here,
            HELD,
            (Const(1.0), Const(1.0)),
            by_side(lambda s: Binary("mul", Read("person", "turns_held"), Const(0.25))),
            ((), ()),
            becomes=HOME,
        ),
    )
    invitations = tuple(
        Invitation(
            f"visit@{side}",
            side,
            here,
            Condition(Const(1.0)),
            Const(0.8),
            Binary("ge", Read("person", "knowledge"), Const(6.0)),
            "port" if side == "north" else "hill",
            (
                Choice("stay", 0, Attempt()),
                Choice(
                    "go",
                    0,
                    Attempt(always=(change("skill", side, Read("person", "ties"), "visit", side),)),
                    travels=True,
                ),
                Choice("briefed", 1, Attempt(), travels=True, care=(("taken", 0.5),)),
            ),
            0,
            turns=2,
            lead=1,
        )
        for side in SIDES
    )
    events = (
        Event(
            "scare",
            "",
            here,
            Condition(Binary("gt", value("gauge"), Const(54.0)), 2),
            Const(0.5),
            (
                change(
                    "gauge", "", Binary("add", Const(2.0), Binary("mul", Const(5.0), Read("roll"))), "scare"
                ),
            ),
            once=False,
            cooldown=1,
            asks=SIDES,
            choices=tuple(
                (
                    Choice("calm", 0, Attempt()),
                    Choice(
                        "dig",
                        1,
                        Attempt(odds=Const(0.4), success=(change("risk", s, 3, "scare", s),)),
                        needs=(Need(Binary("lt", value("risk", s), Const(70.0)), "too risky"),),
                    ),
                )
                for s in SIDES
            ),
        ),
        Event(
            "letter",
            "north",
            here,
            Condition(Const(1.0)),
            Const(0.3),
            who=Read("status", HOME),
            once=False,
            asks=("north",),
            choices=(
                (
                    Choice("file", 0, Attempt()),
                    Choice(
                        "send",
                        0,
                        Attempt(
                            always=(change("skill", "north", Read("person", "knowledge"), "letter", "north"),)
                        ),
                    ),
                ),
            ),
        ),
    )
    pact = Accord(
        "pact",
        here,
        tuple(f"offer_pact@{s}" for s in SIDES),
        tuple(f"break_pact@{s}" for s in SIDES),
        tuple(f"cheat_pact@{s}" for s in SIDES),
        effects=(change("gauge", "", -5, "pact"),),
        in_force=(change("gauge", "", -0.5, "pact"),),
        ended=(change("gauge", "", 1, "pact"),),
        turns=3,
        frees_held=True,
        cheat_odds=(Const(0.4), Const(0.4)),
        cheat_found=tuple((change("gauge", "", 5, "pact", s),) for s in SIDES),
    )
    score = Score(
        tuple(
            (("skill", value("skill", s)), ("calm", Binary("sub", Const(100.0), value("gauge"))))
            for s in SIDES
        ),
        ((4, 0.4), (TURNS, 0.6)),
    )
    endings = (
        Ending(
            "clash",
            here,
            Condition(Binary("ge", value("gauge"), Const(68.0))),
            (Const(-5.0), Const(-5.0)),
            "",
            is_decided=False,
        ),
        Ending("time", here, None, (Read("score", "", "north"), Read("score", "", "south")), "payoff", True),
    )
    return Rules(
        name="sample",
        sides=SIDES,
        turns=TURNS,
        variables=tuple(variables),
        currency="coin",
        gauge="gauge",
        flows=tuple(flows),
        orders=tuple(order for side in SIDES for order in _orders(side)),
        score=score,
        endings=endings,
        table_size=2,
        accords=(pact,),
        people=tuple(Person(f"{s}{n}", s, (5.0 + n, 3.0 + n, 4.0)) for s in SIDES for n in range(3)),
        places=(Place("port", "south", (0.1, 1.0)), Place("hill", "north", (1.0, 0.1))),
        stances=(
            Stance("welcome", 0, here),
            Stance("hold", 1, here, effects=tuple((change("gauge", "", 1, "hold", s),) for s in SIDES)),
        ),
        outcomes=outcomes,
        invitations=invitations,
        events=events,
        estimates=tuple(
            Estimate(
                s, "skill", Binary("sub", Const(9.0), Binary("mul", Const(0.05), value("risk", rival(s))))
            )
            for s in SIDES
        ),
        world=Binary("sub", Const(100.0), value("gauge")),
        questions=(Binary("gt", Read("happened", "scare"), Const(0.0)), Read("ended", "clash")),
    )
