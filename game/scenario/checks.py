"""Whether a scenario makes sense beyond its names and formulas: numbers, roles, and what is never used."""

from __future__ import annotations

from itertools import pairwise

from game.scenario.calendar import is_understood
from game.scenario.format import Choice, Order
from game.scenario.lowering.pieces import TRUE, Pieces
from game.scenario.naming import RESERVED
from game.scenario.scenario import Scenario
from game.scenario.source import Trail
from game.scenario.surroundings import Context


def check(scenario: Scenario, pieces: Pieces) -> None:
    """Adds all that is wrong or doubtful to the pieces' findings."""
    _check_ids(scenario, pieces)
    _check_variables(scenario, pieces)
    _check_roles(scenario, pieces)
    _check_course(scenario, pieces)
    for id_, order in scenario.orders.items():
        _check_order(scenario, pieces, id_, order)
    _check_choices(scenario, pieces)
    _check_people(scenario, pieces)
    _check_unused(scenario, pieces)


def _check_ids(scenario: Scenario, pieces: Pieces) -> None:
    """No two things that formulas name alike may share a name, nor have one that is taken."""
    taken: dict[str, str] = {}
    for section in ("sides", "variables", "definitions"):
        for id_ in getattr(scenario, section):
            trail = (section, id_)
            if id_ in RESERVED:
                message = f"`{id_}` already means something in formulas."
                pieces.error("reserved-id", trail, message, "Choose another name.", is_key=True)
            elif id_ in taken:
                message = f"`{id_}` stands under `{taken[id_]}` too; formulas could not tell them apart."
                pieces.error("id-clash", trail, message, "Choose another name.", is_key=True)
            taken.setdefault(id_, section)
    for accord in scenario.accords:
        for made in (f"offer_{accord}", f"break_{accord}", f"cheat_{accord}"):
            if made in scenario.orders:
                message = f"The accord `{accord}` has an order of this name already."
                pieces.error("id-clash", ("orders", made), message, "Choose another name.", is_key=True)
    for side in scenario.sides.values():
        if side.place:
            at = next(id_ for id_, other in scenario.sides.items() if other is side)
            pieces.known("place", side.place, ("sides", at, "place"))


def _check_variables(scenario: Scenario, pieces: Pieces) -> None:
    for id_, variable in scenario.variables.items():
        trail = ("variables", id_)
        low, high = variable.range
        if low >= high:
            pieces.error(
                "bad-range",
                (*trail, "range"),
                f"A range goes from the least to the greatest: {low:g} is not below {high:g}.",
            )
            continue
        if (variable.each is None) == (variable.shared is None):
            message = "A variable has either `each` (every side its own) or `shared`."
            pieces.error("each-or-shared", trail, message, is_key=True)
        starts: dict[Trail, float | None] = {(*trail, "shared"): variable.shared}
        for side, start in (variable.each or {}).items():
            if side != "both":
                pieces.known("side", side, (*trail, "each", side), is_key=True)
            starts[*trail, "each", side] = start
        missing = [side for side in scenario.sides if side not in (variable.each or {})]
        if variable.each is not None and missing and "both" not in variable.each:
            pieces.error(
                "missing-key", (*trail, "each"), f"`{missing[0]}` has no value at the start.", "", is_key=True
            )
        for at, value in starts.items():
            if value is not None and not low <= value <= high:
                pieces.error(
                    "start-out-of-range", at, f"{value:g} lies outside the range from {low:g} to {high:g}."
                )
        for mark in variable.marks:
            if not low <= mark <= high:
                pieces.warn(
                    "mark-out-of-range", (*trail, "marks"), f"The mark {mark:g} lies outside the range."
                )


