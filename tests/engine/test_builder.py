"""Compiled formulas give what the same formulas give when worked out by hand."""

import math
from collections.abc import Callable

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from game.engine.allotment import places
from game.engine.builder import Builder
from game.engine.executor import Executor
from game.engine.expressions import Binary, Choose, Const, Curve, Expr, Read, Unary
from game.engine.layout import Layout
from game.engine.luck import game_seeds
from game.engine.program import Program, Section
from game.engine.scope import Scope
from game.engine.values import HUGE, Shared, snapped
from tests.engine.sample import sample_rules

NAMES = ("x", "y", "z")
numbers = st.floats(-100, 100, allow_nan=False).map(snapped)
leaves: st.SearchStrategy[Expr] = st.one_of(
    numbers.map(Const), st.sampled_from(NAMES).map(lambda name: Read("variable", name))
)
POINTS = ((-10.0, 3.0), (0.0, 0.0), (7.0, -2.5), (40.0, 8.0))


def _deeper(inner: st.SearchStrategy[Expr]) -> st.SearchStrategy[Expr]:
    operations = st.sampled_from(
        ["add", "sub", "mul", "div", "min", "max", "lt", "le", "gt", "ge", "eq", "ne", "and", "or"]
    )
    return st.one_of(
        st.builds(Binary, operations, inner, inner),
        st.builds(Unary, st.sampled_from(["neg", "not", "abs"]), inner),
        st.builds(Choose, inner, inner, inner),
        st.builds(Curve, st.just(POINTS), inner),
    )


formulas = st.recursive(leaves, _deeper, max_leaves=12)

BY_HAND: dict[str, Callable[[float, float], float]] = {
    "add": lambda a, b: a + b,
    "sub": lambda a, b: a - b,
    "mul": lambda a, b: a * b,
    "div": lambda a, b: 0.0 if b == 0.0 else a / b,
    "min": min,
    "max": max,
    "lt": lambda a, b: float(a < b),
    "le": lambda a, b: float(a <= b),
    "gt": lambda a, b: float(a > b),
    "ge": lambda a, b: float(a >= b),
    "eq": lambda a, b: float(a == b),
    "ne": lambda a, b: float(a != b),
    "and": lambda a, b: float(a != 0.0 and b != 0.0),
    "or": lambda a, b: float(a != 0.0 or b != 0.0),
}


def by_hand(expr: Expr, values: dict[str, float]) -> float:
    """What a formula comes to, worked out directly."""
    match expr:
        case Const(value):
            return value
        case Read():
            return values[expr.name]
        case Unary("neg", inner):
            return 0.0 - by_hand(inner, values)
        case Unary("not", inner):
            return float(by_hand(inner, values) == 0.0)
        case Unary(_, inner):
            return abs(by_hand(inner, values))
        case Binary(op, left, right):
            return BY_HAND[op](by_hand(left, values), by_hand(right, values))
        case Choose(condition, then, otherwise):
            return by_hand(then if by_hand(condition, values) != 0.0 else otherwise, values)
        case Curve(points, inner):
            return float(np.interp(by_hand(inner, values), *zip(*points, strict=True)))
    raise AssertionError(expr)


def program_of_section(layout: Layout, section: Section, shared: Shared) -> Program:
    """A program whose turn is one section, and nothing else."""
    empty = Section((), 0, (), 0, 0)
    rows = len(layout.starts)
    sections = (empty, section, empty, empty, empty, empty)
    shared_by_all = ((), tuple(shared.constants), tuple(shared.tables), *sections, (), (), (), (), (), ())
    return Program(
        sample_rules(), layout.index, tuple(layout.starts), places(layout), rows, 0, *shared_by_all
    )


def run(build: Callable[[Builder], None], values: dict[str, float]) -> dict[str, float]:
    """Runs one section on rows of these values."""
    layout = Layout()
    for name in values:
        layout.add(f"variable:{name}", -100.0, 100.0)
    shared = Shared(layout)
    builder = Builder(shared)
    build(builder)
    section = builder.finish(0)
    executor = Executor(program_of_section(layout, section, shared), 3)
    for name, value in values.items():
        executor.rows[layout.index[f"variable:{name}"]][:] = value
    executor.run("turn", game_seeds(1, 3), 1)
    after = executor.rows.floats()
    assert (after == after[:, :1]).all(), "all games alike"
    return {name: float(after[layout.index[f"variable:{name}"], 0]) for name in values}


@given(formulas, st.tuples(numbers, numbers, numbers))
def test_a_compiled_formula_equals_the_same_worked_out_by_hand(
    expr: Expr, given: tuple[float, float, float]
) -> None:
    values = dict(zip(NAMES, given, strict=True))

    def build(builder: Builder) -> None:
        scope = Scope(builder, sample_rules(), ())
        builder.write({"variable:x": scope.value(expr)})

    try:
        expected = by_hand(expr, values)
    except OverflowError:
        return
    got = run(build, values)["x"]
    if abs(expected) >= HUGE / 2**8 or math.isinf(expected):
        assert math.isfinite(got)  # limits may have been reached on the way
    else:
        assert got == expected or math.isclose(got, expected, rel_tol=1e-9, abs_tol=1e-6)


@given(st.permutations(NAMES), st.permutations(NAMES))
def test_rows_set_together_read_what_stood_there_before(first: list[str], second: list[str]) -> None:
    values = {"x": 1.0, "y": 2.0, "z": 3.0}

    def build(builder: Builder) -> None:
        old = {name: builder.row(f"variable:{name}") for name in NAMES}
        for order in (first, second):
            now = {name: builder.row(f"variable:{name}") for name in NAMES}
            builder.write({f"variable:{a}": now[b] for a, b in zip(NAMES, order, strict=True)})
        # values read before both writes are still to be had
        now = {name: builder.row(f"variable:{name}") for name in NAMES}
        builder.write(
            {f"variable:{n}": builder.add(now[n], builder.mul(old[n], builder.const(10.0))) for n in NAMES}
        )

    once = {a: values[b] for a, b in zip(NAMES, first, strict=True)}
    twice = {a: once[b] for a, b in zip(NAMES, second, strict=True)}
    assert run(build, values) == {name: twice[name] + 10.0 * values[name] for name in NAMES}


@given(st.floats(-1e9, 1e9))
def test_snapping_rounds_to_the_grid(value: float) -> None:
    assert snapped(value) * 2**16 == round(snapped(value) * 2**16)
    assert abs(snapped(value) - value) <= 2.0**-17


def test_what_nothing_uses_is_left_out() -> None:
    layout = Layout()
    layout.add("variable:x", -100.0, 100.0)
    builder = Builder(Shared(layout))
    x = builder.row("variable:x")
    builder.mul(x, x)
    builder.write({"variable:x": builder.add(x, builder.const(1.0))})
    section = builder.finish(0)
    assert [step.operation for block in section.blocks for step in block.instructions] == ["add"]
