"""The functions of formulas: `in_force(...)`, `count(...)`, `curve(...)` and the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.engine.expressions import Binary, Const, Curve, Expr, Read, Unary
from game.engine.rules import STATUSES, TRAITS
from game.scenario.formulas import Call, Name
from game.scenario.naming import FUNCTIONS, SCOPES
from game.scenario.problems import meant
from game.scenario.surroundings import NOTHING, Task, short

if TYPE_CHECKING:
    from game.scenario.resolving import Resolver


def called(resolver: Resolver, call: Call, task: Task) -> Expr:
    """The expression of a call; 0, and told, if there is no such function or it is called wrongly."""
    function, given = call.name, len(call.arguments)
    if function not in FUNCTIONS:
        hint = (
            meant(resolver.findings.nearest(function, FUNCTIONS))
            or "Functions: " + ", ".join(FUNCTIONS) + "."
        )
        return task.error("unknown-function", call.at, f"There is no function `{short(function)}`.", hint)
    if call.scope and call.scope not in resolver.sides and call.scope not in SCOPES:
        return resolver.unknown_scope(call, task)
    wanted = {"sum": 2, "curve": 2, "clamp": 3, "min": -2, "max": -2}.get(function, 1)
    if given != wanted if wanted > 0 else given < -wanted:
        count = f"{wanted}" if wanted > 0 else f"at least {-wanted}"
        return task.error("arguments", call.at, f"`{function}` takes {count}, and has {given}.")
    if call.scope and function not in ("in_force", "since", "times", "ordered", "stance", "count", "sum"):
        return task.error("not-here", call.at, f"`{function}` belongs to no side.", f"`{function}(...)`")
    match function:
        case "min" | "max":
            return _chain(function, [resolver.expr(argument, task) for argument in call.arguments])
        case "clamp":
            value, low, high = (resolver.expr(argument, task) for argument in call.arguments)
            return Binary("min", Binary("max", value, low), high)
        case "abs":
            return Unary("abs", resolver.expr(call.arguments[0], task))
        case "curve":
            return _curve(resolver, call, task)
        case "count" | "sum":
            return _people(resolver, call, task)
        case "accord" | "accord_age":
            return _plain(resolver, call, "accord", function, task)
        case "happened" | "since_event":
            return _plain(resolver, call, "event", function, task)
        case "ended":
            return _ended(resolver, call, task)
        case "stance":
            return _stance(resolver, call, task)
    return _order(resolver, call, task)


def _id(resolver: Resolver, call: Call, kind: str, task: Task) -> str | None:
    """The id that the first argument names; None, and told, if it names none."""
    argument, function = call.arguments[0], call.name
    if not isinstance(argument, Name) or argument.scope:
        hint = ""
        if isinstance(argument, Name) and argument.scope in (*SCOPES, *resolver.sides):
            hint = f"The side stands before the function: `{argument.scope}.{function}({argument.name})`."
        task.error("arguments", argument.at, f"The name of {_a(kind)} is expected here.", hint)
        return None
    if resolver.names.has(kind, argument.name):
        return argument.name
    if not resolver.names.is_broken(kind, argument.name):
        hint = meant(resolver.findings.nearest(argument.name, resolver.names.every(kind)))
        message = f"There is no {kind} `{short(argument.name)}`."
        task.error(f"unknown-{kind}", argument.at, message, hint)
    return None


def _plain(resolver: Resolver, call: Call, kind: str, reads: str, task: Task) -> Expr:
    name = _id(resolver, call, kind, task)
    return Read(reads, name) if name else NOTHING


def _curve(resolver: Resolver, call: Call, task: Task) -> Expr:
    name = _id(resolver, call, "curve", task)
    value = resolver.expr(call.arguments[1], task)
    points = resolver.document.curves.get(name or "", ())
    return Curve(tuple(points), value) if points else NOTHING


def _ended(resolver: Resolver, call: Call, task: Task) -> Expr:
    name = _id(resolver, call, "ending", task)
    if not task.context.over:
        task.error("not-here", call.at, "`ended` has a meaning only in the discussion.")
    elif name:
        each = resolver.document.endings[name].each
        ids = [f"{name}@{side}" for side in resolver.sides] if each else [name]
        return _chain("max", [Read("ended", id_) for id_ in ids])
    return NOTHING


def _people(resolver: Resolver, call: Call, task: Task) -> Expr:
    words = []
    allowed: list[tuple[str, ...]] = [STATUSES] if call.name == "count" else [TRAITS, STATUSES]
    for argument, choices in zip(call.arguments, allowed, strict=True):
        if isinstance(argument, Name) and not argument.scope and argument.name in choices:
            words.append(argument.name)
        else:
            said = argument.name if isinstance(argument, Name) else ""
            hint = meant(resolver.findings.nearest(said, choices)) if said else ""
            task.error("arguments", argument.at, "Expected here: " + ", ".join(choices) + ".", hint)
    side = resolver.side(call.scope, call.at, f"{call.name}(...)", task)
    if side is None or len(words) < len(allowed):
        return NOTHING
    return Read(call.name, ":".join(words), side)


def _stance(resolver: Resolver, call: Call, task: Task) -> Expr:
    name = _id(resolver, call, "stance", task)
    side = resolver.side(call.scope, call.at, "stance(...)", task)
    if not _is_settled(call, task) or name is None or side is None:
        return NOTHING
    return Read("stance", name, side)


def _order(resolver: Resolver, call: Call, task: Task) -> Expr:
    name = _id(resolver, call, "order", task)
    if name is None or not (call.name != "ordered" or _is_settled(call, task)):
        return NOTHING
    order = resolver.document.orders[name]
    if call.name == "in_force" and order.policy is None:
        task.warn("not-a-policy", call.at, f"`{name}` is no policy, and never in force.")
    side = order.side
    if not side or call.scope:
        asked = resolver.side(call.scope, call.at, f"{call.name}({name})", task)
        if asked is None:
            return NOTHING
        if side and asked != side:
            return task.error(
                "other-side",
                call.at,
                f"`{name}` is an order of {side}'s, not of {asked}'s.",
                f"`{call.name}({name})` needs no side before it.",
            )
        side = asked
    reads: list[Expr] = [Read(call.name, instance) for instance in resolver.instances(name, side)]
    joint = {"times": "add", "since": "min"}.get(call.name, "max")
    task.size += len(reads)
    return _chain(joint, reads) if reads else Const(99.0 if call.name == "since" else 0.0)


def _is_settled(call: Call, task: Task) -> bool:
    if not task.context.settled:
        task.error(
            "not-here",
            call.at,
            f"`{call.name}` is not settled yet where this is judged.",
            "It can be read in effects and odds, not in needs or when.",
        )
    return task.context.settled


def _chain(op: str, parts: list[Expr]) -> Expr:
    """The parts joined pairwise, so that many make no deep tree."""
    while len(parts) > 1:
        pairs = zip(parts[::2], parts[1::2], strict=False)
        joined: list[Expr] = [Binary(op, left, right) for left, right in pairs]
        parts = joined + parts[len(parts) - len(parts) % 2 :]
    return parts[0]


def _a(kind: str) -> str:
    return f"{'an' if kind[0] in 'aeiou' else 'a'} {kind}"