def _check_roles(scenario: Scenario, pieces: Pieces) -> None:
    roles = scenario.roles
    wanted: list[tuple[Trail, str, str]] = [(("roles", "currency"), roles.currency, "each")]
    wanted.append((("roles", "gauge"), roles.gauge, "shared"))
    wanted.append((("roles", "balance"), roles.balance, "each"))
    wanted += [(("roles", "headline", n), id_, "") for n, id_ in enumerate(roles.headline)]
    for trail, id_, kind in wanted:
        if not id_ or not pieces.known("variable", id_, trail) or not kind:
            continue
        if (scenario.variables[id_].shared is not None) != (kind == "shared"):
            should = "shared by both sides" if kind == "shared" else "each side's own (`each`)"
            pieces.error("wrong-role", trail, f"`{trail[1]}` must be a variable that is {should}.")
    for role, id_, good, hint in (
        ("gauge", roles.gauge, "high", "Rupture is at its upper end, and blame is what pushes it up."),
        ("balance", roles.balance, "low", "The side that has more of it is told to be ahead."),
    ):
        if id_ in scenario.variables and scenario.variables[id_].good == good:
            message = f"`{role}` cannot be a variable of which {good} is good."
            pieces.error("wrong-role", ("roles", role), message, hint)


def _check_course(scenario: Scenario, pieces: Pieces) -> None:
    """Calendar, curves, score and endings."""
    if not is_understood(scenario.calendar.first):
        pieces.error(
            "bad-calendar", ("calendar", "first"), f"`{scenario.calendar.first}` cannot be counted on from.",
            "Expected is `2025-Q1`, `2025-03`, `2025`, or a word with a number, such as `Day 1`.",
        )  # fmt: skip
    for id_, points in scenario.curves.items():
        for number, (left, right) in enumerate(pairwise(points)):
            if right[0] <= left[0]:
                message = f"The points must rise in x: {right[0]:g} does not come after {left[0]:g}."
                pieces.error("bad-curve", ("curves", id_, number + 1), message)
        if not points:
            pieces.error("bad-curve", ("curves", id_), "A curve needs a point or more.", "", is_key=True)
    counts, turns = scenario.score.counts, scenario.calendar.turns
    for turn in counts:
        if turn > turns:
            trail = ("score", "counts", str(turn))
            pieces.error(
                "count-too-late", trail, f"The game has {turns} turns, and no turn {turn}.", "", is_key=True
            )
    if counts and abs(sum(counts.values()) - 100) > 0.001:
        message = f"The shares add up to {sum(counts.values()):g}, not to 100."
        pieces.error("counts-not-100", ("score", "counts"), message, "", is_key=True)
    last = [id_ for id_, ending in scenario.endings.items() if ending.when is None]
    if not last and not pieces.names.broken["ending"]:
        message = "No ending says what comes when the calendar runs out."
        pieces.error("no-last-ending", ("endings",), message, "Add one without `when`.", is_key=True)
    for id_ in last[1:]:
        message = f"`{last[0]}` is the ending for when the calendar runs out already."
        pieces.error("two-last-endings", ("endings", id_), message, "Give one of them a `when`.", is_key=True)
    for side in scenario.sides:
        orders = scenario.orders.values()
        if not any(order.side in ("", side) for order in orders) and not pieces.names.broken["order"]:
            pieces.error(
                "no-orders", ("sides", side), f"There is no order that `{side}` could give.", "", is_key=True
            )


def _check_order(scenario: Scenario, pieces: Pieces, id_: str, order: Order) -> None:
    trail = ("orders", id_)
    if order.policy is None and order.in_force:
        pieces.error(
            "not-a-policy",
            (*trail, "in_force"),
            "Only a policy is in force.",
            "Add `policy: true`.",
            is_key=True,
        )
    hidden = [key for key in ("leak", "exposed", "exposed_headline") if getattr(order, key)]
    if order.visibility == "public":
        for key in hidden:
            message = f"A public order is seen at once: `{key}` has no use."
            pieces.error(
                "not-hidden", (*trail, key), message, "Say `visibility: quiet` or `covert`.", is_key=True
            )
    if order.moves_to and order.target is None:
        message = "Nobody is in question whom it could move."
        pieces.error(
            "no-person", (*trail, "moves_to"), message, "Add `target: person where ...`.", is_key=True
        )
    for number, other in enumerate(order.excludes):
        sides = {order.side, scenario.orders[other].side} if other in scenario.orders else set()
        if len(sides - {""}) == 2:
            message = f"`{other}` is an order of the other side's, and cannot be ruled out."
            pieces.error("other-side", (*trail, "excludes", number), message)
    if order.target is not None and not pieces.instances(id_):
        pieces.doubt("nobody-fits", (*trail, "target"), "There is nobody whom it could ever concern.")
    currency = scenario.variables.get(scenario.roles.currency)
    if currency and order.cost > currency.range[1]:
        message = f"Nobody can ever pay this: {currency.label} goes up to {currency.range[1]:g}."
        pieces.warn("never-affordable", (*trail, "cost"), message, is_key=False)


