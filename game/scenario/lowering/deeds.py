"""Orders and accords, lowered: one rule for each side, and for each person of a target."""

from __future__ import annotations

from game.engine import rules
from game.engine.expressions import Binary, Const, Expr, Read, Unary
from game.scenario.format import Accord, Order
from game.scenario.lowering.pieces import MOST_INSTANCES, ZERO, Instance, Pieces
from game.scenario.surroundings import Context

NEUTRAL = Context()


def orders(pieces: Pieces) -> tuple[rules.Order, ...]:
    """All orders, and those that offer, break and cheat on accords."""
    lowered: list[rules.Order] = []
    for id_, order in pieces.document.orders.items():
        if order.side and not pieces.known("side", order.side, ("orders", id_, "side")):
            continue
        pieces.known("family", order.family, ("orders", id_, "family"))
        instances = pieces.instances(id_)
        if len(lowered) + len(instances) > MOST_INSTANCES:
            pieces.error(
                "too-many",
                ("orders", id_),
                f"Orders stand more than {MOST_INSTANCES} times in all.",
                "",
                True,
            )
            break
        for instance in instances:
            if not pieces.resolver.is_exhausted:
                lowered.append(_order(pieces, id_, order, instance))
    for id_, accord in pieces.document.accords.items():
        pieces.known("family", accord.family, ("accords", id_, "family"))
        lowered += [order for side in pieces.sides for order in _accord_orders(pieces, id_, accord, side)]
    return tuple(lowered)


def _order(pieces: Pieces, id_: str, order: Order, instance: Instance) -> rules.Order:
    trail = ("orders", id_)
    context, side = pieces.order_context(instance), instance.side
    policy = order.policy

    def effects(part: str, kind: str) -> tuple[rules.Effect, ...]:
        return pieces.effects(getattr(order, part), (*trail, part), context, kind, id_, side)

    needs = pieces.needs(order.needs, (*trail, "needs"), context)
    if order.target is not None and order.target.where is not None:
        needs = (rules.Need(pieces.target(instance), f"orders/{id_}/target"), *needs)
    return rules.Order(
        id=instance.id,
        side=side,
        cost=order.cost,
        source=pieces.rule_source("order", id_, trail),
        attempt=pieces.attempt(order, trail, context, "order", id_, side),
        visibility=order.visibility,
        leak=pieces.odds(order.leak, (*trail, "leak"), context, ZERO),
        exposed=effects("exposed", "exposed"),
        is_policy=policy is not None,
        upkeep=policy.upkeep if policy else 0.0,
        lift=pieces.effects(policy.lift, (*trail, "policy", "lift"), context, "lift", id_, side)
        if policy
        else (),
        in_force=effects("in_force", "policy"),
        later=tuple(
            rules.Later(
                later.after,
                pieces.effects(
                    later.effects, (*trail, "later", number, "effects"), context, "later", id_, side
                ),
            )
            for number, later in enumerate(order.later)
        ),
        needs=needs,
        excludes=_excluded(pieces, id_, order, instance),
        cooldown=order.cooldown,
        once=order.once,
        minimum_term=policy.term if policy else 0,
        on_table=not order.always_on_table,
        person=instance.person,
        moves_to=order.moves_to or "",
    )


def _excluded(pieces: Pieces, id_: str, order: Order, instance: Instance) -> tuple[str, ...]:
    """The instances that this one rules out: of its own side, and of its own person if both have one."""
    out: list[str] = []
    for number, other in enumerate(order.excludes):
        if not pieces.known("order", other, ("orders", id_, "excludes", number)):
            continue
        for candidate in pieces.instances(other):
            is_same_person = other == id_ or not (candidate.person and instance.person)
            fits = is_same_person or candidate.person == instance.person
            if fits and candidate.side == instance.side and candidate.id != instance.id:
                out.append(candidate.id)
    return tuple(out)


