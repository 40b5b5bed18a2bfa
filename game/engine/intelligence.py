"""What one side may know: its own values exactly, the rival's as estimates, the rest not at all."""

from __future__ import annotations

import numpy as np

from game.engine.builder import snapped
from game.engine.rules import ABROAD, HOME, STATUSES
from game.engine.scope import variable_row
from game.engine.state import State
from game.engine.turn import executor_for

SEEN_FROM = 0.5  # a trip is seen by a side that reaches at least so far where it leads


def view(state: State, side: str) -> State:
    """The games as one side may believe them to stand.

    Estimates are taken for the truth; the rival's policies and orders that have not come to
    light, what is pending from them, its trips out of sight and the questions that wait for it
    are absent. Legality is worked out anew. The luck of the games is not in it: seeds are 0.
    """
    program = state.program
    rules, row = program.rules, program.row
    rival = rules.sides[1 - rules.sides.index(side)]
    rows = state.rows.copy()
    ranges = {(v.id, v.side): (snapped(v.low), snapped(v.high)) for v in rules.variables}
    for estimate in rules.estimates:
        name = f"{estimate.variable}:{estimate.observer}"
        if estimate.observer == side:
            low, high = ranges[estimate.variable, rival]
            believed = np.clip(rows[row[f"estimate:{name}"]], low, high)
            rows[row[variable_row(estimate.variable, rival)]] = believed
        rows[row[f"error:{name}"]] = 0.0
    for order in rules.orders:
        if order.side != rival or order.visibility == "public":
            continue
        seen = rows[row[f"seen:{order.id}"]]
        for kind, unknown in (("in_force", 0.0), ("times", 0.0), ("since", 99.0)):
            if f"{kind}:{order.id}" in row:
                at = row[f"{kind}:{order.id}"]
                rows[at] = rows[at] * seen + unknown * (1.0 - seen)
        for name, at in row.items():
            if name.startswith(f"pending:{order.id}:"):
                rows[at] = 0.0
    for answer in program.answers:
        if answer.side == rival and answer.kind in ("invitation", "event"):
            rows[answer.waits] = 0.0
    _hide_travel(state, rows, rival, side)
    if rules.stances:
        rows[row[f"stance:{rival}"]] = 0.0
    counted = sum(weight for turn, weight in rules.score.counts if turn < state.turn)
    # 'banked' is set from what can be believed of the rival's standing; see below
    executor = executor_for(program, state.games)
    executor.state[:] = rows
    executor.run("legality")
    rows = executor.state.copy()
    rows[row[f"banked:{rival}"]] = rows[row[f"standing:{rival}"]] * counted
    for each in rules.sides:
        total = rows[row[f"banked:{each}"]] + rows[row[f"standing:{each}"]] * (1.0 - counted)
        rows[row[f"score:{each}"]] = rows[row[f"payoff:{each}"]] = total
    over = state.rows[row["ended"]] != 0.0
    if over.any():  # what a game came to is known to both
        rows[:, over] = state.rows[:, over]
    return State(program, state.turn, rows, np.zeros_like(state.seeds))


def _hide_travel(state: State, rows: np.ndarray, rival: str, side: str) -> None:
    program = state.program
    row = program.row
    if len(program.trips) == 1:
        return
    reach = {place.id: place.reach[program.rules.sides.index(side)] for place in program.rules.places}
    seen_trip = np.array([0.0] + [float(reach[trip.place] >= SEEN_FROM) for trip in program.trips[1:]])
    for person in program.rules.people:
        if person.side != rival:
            continue
        status, trip = rows[row[f"status:{person.id}"]], rows[row[f"trip:{person.id}"]]
        abroad = status == STATUSES.index(ABROAD)
        hidden = (seen_trip[trip.astype(int)] == 0.0) & abroad
        booked = (status == STATUSES.index(HOME)) & (trip > 0.0)
        rows[row[f"status:{person.id}"]] = np.where(hidden, float(STATUSES.index(HOME)), status)
        for name in ("trip", "left", "lead"):
            if f"{name}:{person.id}" in row:
                at = row[f"{name}:{person.id}"]
                rows[at] = np.where(hidden | booked, 0.0, rows[at])
