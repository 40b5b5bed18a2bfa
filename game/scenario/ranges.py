"""Within what range a formula can lie, by interval arithmetic.

Serves warnings (a divisor that may be 0) and the expansion of targets (a condition that never
holds for a person). Ranges are never too narrow, but may be too wide.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from game.engine.expressions import Binary, Choose, Const, Curve, Expr, Read, Unary
from game.engine.rules import TRAITS
from game.scenario.format import Document

Range = tuple[float, float]
Reads = Callable[[Read], Range]
Known = dict[int, tuple[Expr, Range]]  # by identity; the expression is kept, so that it stays its own

_MOST = 1e18
ANYTHING: Range = (-_MOST, _MOST)
FLAG: Range = (0.0, 1.0)


def range_of(expr: Expr, reads: Reads, known: Known) -> Range:
    """The least and the greatest value; `reads` tells the range of what is read.

    `known` keeps what was worked out, for one `reads`: definitions share their trees, so that each
    is gone through once, however often it is used.
    """
    if id(expr) not in known:
        known[id(expr)] = expr, _range_of(expr, reads, known)
    return known[id(expr)][1]


def _range_of(expr: Expr, reads: Reads, known: Known) -> Range:
    match expr:
        case Const(value):
            return value, value
        case Read():
            return reads(expr)
        case Unary("neg", inner):
            low, high = range_of(inner, reads, known)
            return -high, -low
        case Unary("not", inner):
            return _negated(range_of(inner, reads, known))
        case Unary(_, inner):
            low, high = range_of(inner, reads, known)
            return (max(0.0, low, -high), max(high, -low))
        case Binary(op, left, right):
            return _binary(op, range_of(left, reads, known), range_of(right, reads, known))
        case Choose(condition, then, otherwise):
            low, high = range_of(condition, reads, known)
            if low == high == 0.0:
                return range_of(otherwise, reads, known)
            if low > 0.0 or high < 0.0:
                return range_of(then, reads, known)
            (al, ah), (bl, bh) = range_of(then, reads, known), range_of(otherwise, reads, known)
            return min(al, bl), max(ah, bh)
        case Curve(points, inner):
            low, high = range_of(inner, reads, known)
            ys = [y for x, y in points if low <= x <= high]
            ys += [interpolated(points, low), interpolated(points, high)]
            return min(ys), max(ys)


def interpolated(points: tuple[tuple[float, float], ...], x: float) -> float:
    """The value of a table at `x`, flat outside its points."""
    if x <= points[0][0]:
        return points[0][1]
    for (x0, y0), (x1, y1) in pairwise(points):
        if x <= x1:
            return y0 + (y1 - y0) * (x - x0) / (x1 - x0) if x1 > x0 else y1
    return points[-1][1]


def _binary(op: str, left: Range, right: Range) -> Range:
    (al, ah), (bl, bh) = left, right
    match op:
        case "add":
            return _kept(al + bl), _kept(ah + bh)
        case "sub":
            return _kept(al - bh), _kept(ah - bl)
        case "mul":
            ends = [_kept(a * b) for a in left for b in right]
            return min(ends), max(ends)
        case "div":
            if bl <= 0.0 <= bh:
                return (0.0, 0.0) if bl == bh else ANYTHING
            ends = [_kept(a / b) for a in left for b in right]
            return min(ends), max(ends)
        case "min":
            return min(al, bl), min(ah, bh)
        case "max":
            return max(al, bl), max(ah, bh)
        case "and":
            return _both(_truth(left), _truth(right))
        case "or":
            return _negated(_both(_negated(left), _negated(right)))
    return _compared(op, left, right)


def _compared(op: str, left: Range, right: Range) -> Range:
    (al, ah), (bl, bh) = left, right
    match op:
        case "gt" | "ge":
            return _compared("lt" if op == "gt" else "le", right, left)
        case "lt":
            return float(ah < bl), float(al < bh)
        case "le":
            return float(ah <= bl), float(al <= bh)
        case "eq":
            return float(al == ah == bl == bh), float(al <= bh and bl <= ah)
    return _negated(_compared("eq", left, right))


def _truth(value: Range) -> Range:
    low, high = value
    if low > 0.0 or high < 0.0:
        return 1.0, 1.0
    return (0.0, 0.0) if low == high else FLAG


def _negated(value: Range) -> Range:
    low, high = _truth(value)
    return 1.0 - high, 1.0 - low


def _both(left: Range, right: Range) -> Range:
    return min(left[0], right[0]), min(left[1], right[1])


def _kept(value: float) -> float:
    return min(max(value, -_MOST), _MOST)


def read_range(document: Document, read: Read) -> Range:
    """Within what a value of the state can lie."""
    turns = float(document.calendar.turns)
    people = [person for person in document.people.values() if not read.side or person.side == read.side]
    match read.kind:
        case "variable":
            return document.variables[read.name].range
        case "turn":
            return 1.0, turns
        case "since" | "since_event":
            return 0.0, 99.0
        case "times" | "happened" | "accord_age":
            return 0.0, turns
        case "count":
            return 0.0, float(len(people))
        case "sum":
            trait = read.name.partition(":")[0]
            return 0.0, sum(float(getattr(person, trait)) for person in people)
        case "person" if read.name in TRAITS:
            traits = [float(getattr(person, read.name)) for person in people] or [0.0]
            return min(traits), max(traits)
        case "person":
            return 0.0, turns
        case "care":
            return 0.0, 100.0
        case "score":
            return ANYTHING
    return FLAG
