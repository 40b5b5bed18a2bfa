"""Ranges are never too narrow."""

from hypothesis import given
from hypothesis import strategies as st

from game.engine.expressions import Binary, Choose, Const, Curve, Read, Unary
from game.scenario.ranges import interpolated, range_of

BOUNDS = {"a": (-2.0, 3.0), "b": (0.0, 1.0), "c": (5.0, 9.0)}
OPERATIONS = ("add", "sub", "mul", "div", "min", "max", "lt", "le", "gt", "ge", "eq", "ne", "and", "or")
EXPRS = st.recursive(
    st.builds(Const, st.integers(-4, 4).map(float))
    | st.builds(Read, st.just("variable"), st.sampled_from("abc")),
    lambda inner: (
        st.builds(Unary, st.sampled_from(["neg", "not", "abs"]), inner)
        | st.builds(
            Binary,
            st.sampled_from(OPERATIONS),
            inner,
            inner,
        )
        | st.builds(Choose, inner, inner, inner)
        | st.builds(Curve, st.just(((-1.0, 4.0), (0.0, -2.0), (6.0, 1.0))), inner)
    ),
    max_leaves=10,
)


def worth(expr, values):
    match expr:
        case Const(value):
            return value
        case Read():
            return values[expr.name]
        case Unary(op, inner):
            x = worth(inner, values)
            return {"neg": -x, "not": float(not x), "abs": abs(x)}[op]
        case Choose(condition, then, otherwise):
            return worth(then if worth(condition, values) else otherwise, values)
        case Curve(points, inner):
            return interpolated(points, worth(inner, values))
        case Binary(op, left, right):
            x, y = worth(left, values), worth(right, values)
            return {
                "add": x + y, "sub": x - y, "mul": x * y, "div": x / y if y else 0.0, "min": min(x, y),
                "max": max(x, y), "lt": float(x < y), "le": float(x <= y), "gt": float(x > y),
                "ge": float(x >= y), "eq": float(x == y), "ne": float(x != y),
                "and": float(bool(x and y)), "or": float(bool(x or y)),
            }[op]  # fmt: skip


@given(EXPRS, st.floats(-2, 3), st.floats(0, 1), st.floats(5, 9))
def test_a_value_lies_in_its_range(expr, a, b, c):
    low, high = range_of(expr, lambda read: BOUNDS[read.name], {})
    value = worth(expr, {"a": a, "b": b, "c": c})
    slack = 1e-9 * max(1.0, abs(value))
    assert low - slack <= value <= high + slack


def test_a_condition_that_never_holds_is_seen():
    never = Binary("and", Binary("gt", Read("variable", "a"), Const(3.0)), Read("variable", "b"))
    assert range_of(never, lambda read: BOUNDS[read.name], {}) == (0.0, 0.0)
