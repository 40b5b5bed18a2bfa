"""Values in sentences: what a side has, what it believes of the rival, and how it stands."""

from __future__ import annotations

from collections.abc import Iterator

from game.match.desk import (
    BalanceView,
    Desk,
    EstimateView,
    GaugeView,
    PurseView,
    SideView,
    StandingView,
    VariableView,
)
from game.match.figures import text

BADGES = {
    "fact": "fact-based",
    "estimate": "an estimate",
    "fiction": "fiction",
}


def short(side: SideView) -> str:
    """How a side is called in short."""
    return side.capital or side.name


def header(desk: Desk) -> str:
    """Who decides, and when."""
    turn = f"turn {desk.turn} of {desk.turns}"
    return f"{desk.label}, {turn}. You are {short(desk.side)}; the rival is {short(desk.rival)}."


def variable_line(view: VariableView) -> str:
    """A value and its last change, and whether that was for the good."""
    line = f"{view.label}: {view.text}"
    if view.change:
        verdict = {True: ", better", False: ", worse", None: ""}[view.is_better]
        line += f", {'up' if view.change > 0 else 'down'} {text(abs(view.change), view.digits)}{verdict}"
    elif len(view.history) > 1:
        line += ", no change"
    return line + (f" ({view.mark})." if view.mark else ".")


def gauge_line(view: GaugeView) -> str:
    """The shared gauge between its marks."""
    line = f"{view.label}: {text(view.value, 0)}"
    if view.change:
        line += f", {'up' if view.change > 0 else 'down'} {text(abs(view.change), 0)}"
    if view.mark:
        line += f"; past \u201c{view.mark}\u201d at {text(view.mark_at, 0)}"
    if view.next_mark:
        missing = text(view.next_mark_at - view.value, 0)
        line += f"; {missing} below \u201c{view.next_mark}\u201d at {text(view.next_mark_at, 0)}"
    return line + "."


def balance_line(view: BalanceView, desk: Desk) -> str:
    """Who is ahead, as far as this side can tell."""
    middle = text(abs(view.middle), 0)
    ahead = short(desk.side) if view.middle > 0 else short(desk.rival)
    said = "about even" if round(view.middle) == 0 else f"{ahead} ahead by about {middle}"
    if round(view.low) == round(view.high):
        return f"{view.label} compared: {said}."
    band = f"{text(view.low, 0)} to {text(view.high, 0)}"
    return f"{view.label} compared: {said}. Yours less theirs: {band}, 80 times in 100."


def purse_line(view: PurseView) -> str:
    """What there is to spend."""
    line = f"{view.name}: {view.left} left of {view.value}"
    if view.upkeep:
        line += f"; upkeep of policies in force this turn: {view.upkeep}"
    return line + f". At most {view.limit} can be kept."


def estimate_line(view: EstimateView) -> str:
    """What is believed of a rival's value."""
    low, middle, high = (text(value, view.digits) for value in (view.low, view.middle, view.high))
    own = text(view.own, view.digits)
    if view.is_known:
        return f"{view.label}: {middle}, known. Yours: {own}."
    return f"{view.label}: about {middle}, between {low} and {high}. Yours: {own}."


def standing_lines(view: StandingView, desk: Desk) -> Iterator[str]:
    """The score so far, part by part, and when it counts."""
    yield f"Your standing now: {text(view.own, 1)}. {short(desk.rival)}, as believed: {text(view.rival, 1)}."
    for part in view.parts:
        yield f"{part.label}: {text(part.own, 1)}; {short(desk.rival)} about {text(part.rival, 1)}."
    if view.own_banked or view.rival_banked:
        yield (
            f"Already counted: {text(view.own_banked, 1)}; {short(desk.rival)} about "
            f"{text(view.rival_banked, 1)}."
        )
    counts = ", ".join(f"turn {turn} ({text(weight, 0)} per cent)" for turn, weight in view.counts)
    if counts:
        yield f"It counts at {counts}."