def _check_choices(scenario: Scenario, pieces: Pieces) -> None:
    for id_, event in scenario.events.items():
        for choice_id, choice in event.choices.items():
            trail = ("events", id_, "choices", choice_id)
            if choice.travels is not None:
                message = "Nobody travels on an event; only invitations lead somewhere."
                pieces.error("not-here", (*trail, "travels"), message, "", is_key=True)
            if event.who is None:
                _needs_nobody(pieces, choice, trail)
        if event.moves_to and event.who is None:
            message = "Nobody is in question whom it could move."
            pieces.error("no-person", ("events", id_, "moves_to"), message, "Say `who:`.", is_key=True)
    for number, (id_, stance) in enumerate(scenario.travel.stances.items()):
        what = "cost" if stance.cost else "needs" if stance.needs else ""
        if number == 0 and what:
            message = (
                f"`{id_}` comes first, so it is what silence means: it must cost nothing and need nothing."
            )
            pieces.error("default-not-free", ("travel", "stances", id_, what), message, "", is_key=True)


def _needs_nobody(pieces: Pieces, choice: Choice, trail: Trail) -> None:
    if choice.moves_to:
        message = "Nobody is in question whom it could move."
        pieces.error(
            "no-person", (*trail, "moves_to"), message, "Say whom the event concerns: `who:`.", is_key=True
        )


def _check_people(scenario: Scenario, pieces: Pieces) -> None:
    """Whether everybody can be invited somewhere, and every drawing can find somebody."""
    invited: set[str] = set()
    drawings = [("invitations", id_, one.who, one.side) for id_, one in scenario.invitations.items()]
    drawings += [("events", id_, one.who, one.side) for id_, one in scenario.events.items() if one.who]
    for section, id_, who, side in drawings:
        found = set()
        for person_id, person in scenario.people.items():
            if side in ("", person.side) and person.side in scenario.sides:
                context = Context(
                    own=person.side, person_side=person.side, bare=True, settled=section == "events"
                )
                condition = pieces.expr(who, (section, id_, "who"), context, TRUE)
                if pieces.can_hold(condition, person_id):
                    found.add(person_id)
        if not found:
            at = (section, id_, "who") if who else (section, id_)
            pieces.doubt("nobody-fits", at, "There is nobody whom it could ever concern.")
        if section == "invitations":
            invited |= found
    for person_id in scenario.people:
        if person_id not in invited and scenario.invitations:
            message = f"No invitation can ever reach {scenario.people[person_id].name}."
            pieces.doubt("never-invited", ("people", person_id), message)


def _check_unused(scenario: Scenario, pieces: Pieces) -> None:
    """Warns of what has a name and no effect."""
    used = pieces.names.used
    for kind, section in (("variable", "variables"), ("curve", "curves"), ("definition", "definitions")):
        for id_ in getattr(scenario, section):
            if (kind, id_) not in used:
                message = f"Nothing reads `{id_}`."
                pieces.doubt(f"unused-{kind}", (section, id_), message)
    for number, (id_, stance) in enumerate(scenario.travel.stances.items()):
        if number and ("stance", id_) not in used and not stance.effects:
            pieces.doubt(
                "unused-stance", ("travel", "stances", id_), f"Nothing depends on the stance `{id_}`."
            )
