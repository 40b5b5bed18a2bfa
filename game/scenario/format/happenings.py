"""The format of people and of what befalls: travel, invitations and events."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, Strict

from game.scenario.format.deeds import Choice
from game.scenario.format.parts import (
    Amount,
    Awareness,
    Badge,
    Citing,
    Documented,
    Effects,
    Flag,
    Formula,
    Id,
    Needs,
    Part,
    Status,
    Text,
    Texts,
    When,
    Whole,
)

Trait = Annotated[float, Strict(), Field(ge=0, le=100)]


class Person(Citing):
    """An invented person of one side."""

    side: Id
    """The side to which the person belongs."""
    name: Text
    """The name."""
    name_zh: Text = ""
    """The name in Chinese characters, if any."""
    role: Text
    """What the person does: `founder of a leading lab`."""
    pronoun: Literal["she", "he", "they"] = "they"
    """For sentences."""
    place: Id = ""
    """Where the person lives."""
    knowledge: Trait
    """How much the person knows, 1 to 10."""
    fame: Trait
    """How well known the person is, 1 to 10."""
    ties: Trait
    """How many ties abroad the person has, 1 to 10."""
    bio: Text = ""
    """A short biography."""
    badge: Badge | None = "fiction"
    """fiction: persons in play are invented."""


class Stance(Documented):
    """How a side means to receive guests in a turn."""

    title: Text
    """What the player reads first."""
    text: Text = ""
    """What it means."""
    cost: Amount = 0
    """What it costs in the currency."""
    needs: Needs = ()
    """What must be true for it to be taken."""
    effects: Effects = {}
    """What changes in each turn in which it is taken. Own is the host."""
    headline: Texts = ()
    """The paper's headline, when it comes to be known."""


class Outcome(Documented):
    """What may befall a person in a turn. Own is the person's side."""

    status: Status = "abroad"
    """Whom it may befall: people who are home, abroad, held or gone."""
    when: Formula | None = None
    """Under what condition; always, if left out."""
    odds: Formula | None = None
    """With what odds; certain, if left out. A trip's multiplier is applied by itself."""
    becomes: Status | None = None
    """What becomes of the person."""
    at_most_one: Flag = False
    """Befalls one person of a side a turn at most."""
    effects: Effects = {}
    """What changes."""
    by: Literal["own", "rival", "none"] = "none"
    """Whose doing it is, when blame is counted: own is the person's side."""
    known_to: Awareness = "both"
    """Who is told: both, own (the person's side) or rival."""
    label: Text
    """What the player reads after the person's name: `is released`."""
    headline: Texts = ()
    """The paper's headline."""
    report: Texts = ()
    """What the report says."""


class Travel(Part):
    """How people travel, are received, and what may befall them."""

    invitations: Annotated[int, Strict(), Field(ge=0, le=10)] = 2
    """Invitations to a side in a turn, at most."""
    stances: dict[Id, Stance] = Field(default={}, max_length=20)
    """How a host may receive guests; the first is what silence means."""
    outcomes: dict[Id, Outcome] = Field(default={}, max_length=40)
    """What may befall people."""


class Invitation(Documented):
    """One kind of invitation."""

    side: Id = ""
    """The only side whose people are invited; both, if left out."""
    title: Text
    """What the player reads first."""
    text: Text = ""
    """What it is about."""
    when: When | None = None
    """When it may come; always, if left out."""
    odds: Formula | None = None
    """With what odds it comes in a turn; certain, if left out."""
    who: Formula | None = None
    """Who may be invited: `fame >= 6`; anyone, if left out."""
    place: Id
    """Where it leads."""
    turns: Annotated[int, Strict(), Field(ge=1, le=20)] = 1
    """How many turns the trip lasts."""
    lead: Whole = 0
    """Turns between the answer and the departure."""
    once: Flag = False
    """Comes only once."""
    cooldown: Whole = 0
    """Turns that must pass before it comes again."""
    default: Id
    """The choice that silence means."""
    choices: dict[Id, Choice] = Field(min_length=1, max_length=12)
    """The answers."""
    headline: Texts = ()
    """The paper's headline."""


class Event(Documented):
    """Something that happens. Own is its side, if it has one."""

    side: Id = ""
    """Whose event it is; neither's, if left out."""
    when: When | None = None
    """When it may happen; always, if left out."""
    odds: Formula | None = None
    """With what odds it happens in a turn; certain, if left out."""
    once: Flag = True
    """Happens only once."""
    cooldown: Whole = 0
    """Turns that must pass before it happens again."""
    effects: Effects = {}
    """What changes."""
    who: Formula | None = None
    """Whom of its side it concerns: one fitting person is drawn."""
    moves_to: Status | None = None
    """Where that person goes."""
    title: Text
    """What the player reads first."""
    text: Text = ""
    """What it is about."""
    headline: Texts = ()
    """The paper's headline; later ones for later occurrences."""
    report: Texts = ()
    """What the report says."""
    press: Flag = False
    """Reporters ask about it."""
    asks: Id = ""
    """Who must choose: a side, or both; its own side, if left out."""
    choices: dict[Id, Choice] = Field(default={}, max_length=12)
    """What may be chosen in the next turn. Own is who chooses."""
    default: Id = ""
    """The choice that silence means."""
    known_to: Awareness = "both"
    """Who is told: both, own or rival."""
