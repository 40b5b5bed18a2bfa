"""Mesa's side: a model with two agents, one a side, whose steps are the flows.

The formulas are written out as Python, as an author of Mesa models would write them. Both agents
first look at the same world, and then move, so that no change is seen before its turn is over.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from game.engine.expressions import Binary, Choose, Const, Curve, Expr, Read, Unary
from game.engine.rules import Rules, Variable
from tests.bench.peers.flows import flows_of, flows_only
from tests.bench.timing import core_clock, seconds_of

TURNS = 200

_INFIX = {
    "add": "+", "sub": "-", "mul": "*", "and": "and", "or": "or",
    "lt": "<", "le": "<=", "gt": ">", "ge": ">=", "eq": "==", "ne": "!=",
}  # fmt: skip
_WORLD = '''
from bisect import bisect_right
from mesa import Agent, Model


def curve(xs, ys, x):
    """Straight lines through the points, flat outside them."""
    if x <= xs[0]:
        return ys[0]
    if x >= xs[-1]:
        return ys[-1]
    n = bisect_right(xs, x)
    return ys[n - 1] + (ys[n] - ys[n - 1]) * (x - xs[n - 1]) / (xs[n] - xs[n - 1])


class World(Model):
    def __init__(self):
        super().__init__(seed=1)
        self.turn = 1
        self.one, self.two = One(self), Two(self)
{starts}

    def step(self):
        world, one, two = self, self.one, self.two
        self.agents.do("look")
{look}
        self.agents.do("move")
{move}
        self.turn += 1
'''
_SIDE = """

class {name}(Agent):
    def __init__(self, model):
        super().__init__(model)
{starts}

    def look(self):
        world, one, two = self.model, self.model.one, self.model.two
{look}

    def move(self):
{move}
"""


def model_text(rules: Rules) -> str:
    """The rules' variables and flows as a Python module with a class `World`."""
    sides = [
        _SIDE.format(name=name, **_parts(rules, side))
        for name, side in zip(("One", "Two"), rules.sides, strict=True)
    ]
    return _WORLD.format(**_parts(rules, "")) + "".join(sides)


def _parts(rules: Rules, side: str) -> dict[str, str]:
    own = [variable for variable in rules.variables if variable.side == side]
    starts = [f"self.{v.id} = {v.start!r}" for v in own]
    look = [f"self.change_{v.id} = {_sum(rules, v)}" for v in own]
    move = [f"self.{v.id} = min(max(self.{v.id} + self.change_{v.id}, {v.low!r}), {v.high!r})" for v in own]
    return {"starts": _inside(starts), "look": _inside(look), "move": _inside(move)}


def _inside(lines: list[str]) -> str:
    return "\n".join(f"        {line}" for line in lines or ["pass"])


def _sum(rules: Rules, variable: Variable) -> str:
    return " + ".join(formula(flow.change, rules.sides) for flow in flows_of(rules, variable)) or "0.0"


def formula(expr: Expr, sides: tuple[str, str]) -> str:
    """A formula in Python."""

    def of(part: Expr) -> str:
        return formula(part, sides)

    match expr:
        case Const(value):
            return repr(value) if value >= 0 else f"({value!r})"
        case Read("turn"):
            return "world.turn"
        case Read("variable", name, side):
            return f"{('one', 'two')[sides.index(side)] if side else 'world'}.{name}"
        case Unary("neg", value):
            return f"(-{of(value)})"
        case Unary("abs", value):
            return f"abs({of(value)})"
        case Unary("not", value):
            return f"(not {of(value)})"
        case Binary("min" | "max" as op, left, right):
            return f"{op}({of(left)}, {of(right)})"
        case Binary("div", left, Const(value)) if value:
            return f"({of(left)} / {value!r})"
        case Binary("div", left, right):
            return f"({of(left)} / {of(right)} if {of(right)} else 0.0)"
        case Binary(op, left, right):
            return f"({of(left)} {_INFIX[op]} {of(right)})"
        case Choose(condition, then, otherwise):
            return f"({of(then)} if {of(condition)} else {of(otherwise)})"
        case Curve(points, value):
            xs, ys = zip(*points, strict=True)
            return f"curve({xs!r}, {ys!r}, {of(value)})"
    raise ValueError(f"Python has no {expr}")


def opened(rules: Rules) -> Any:
    """Mesa's model of the rules, at its start."""
    module: dict[str, Any] = {}
    exec(compile(model_text(rules), "flows_of_two_agents", "exec"), module)
    return module["World"]()


def courses(rules: Rules) -> NDArray[np.float64]:
    """What Mesa makes of the rules: `[turn from 0, variable]`."""
    world = opened(rules)
    agents = dict(zip(rules.sides, (world.one, world.two), strict=True))

    def values() -> list[float]:
        return [float(getattr(agents.get(v.side, world), v.id)) for v in rules.variables]

    course = [values()]
    for _turn in range(rules.turns):
        world.step()
        course.append(values())
    return np.array(course)


def speed(scenario: Path, seconds: float) -> float:
    """Turns a second of one long run."""
    world = opened(flows_only(scenario))

    def run() -> None:
        for _turn in range(TURNS):
            world.step()

    return TURNS / seconds_of(run, seconds, core_clock())
