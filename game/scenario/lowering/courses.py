"""Variables, flows, estimates, score and endings, lowered."""

from __future__ import annotations

from dataclasses import replace

from game.engine import rules
from game.engine.expressions import Const, Expr
from game.scenario.format import Ending, Flow
from game.scenario.lowering.pieces import TRUE, ZERO, Pieces, only_if
from game.scenario.surroundings import Context


def variables(pieces: Pieces) -> tuple[rules.Variable, ...]:
    """Each side's own variables, and the shared ones."""
    lowered = []
    for id_, variable in pieces.document.variables.items():
        low, high = variable.range
        if variable.shared is not None:
            lowered.append(rules.Variable(id_, "", variable.shared, low, high))
            continue
        starts = variable.each or {}
        for side in pieces.sides:
            lowered.append(rules.Variable(id_, side, starts.get(side, starts.get("both", low)), low, high))
    return tuple(lowered)


def flows(pieces: Pieces) -> tuple[rules.Effect, ...]:
    """What changes every turn by itself."""
    return tuple(effect for id_, flow in pieces.document.flows.items() for effect in _flow(pieces, id_, flow))


def _flow(pieces: Pieces, id_: str, flow: Flow) -> list[rules.Effect]:
    trail = ("flows", id_)
    if flow.to not in pieces.document.variables:
        pieces.known("variable", flow.to, (*trail, "to"))
        return []
    if flow.side and not pieces.known("side", flow.side, (*trail, "side")):
        return []
    is_shared = pieces.document.variables[flow.to].shared is not None
    source = pieces.rule_source("flow", id_, trail)
    lowered = []
    for side in (flow.side,) if flow.side or is_shared else pieces.sides:
        context = Context(own=side)
        change = pieces.expr(flow.change, (*trail, "change"), replace(context, roll=True))
        if flow.when is not None:
            change = only_if(pieces.expr(flow.when, (*trail, "when"), context), change)
        lowered.append(rules.Effect(flow.to, "" if is_shared else side, change, source))
    return lowered


def estimates(pieces: Pieces) -> tuple[rules.Estimate, ...]:
    """How well each side knows the other's variables; what is not here is known."""
    intelligence = pieces.document.intelligence
    known = set(intelligence.known if intelligence else ())
    for number, id_ in enumerate(intelligence.known if intelligence else ()):
        if id_ not in pieces.document.variables:
            pieces.known("variable", id_, ("intelligence", "known", number))
    lowered = []
    for id_, variable in pieces.document.variables.items():
        own = variable.estimate
        if variable.shared is not None or id_ in known or (own and own.known):
            continue
        for observer in pieces.sides:
            context = Context(own=observer)
            if own and own.width is not None:
                width = pieces.expr(own.width, ("variables", id_, "estimate", "width"), context)
            elif intelligence:
                width = pieces.expr(intelligence.width, ("intelligence", "width"), context)
            else:
                continue
            lowered.append(rules.Estimate(observer, id_, width))
    return tuple(lowered)


def score(pieces: Pieces) -> rules.Score:
    """The summands of each side's standing, and when it counts."""
    part = pieces.document.score
    first, second = (
        tuple(
            (id_, pieces.expr(item.value, ("score", "parts", id_, "value"), Context(own=side)))
            for id_, item in part.parts.items()
        )
        for side in pieces.sides
    )
    counts = part.counts or {pieces.document.calendar.turns: 100.0}
    total = sum(counts.values()) or 1.0
    return rules.Score(
        (first, second), tuple((turn, share / total) for turn, share in sorted(counts.items()))
    )


def world(pieces: Pieces) -> Expr:
    """The measure of what kind of world it is."""
    part = pieces.document.world
    return pieces.expr(part.value, ("world", "value"), Context()) if part else ZERO


def questions(pieces: Pieces) -> tuple[Expr, ...]:
    """The conditions of the questions for the discussion, in their order."""
    context = Context(over=True)
    return tuple(
        pieces.expr(question.when, ("discussion", number, "when"), context, TRUE)
        for number, question in enumerate(pieces.document.discussion)
    )


def endings(pieces: Pieces) -> tuple[rules.Ending, ...]:
    """All endings in the order in which they are checked, once for each side where they say so."""
    lowered = []
    for id_, ending in pieces.document.endings.items():
        if ending.each:
            lowered += [_ending(pieces, id_, ending, side) for side in pieces.sides]
        else:
            lowered.append(_ending(pieces, id_, ending, ""))
    return tuple(lowered)


def _ending(pieces: Pieces, id_: str, ending: Ending, owner: str) -> rules.Ending:
    trail = ("endings", id_)

    def payoff(side: str) -> Expr:
        is_other = ending.rival_payoff is not None and bool(owner) and side != owner
        formula, key = (ending.rival_payoff, "rival_payoff") if is_other else (ending.payoff, "payoff")
        return pieces.expr(formula, (*trail, key), Context(own=side, score=True), Const(0.0))

    if ending.rival_payoff is not None and not owner:
        pieces.error("whose", (*trail, "rival_payoff"), "Without `each` there is no rival.", "", True)
    first, second = pieces.sides
    return rules.Ending(
        id=f"{id_}@{owner}" if owner else id_,
        source=pieces.rule_source("ending", id_, trail),
        when=pieces.condition(ending.when, (*trail, "when"), Context(own=owner, score=True))
        if ending.when
        else None,
        payoffs=(payoff(first), payoff(second)),
        winner=_winner(pieces, id_, ending, owner),
        is_decided=ending.decided,
    )


def _winner(pieces: Pieces, id_: str, ending: Ending, owner: str) -> str:
    winner = ending.winner
    if winner in ("none", "payoff"):
        return "" if winner == "none" else winner
    if winner in pieces.sides:
        return winner
    if winner in ("own", "rival") and owner:
        return owner if winner == "own" else pieces.rival(owner)
    choices = ("own", "rival", "none", "payoff") if owner else (*pieces.sides, "none", "payoff")
    pieces.error(
        "unknown-side", ("endings", id_, "winner"), f"`{winner}` cannot win here.",
        "Expected is " + ", ".join(choices) + ".",
    )  # fmt: skip
    return ""
