"""People, places, travel, invitations and events, lowered."""

from __future__ import annotations

from dataclasses import replace

from game.engine import rules
from game.engine.rules import TRAITS
from game.scenario.format import Choice, Event, Invitation, Outcome, Stance
from game.scenario.lowering.pieces import TRUE, Pieces
from game.scenario.source import Trail
from game.scenario.surroundings import Context


def people(pieces: Pieces) -> tuple[rules.Person, ...]:
    """The persons in play."""
    lowered = []
    for id_, person in pieces.document.people.items():
        if person.place:
            pieces.known("place", person.place, ("people", id_, "place"))
        if pieces.known("side", person.side, ("people", id_, "side")):
            traits = tuple(float(getattr(person, trait)) for trait in TRAITS)
            lowered.append(rules.Person(id_, person.side, traits))
    return tuple(lowered)


def places(pieces: Pieces) -> tuple[rules.Place, ...]:
    """Where people can be."""
    lowered = []
    for id_, place in pieces.document.places.items():
        if place.host:
            pieces.known("side", place.host, ("places", id_, "host"))
        for side in place.reach:
            pieces.known("side", side, ("places", id_, "reach", side), is_key=True)
        first, second = (place.reach.get(side, 1.0 if side == place.host else 0.0) for side in pieces.sides)
        lowered.append(rules.Place(id_, place.host, (first, second)))
    return tuple(lowered)


def stances(pieces: Pieces) -> tuple[rules.Stance, ...]:
    """How a host may receive guests."""
    return tuple(_stance(pieces, id_, stance) for id_, stance in pieces.document.travel.stances.items())


def _stance(pieces: Pieces, id_: str, stance: Stance) -> rules.Stance:
    trail = ("travel", "stances", id_)

    def needs(side: str) -> tuple[rules.Need, ...]:
        return pieces.needs(stance.needs, (*trail, "needs"), Context(own=side))

    def effects(side: str) -> tuple[rules.Effect, ...]:
        where = (*trail, "effects")
        return pieces.effects(stance.effects, where, Context(own=side), "stance", id_, side)

    first, second = pieces.sides
    return rules.Stance(
        id_,
        stance.cost,
        pieces.rule_source("stance", id_, trail),
        (needs(first), needs(second)),
        (effects(first), effects(second)),
    )


def outcomes(pieces: Pieces) -> tuple[rules.Outcome, ...]:
    """What may befall people."""
    return tuple(_outcome(pieces, id_, outcome) for id_, outcome in pieces.document.travel.outcomes.items())


def _outcome(pieces: Pieces, id_: str, outcome: Outcome) -> rules.Outcome:
    trail = ("travel", "outcomes", id_)
    first, second = (Context(own=side, person_side=side, bare=True, outcome=id_) for side in pieces.sides)

    def effects(context: Context) -> tuple[rules.Effect, ...]:
        actor = {"own": context.own, "rival": pieces.rival(context.own)}.get(outcome.by, "")
        return pieces.effects(outcome.effects, (*trail, "effects"), context, "outcome", id_, actor)

    odds = None
    if outcome.odds is not None:
        where = (*trail, "odds")
        odds = (pieces.odds(outcome.odds, where, first), pieces.odds(outcome.odds, where, second))
    return rules.Outcome(
        id=id_,
        source=pieces.rule_source("outcome", id_, trail),
        status=outcome.status,
        when=(
            pieces.expr(outcome.when, (*trail, "when"), first, TRUE),
            pieces.expr(outcome.when, (*trail, "when"), second, TRUE),
        ),
        odds=odds,
        effects=(effects(first), effects(second)),
        becomes=outcome.becomes or "",
        at_most_one=outcome.at_most_one,
        known_to=outcome.known_to,
    )


def invitations(pieces: Pieces) -> tuple[rules.Invitation, ...]:
    """All kinds of invitation, once for each side that they concern."""
    lowered = []
    for id_, invitation in pieces.document.invitations.items():
        trail = ("invitations", id_)
        if invitation.side and not pieces.known("side", invitation.side, (*trail, "side")):
            continue
        if not pieces.known("place", invitation.place, (*trail, "place")):
            continue
        for side in (invitation.side,) if invitation.side else pieces.sides:
            instance = id_ if invitation.side else f"{id_}@{side}"
            lowered.append(_invitation(pieces, id_, invitation, side, instance))
    return tuple(lowered)


