"""The whole of a scenario file: the one definition of the format."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, Strict

from game.scenario.format.deeds import Accord, Order
from game.scenario.format.happenings import Event, Invitation, Person, Travel
from game.scenario.format.parts import FactId, Id, Number, Part, Text
from game.scenario.format.world import (
    Calendar,
    Ending,
    Fact,
    Flow,
    Intelligence,
    NamedFormula,
    Place,
    Question,
    Roles,
    Score,
    Side,
    Table,
    Variable,
    World,
)

FAMILIES = {"people": "People", "technology": "Technology", "security": "Security", "diplomacy": "Diplomacy"}


class Document(Part):
    """A scenario of Bargaining Chips."""

    format: Literal[1]
    """The version of the format: 1."""
    title: Text
    """The scenario's name."""
    summary: Text
    """What it is about, in one or two sentences."""
    minutes: Annotated[int, Strict(), Field(ge=1, le=600)]
    """How long a first game takes."""
    briefing: Text = ""
    """What every player should know at the start."""
    masthead: Text = ""
    """The name of the game's newspaper."""
    motto: Text = ""
    """The line under its name."""
    calendar: Calendar
    """The first turn, and how many there are."""
    sides: dict[Id, Side] = Field(min_length=2, max_length=2)
    """The two sides, in order."""
    roles: Roles
    """Which variables play which part in the game."""
    orders_a_turn: Annotated[int, Strict(), Field(ge=1, le=20)] = 3
    """How many orders a side may give in a turn."""
    table: Table | None = None
    """How many orders are at their price each turn; all, if left out."""
    variables: dict[Id, Variable] = Field(min_length=1, max_length=60)
    """The quantities of the game."""
    curves: dict[Id, tuple[tuple[Number, Number], ...]] = Field(default={}, max_length=60)
    """Tables of points (x, y), x rising, for `curve(name, x)`; straight lines between them."""
    definitions: dict[Id, NamedFormula] = Field(default={}, max_length=200)
    """Formulas with names, for use in other formulas."""
    flows: dict[Id, Flow] = Field(default={}, max_length=200)
    """What changes every turn by itself."""
    families: dict[Id, Text] = FAMILIES
    """The families of orders, and what the player reads."""
    orders: dict[Id, Order] = Field(min_length=1, max_length=200)
    """What sides may order."""
    accords: dict[Id, Accord] = Field(default={}, max_length=40)
    """What needs both sides."""
    places: dict[Id, Place] = Field(default={}, max_length=60)
    """Where people can be."""
    people: dict[Id, Person] = Field(default={}, max_length=60)
    """The persons in play."""
    travel: Travel = Travel()
    """Stances of hosts, and what may befall people."""
    invitations: dict[Id, Invitation] = Field(default={}, max_length=100)
    """Occasions to travel."""
    events: dict[Id, Event] = Field(default={}, max_length=200)
    """What happens."""
    intelligence: Intelligence | None = None
    """What each side knows of the other's values; everything, if left out."""
    endings: dict[Id, Ending] = Field(min_length=1, max_length=40)
    """How the game ends; exactly one ending has no `when`."""
    score: Score
    """How a side's standing is measured."""
    world: World | None = None
    """What kind of world comes of the game."""
    facts: dict[FactId, Fact] = {}
    """Facts that this scenario cites, besides those in `seeds/facts.yaml`."""
    discussion: tuple[Question, ...] = ()
    """Questions for after the game."""
    glossary: dict[Text, Text] = {}
    """Terms, and what they mean."""
