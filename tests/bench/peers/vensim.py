"""PySD's side: the flows written as a Vensim model, read and run by PySD.

A turn is a time step of 1. A stock's limits are kept as the engine keeps them: the sum of its flows
is cut so that the stock stays within them.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from game.engine.expressions import Binary, Choose, Const, Curve, Expr, Read, Unary
from game.engine.rules import Rules
from tests.bench.peers.flows import flows_of, flows_only
from tests.bench.timing import core_clock, seconds_of

LONG_TURNS = 2000  # a run in which opening the model does not count
QUICK_TURNS = 100

_INFIX = {"add": "+", "sub": "-", "mul": "*"}
_COMPARED = {"lt": "<", "le": "<=", "gt": ">", "ge": ">=", "eq": "=", "ne": "<>"}


def name_of(variable: str, side: str) -> str:
    """What a variable is called in a model of another library."""
    return f"{variable}_of_{side}" if side else f"shared_{variable}"


def model_text(rules: Rules) -> str:
    """The rules' variables and flows as the text of a Vensim model."""
    parts = ["{UTF-8}"]
    for variable in rules.variables:
        name = name_of(variable.id, variable.side)
        sums = [formula(flow.change) for flow in flows_of(rules, variable)] or ["0"]
        limited = f"MIN(MAX({name} + {' + '.join(sums)}, {variable.low!r}), {variable.high!r})"
        parts.append(_equation(f"change_of_{name} = {limited} - {name}"))
        parts.append(_equation(f"{name} = INTEG(change_of_{name}, {variable.start!r})"))
    for name, value in (("INITIAL TIME", 0), ("FINAL TIME", rules.turns), ("SAVEPER", 1), ("TIME STEP", 1)):
        parts.append(_equation(f"{name} = {value}"))
    return "\n".join(parts)


def _equation(text: str) -> str:
    return f"{text}\n\t~\t\n\t~\t\n\t|\n"


def formula(expr: Expr) -> str:
    """A formula in Vensim's language."""
    match expr:
        case Const(value):
            return f"({value!r})"
        case Read("turn"):
            return "(Time + 1)"
        case Read("variable", name, side):
            return name_of(name, side)
        case Unary("neg", value):
            return f"(-{formula(value)})"
        case Unary("abs", value):
            return f"ABS({formula(value)})"
        case Unary("not", value):
            return _flag(f"{formula(value)} = 0")
        case Binary("and", left, right):
            return _flag(f"{formula(left)} <> 0 :AND: {formula(right)} <> 0")
        case Binary("or", left, right):
            return _flag(f"{formula(left)} <> 0 :OR: {formula(right)} <> 0")
        case Binary("min" | "max" as op, left, right):
            return f"{op.upper()}({formula(left)}, {formula(right)})"
        case Binary("div", left, Const(value)) if value:
            return f"({formula(left)} / {value!r})"
        case Binary("div", left, right):
            return f"ZIDZ({formula(left)}, {formula(right)})"
        case Binary(op, left, right) if op in _INFIX:
            return f"({formula(left)} {_INFIX[op]} {formula(right)})"
        case Binary(op, left, right):
            return _flag(f"{formula(left)} {_COMPARED[op]} {formula(right)}")
        case Choose(condition, then, otherwise):
            return f"IF THEN ELSE({formula(condition)} <> 0, {formula(then)}, {formula(otherwise)})"
        case Curve(points, value):
            pairs = ",".join(f"({x!r},{y!r})" for x, y in points)
            return f"WITH LOOKUP({formula(value)}, ({pairs}))"
    raise ValueError(f"Vensim has no {expr}")


def _flag(condition: str) -> str:
    return f"IF THEN ELSE({condition}, 1, 0)"


def opened(rules: Rules, folder: Path) -> Any:
    """PySD's model of the rules; its files are written to `folder`."""
    import pysd

    path = folder / "flows.mdl"
    path.write_text(model_text(rules), encoding="utf-8")
    return pysd.read_vensim(str(path))


def courses(rules: Rules) -> NDArray[np.float64]:
    """What PySD makes of the rules: `[turn from 0, variable]`."""
    names = [name_of(v.id, v.side) for v in rules.variables]
    with tempfile.TemporaryDirectory() as folder:
        table = opened(rules, Path(folder)).run(return_columns=names)
    return np.asarray(table[names], dtype=float)


def speeds(scenario: Path, seconds: float, is_quick: bool) -> dict[str, float]:
    """Turns a second in a long run, and in runs as long as the scenario's games."""
    rules = flows_only(scenario)
    first = name_of(rules.variables[0].id, rules.variables[0].side)
    found = {}
    with tempfile.TemporaryDirectory() as folder:
        model = opened(rules, Path(folder))
        for name, turns in (("long", QUICK_TURNS if is_quick else LONG_TURNS), ("games", rules.turns)):

            def run(turns: int = turns) -> object:
                return model.run(return_columns=[first], final_time=turns, return_timestamps=[turns])

            found[name] = turns / seconds_of(run, seconds, core_clock())
    return found