def _accord_orders(pieces: Pieces, id_: str, accord: Accord, side: str) -> list[rules.Order]:
    trail = ("accords", id_)
    context = Context(own=side)
    holds = Read("accord", id_)
    standing = [rules.Need(holds, f"accords/{id_}/holds")]
    if accord.turns:
        goes_on = Binary("lt", Read("accord_age", id_), Const(float(accord.turns)))
        standing.append(rules.Need(goes_on, f"accords/{id_}/ends"))
    not_yet = rules.Need(Unary("not", holds), f"accords/{id_}/open")
    offer = rules.Order(
        id=f"offer_{id_}@{side}",
        side=side,
        cost=accord.offer.cost,
        source=pieces.rule_source("offer", id_, (*trail, "offer")),
        needs=(not_yet, *_needs(pieces, id_, accord, side)),
        on_table=False,
    )
    ending = accord.break_
    broken = rules.Order(
        id=f"break_{id_}@{side}",
        side=side,
        cost=ending.cost,
        source=pieces.rule_source("break", id_, (*trail, "break")),
        attempt=rules.Attempt(
            always=pieces.effects(ending.effects, (*trail, "break", "effects"), context, "break", id_, side)
        ),
        needs=tuple(standing),
        on_table=False,
    )
    cheat = accord.cheat
    if cheat is None:
        return [offer, broken]
    return [
        offer,
        broken,
        rules.Order(
            id=f"cheat_{id_}@{side}",
            side=side,
            cost=cheat.cost,
            source=pieces.rule_source("cheat", id_, (*trail, "cheat")),
            attempt=rules.Attempt(
                always=pieces.effects(
                    cheat.effects, (*trail, "cheat", "effects"), context, "cheat", id_, side
                )
            ),
            visibility="covert",
            needs=tuple(standing),
            on_table=False,
        ),
    ]


def _needs(pieces: Pieces, id_: str, accord: Accord, side: str) -> tuple[rules.Need, ...]:
    return pieces.needs(accord.needs, ("accords", id_, "needs"), Context(own=side))


def accords(pieces: Pieces) -> tuple[rules.Accord, ...]:
    """All accords."""
    return tuple(_accord(pieces, id_, accord) for id_, accord in pieces.document.accords.items())


def _accord(pieces: Pieces, id_: str, accord: Accord) -> rules.Accord:
    trail = ("accords", id_)
    first, second = pieces.sides
    cheat = accord.cheat
    for side in accord.gives:
        pieces.known("side", side, (*trail, "gives", side), is_key=True)
    if accord.ended and not accord.turns:
        pieces.warn("no-term", (*trail, "ended"), "It has no term, and never runs out.", "Say `turns:`.")

    def odds(side: str) -> Expr:
        return pieces.odds(cheat.odds, (*trail, "cheat", "odds"), Context(own=side)) if cheat else ZERO

    def found(side: str) -> tuple[rules.Effect, ...]:
        if cheat is None:
            return ()
        where = (*trail, "cheat", "found")
        return pieces.effects(cheat.found, where, Context(own=side), "found", id_, side)

    return rules.Accord(
        id=id_,
        source=pieces.rule_source("accord", id_, trail),
        offers=(f"offer_{id_}@{first}", f"offer_{id_}@{second}"),
        breaks=(f"break_{id_}@{first}", f"break_{id_}@{second}"),
        cheats=(f"cheat_{id_}@{first}", f"cheat_{id_}@{second}") if cheat else ("", ""),
        agree_cost=accord.agree.cost,
        needs=(_needs(pieces, id_, accord, first), _needs(pieces, id_, accord, second)),
        effects=pieces.effects(accord.effects, (*trail, "effects"), NEUTRAL, "accord", id_),
        in_force=pieces.effects(accord.in_force, (*trail, "in_force"), NEUTRAL, "in_accord", id_),
        ended=pieces.effects(accord.ended, (*trail, "ended"), NEUTRAL, "accord_ended", id_),
        turns=accord.turns,
        frees_held=accord.frees_held,
        cheat_odds=(odds(first), odds(second)),
        cheat_found=(found(first), found(second)),
    )
