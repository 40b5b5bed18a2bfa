"""What one side may know: its own values exactly, the rival's as estimates, the rest not at all."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from game.engine.kept import KeptByProgram
from game.engine.program import Program
from game.engine.rules import ABROAD, HOME, STATUSES
from game.engine.scope import variable_row
from game.engine.state import State
from game.engine.turn import executor_for
from game.engine.values import snapped

SEEN_FROM = 0.5  # a trip is seen by a side that reaches at least so far where it leads


class _Plan:
    """Which rows of a program one side may not read, worked out once."""

    def __init__(self, program: Program, side: str) -> None:
        rules, row = program.rules, program.row
        rival = rules.sides[1 - rules.sides.index(side)]
        ranges = {(v.id, v.side): (snapped(v.low), snapped(v.high)) for v in rules.variables}
        # the rival's variable, our estimate of it, and its limits
        self.believed: list[tuple[int, int, float, float]] = []
        self.absent: list[int] = []
        for estimate in rules.estimates:
            name = f"{estimate.variable}:{estimate.observer}"
            self.absent.append(row[f"error:{name}"])
            if estimate.observer == side:
                at, limits = row[variable_row(estimate.variable, rival)], ranges[estimate.variable, rival]
                self.believed.append((at, row[f"estimate:{name}"], *limits))
        # rows of unseen orders: (row, row that says whether it was seen, what it is taken for)
        self.unseen: list[tuple[int, int, float]] = []
        secret = {order.id for order in rules.orders if order.side == rival and order.visibility != "public"}
        for order in secret:
            for kind, unknown in (("in_force", 0.0), ("times", 0.0), ("since", 99.0)):
                if f"{kind}:{order}" in row:
                    self.unseen.append((row[f"{kind}:{order}"], row[f"seen:{order}"], unknown))
        for name, at in row.items():
            kind, _, rest = name.partition(":")
            if kind == "pending" and rest.rsplit(":", 3)[0] in secret:
                self.absent.append(at)
        for answer in program.answers:
            if answer.side == rival and answer.kind in ("invitation", "event"):
                self.absent.append(answer.waits)
        # whom the rival was invited for, and when, is its own: (row, what it is taken for)
        self.unasked: list[tuple[int, float]] = []
        for invitation in rules.invitations:
            for kind, unknown in (("invited", 0.0), ("since_invited", 99.0)):
                if invitation.side == rival and f"{kind}:{invitation.id}" in row:
                    self.unasked.append((row[f"{kind}:{invitation.id}"], unknown))
        if rules.stances:
            self.absent.append(row[f"stance:{rival}"])
        # the rival's people: rows of status, trip, and what else tells of a trip
        self.travellers: list[tuple[int, int, list[int]]] = []
        if len(program.trips) > 1:
            for person in rules.people:
                if person.side == rival:
                    rows = [row[n] for k in ("trip", "left", "lead") if (n := f"{k}:{person.id}") in row]
                    self.travellers.append((row[f"status:{person.id}"], row[f"trip:{person.id}"], rows))
        reach = {place.id: place.reach[rules.sides.index(side)] for place in rules.places}
        self.is_seen_trip = np.array(
            [False] + [reach[trip.place] >= SEEN_FROM for trip in program.trips[1:]], dtype=np.bool_
        )


_plans: KeptByProgram[dict[str, _Plan]] = KeptByProgram(lambda program: {})  # by side


def _plan(program: Program, side: str) -> _Plan:
    plans = _plans.of(program)
    if side not in plans:
        plans[side] = _Plan(program, side)
    return plans[side]


def view(state: State, side: str) -> State:
    """The games as one side may believe them to stand.

    Estimates are taken for the truth; the rival's policies and orders that have not come to
    light, what is pending from them, its trips out of sight and the questions that wait for it
    are absent. Legality is worked out anew. The luck of the games is not in it: seeds are 0.
    """
    program, plan = state.program, _plan(state.program, side)
    rules, row = program.rules, program.row
    rival = rules.sides[1 - rules.sides.index(side)]
    executor = executor_for(program, state.games)
    rows = state.rows.copy()
    for at, estimate, low, high in plan.believed:
        np.clip(state.rows[estimate], low, high, rows[at])
    for at, seen, unknown in plan.unseen:
        rows[at] = np.where(state.rows[seen] != 0.0, rows[at], unknown)
    rows[plan.absent] = 0.0
    for at, unknown in plan.unasked:
        rows[at] = unknown
    _hide_travel(plan, rows)
    executor.rows.load(rows)
    executor.run("legality", state.seeds, state.turn)
    rows = executor.rows.floats()
    counted = sum(weight for turn, weight in rules.score.counts if turn < state.turn)
    rows[row[f"banked:{rival}"]] = rows[row[f"standing:{rival}"]] * counted
    for each in rules.sides:
        total = rows[row[f"banked:{each}"]] + rows[row[f"standing:{each}"]] * (1.0 - counted)
        rows[row[f"score:{each}"]] = rows[row[f"payoff:{each}"]] = total
    over = state.rows[row["ended"]] != 0.0
    if over.any():  # what a game came to is known to both
        rows[:, over] = state.rows[:, over]
    return State(program, state.turn, rows, np.zeros_like(state.seeds))


def _hide_travel(plan: _Plan, rows: NDArray[np.float64]) -> None:
    for status_row, trip_row, trip_rows in plan.travellers:
        status, trip = rows[status_row], rows[trip_row].astype(np.intp)
        hidden = ~plan.is_seen_trip[trip] & (status == STATUSES.index(ABROAD))
        booked = (status == STATUSES.index(HOME)) & (trip > 0)
        status[hidden] = float(STATUSES.index(HOME))
        for at in trip_rows:
            rows[at, hidden | booked] = 0.0