def _invitation(
    pieces: Pieces, id_: str, invitation: Invitation, side: str, instance: str
) -> rules.Invitation:
    trail = ("invitations", id_)
    before = Context(own=side, settled=False)
    about = Context(own=side, person_side=side, bare=True)
    return rules.Invitation(
        id=instance,
        side=side,
        source=pieces.rule_source("invitation", id_, trail),
        when=pieces.condition(invitation.when, (*trail, "when"), before),
        odds=pieces.odds(invitation.odds, (*trail, "odds"), before),
        who=pieces.expr(invitation.who, (*trail, "who"), replace(about, settled=False), TRUE),
        place=invitation.place,
        choices=_choices(pieces, invitation.choices, (*trail, "choices"), about, id_),
        default=_default(pieces, invitation, trail),
        turns=invitation.turns,
        lead=invitation.lead,
        once=invitation.once,
        cooldown=invitation.cooldown,
    )


def _choices(
    pieces: Pieces, choices: dict[str, Choice], trail: Trail, context: Context, id_: str
) -> tuple[rules.Choice, ...]:
    lowered = []
    for choice_id, choice in choices.items():
        at = (*trail, choice_id)
        for outcome in choice.travels or {}:
            pieces.known("outcome", outcome, (*at, "travels", outcome), is_key=True)
        lowered.append(
            rules.Choice(
                id=choice_id,
                cost=choice.cost,
                attempt=pieces.attempt(choice, at, context, "choice", f"{id_}.{choice_id}", context.own),
                needs=pieces.needs(choice.needs, (*at, "needs"), context),
                travels=choice.travels is not None,
                care=tuple((choice.travels or {}).items()),
                moves_to=choice.moves_to or "",
            )
        )
    return tuple(lowered)


def _default(pieces: Pieces, asking: Invitation | Event, trail: Trail) -> int:
    """The index of the choice that silence means, which must be free and open to all."""
    if asking.default not in asking.choices:
        hint = "Choices are " + ", ".join(asking.choices) + "."
        if asking.default:
            message = f"There is no choice `{asking.default}`."
            pieces.error("unknown-choice", (*trail, "default"), message, hint)
        else:
            pieces.error("no-default", trail, "`default` is missing: which choice silence means.", hint, True)
        return 0
    choice = asking.choices[asking.default]
    if choice.cost or choice.needs:
        what = "cost" if choice.cost else "needs"
        pieces.error(
            "default-not-free", (*trail, "choices", asking.default, what),
            f"`{asking.default}` is what silence means: it must cost nothing and need nothing.",
            "Name another choice as the default, or add one.", True,
        )  # fmt: skip
    return list(asking.choices).index(asking.default)


def events(pieces: Pieces) -> tuple[rules.Event, ...]:
    """All that happens."""
    return tuple(
        _event(pieces, id_, event)
        for id_, event in pieces.document.events.items()
        if not event.side or pieces.known("side", event.side, ("events", id_, "side"))
    )


def _event(pieces: Pieces, id_: str, event: Event) -> rules.Event:
    trail = ("events", id_)
    has_person = bool(event.who is not None and event.side)
    before = Context(own=event.side)
    about = Context(own=event.side, person_side=event.side if has_person else "", bare=has_person)
    if event.who is not None and not event.side:
        pieces.error(
            "whose", (*trail, "who"), "`who` draws a person of the event's side, and it has none.",
            "Say `side:`.", True,
        )  # fmt: skip
    asks = _asked(pieces, event, trail)
    actor_free = pieces.effects(event.effects, (*trail, "effects"), about, "event", id_)
    who = None
    if has_person:
        who = pieces.expr(event.who, (*trail, "who"), about)
    told = {"both": pieces.sides, "own": (event.side,), "rival": (pieces.rival(event.side),)}[event.known_to]
    if event.known_to != "both" and not event.side:
        pieces.error(
            "whose",
            (*trail, "known_to"),
            "An event of neither side's has no own and no rival.",
            "Say `side:`.",
        )
    return rules.Event(
        id=id_,
        side=event.side,
        source=pieces.rule_source("event", id_, trail),
        when=pieces.condition(event.when, (*trail, "when"), before),
        odds=pieces.odds(event.odds, (*trail, "odds"), before),
        effects=actor_free,
        who=who,
        once=event.once,
        cooldown=event.cooldown,
        moves_to=event.moves_to or "",
        asks=asks,
        choices=tuple(
            _choices(pieces, event.choices, (*trail, "choices"), replace(about, own=side), id_)
            for side in asks
        ),
        default=_default(pieces, event, trail) if event.choices else 0,
        known_to=told,
    )


def _asked(pieces: Pieces, event: Event, trail: Trail) -> tuple[str, ...]:
    """The sides that must choose."""
    if not event.choices:
        if event.asks:
            pieces.warn("no-choices", (*trail, "asks"), "It asks, and gives no choices.")
        return ()
    asks = event.asks or event.side
    if asks == "both":
        return pieces.sides
    if not asks:
        pieces.error(
            "whose", trail, "It has choices, and nobody who makes them.", "Say `asks:` a side, or both.", True
        )
        return ()
    return (asks,) if pieces.known("side", asks, (*trail, "asks")) else ()
