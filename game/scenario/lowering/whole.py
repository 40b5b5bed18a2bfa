"""A whole scenario, lowered into the engine's rules."""

from __future__ import annotations

from pathlib import Path

from game.engine.rules import Rules
from game.scenario.lowering import courses, deeds, happenings
from game.scenario.lowering.pieces import Pieces
from game.scenario.problems import Findings, ScenarioError
from game.scenario.scenario import Scenario
from game.scenario.surroundings import Context


def lower(scenario: Scenario) -> Rules:
    """The rules of a scenario. Raises ScenarioError if a formula or name in it is wrong."""
    findings = Findings(scenario.source.file)
    rules = lowered(Pieces(scenario, scenario.source, scenario.names(), findings))
    if findings.has_errors:
        raise ScenarioError(findings.problems())
    return rules


def lowered(pieces: Pieces) -> Rules:
    """The rules as far as they go; what is wrong is among the pieces' findings."""
    document = pieces.document
    _look_at_definitions(pieces)
    table = document.table
    return Rules(
        name=Path(pieces.source.file).stem,
        sides=pieces.sides,
        turns=document.calendar.turns,
        variables=courses.variables(pieces),
        currency=document.roles.currency,
        gauge=document.roles.gauge,
        flows=courses.flows(pieces),
        orders=deeds.orders(pieces),
        score=courses.score(pieces),
        endings=courses.endings(pieces),
        orders_a_turn=document.orders_a_turn,
        table_size=table.size if table else 0,
        table_surcharge=table.surcharge if table else 0.0,
        accords=deeds.accords(pieces),
        people=happenings.people(pieces),
        places=happenings.places(pieces),
        stances=happenings.stances(pieces),
        outcomes=happenings.outcomes(pieces),
        invitations=happenings.invitations(pieces),
        invitations_a_turn=document.travel.invitations,
        events=happenings.events(pieces),
        estimates=courses.estimates(pieces),
        persistence=document.intelligence.persistence if document.intelligence else 0.0,
        world=courses.world(pieces),
        questions=courses.questions(pieces),
    )


def _look_at_definitions(pieces: Pieces) -> None:
    """Resolves every definition once by itself, so that unused ones are checked too.

    It is read as the first side's, with a person in question and all of a turn settled.
    """
    first = pieces.sides[0]
    context = Context(own=first, person_side=first, roll=True, score=True)
    before = set(pieces.names.used)
    for id_, definition in pieces.document.definitions.items():
        pieces.expr(definition.value, ("definitions", id_, "value"), context)
    pieces.names.used.clear()  # a name counts as used only by way of what is used itself
    pieces.names.used.update(before)
