"""Where the keyboard goes: Tab from region to region, arrows to the nearest control of the region."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from game.desktop.marks import Rect
from game.desktop.sheet import Control

DIRECTIONS = {"left": (-1, 0), "right": (1, 0), "up": (0, -1), "down": (0, 1)}


def regions(controls: Sequence[Control]) -> list[str]:
    """The regions in the order in which they were drawn."""
    return list(dict.fromkeys(control.region for control in controls))


def tab(
    controls: Sequence[Control], focus: str, visited: Mapping[str, str], *, is_backwards: bool = False
) -> str:
    """The control that Tab goes to: that of the next region which last had focus, or its first."""
    if not controls:
        return ""
    order = regions(controls)
    here = next((control.region for control in controls if control.id == focus), None)
    if here is None:
        target = order[-1 if is_backwards else 0]
    else:
        target = order[(order.index(here) + (-1 if is_backwards else 1)) % len(order)]
    inside = [control.id for control in controls if control.region == target]
    last = visited.get(target, "")
    return last if last in inside else inside[0]


def step(controls: Sequence[Control], focus: str, direction: str) -> str:
    """The control that an arrow goes to: the nearest that way within the region, or none other."""
    here = next((control for control in controls if control.id == focus), None)
    if here is None:
        return tab(controls, focus, {})
    dx, dy = DIRECTIONS[direction]
    best, best_distance = here.id, float("inf")
    for control in controls:
        if control.region != here.region or control.id == here.id:
            continue
        distance = _distance(here.whole, control.whole, dx, dy)
        if distance < best_distance:
            best, best_distance = control.id, distance
    if best == here.id and dx == 0:
        return _in_order(controls, here, dy)
    return best


def ends(controls: Sequence[Control], focus: str, *, is_last: bool) -> str:
    """The first or last control of the region of `focus`."""
    here = next((control.region for control in controls if control.id == focus), None)
    inside = [control.id for control in controls if control.region == here]
    return inside[-1 if is_last else 0] if inside else tab(controls, focus, {})


def _in_order(controls: Sequence[Control], here: Control, way: int) -> str:
    """The neighbour in the order of drawing, where nothing lies above or below."""
    inside = [control for control in controls if control.region == here.region]
    at = inside.index(here) + way
    if not 0 <= at < len(inside):
        return here.id
    other = inside[at]
    lies_beside = other.whole.y < here.whole.bottom and here.whole.y < other.whole.bottom
    return here.id if lies_beside else other.id


def _distance(here: Rect, there: Rect, dx: int, dy: int) -> float:
    """How far `there` is that way; infinite if it is not that way. Being aside counts double."""
    (x, y), (a, b) = here.centre, there.centre
    if dx:
        ahead = (there.x - here.x if dx > 0 else here.right - there.right) if a != x else 0.0
        aside = _gap(here.y, here.bottom, there.y, there.bottom)
        off = abs(b - y)
    else:
        ahead = (there.y - here.y if dy > 0 else here.bottom - there.bottom) if b != y else 0.0
        aside = _gap(here.x, here.right, there.x, there.right)
        off = abs(a - x)
    if ahead <= 1.0:
        return float("inf")
    return ahead + 3.0 * aside + 0.2 * off


def _gap(start: float, end: float, other_start: float, other_end: float) -> float:
    """The distance between two intervals; 0 where they overlap."""
    return max(0.0, other_start - end, start - other_end)
