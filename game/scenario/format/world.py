"""The format of the world: calendar, sides, variables, flows, places, score and endings."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field, Strict, model_validator

from game.scenario.format.parts import (
    FORMULA_SCHEMA,
    Amount,
    Citing,
    Flag,
    Formula,
    Id,
    Number,
    Part,
    Shorthand,
    Text,
    When,
    Word,
)


class Calendar(Part):
    """When the game is set, and how long it is."""

    first: Word
    """The first turn: `2025-Q1`, `2025-03`, `2025`, or a word with a number, such as `Day 1`."""
    turns: Annotated[int, Strict(), Field(ge=1, le=60)]
    """How many turns there are."""


class Side(Part):
    """One of the two sides."""

    name: Text
    """Its name: `United States`."""
    capital: Text = ""
    """Its capital, by which headlines call it; its name, if left out."""
    adjective: Text = ""
    """`Chinese`, `American`: for sentences."""
    place: Id = ""
    """The place of its capital on the map."""
    aim: Text = ""
    """What it is after, in one sentence."""
    briefing: Text = ""
    """What its player should know at the start: a paragraph."""

    @model_validator(mode="before")
    @classmethod
    def _is_called_by_its_name(cls, data: Any) -> Any:
        if isinstance(data, dict) and not data.get("capital") and isinstance(data.get("name"), str):
            return {**data, "capital": data["name"]}
        return data


class Roles(Part):
    """Which variables play which part in the game; the engine knows none by name."""

    currency: Id
    """What orders cost: each side's own."""
    gauge: Id = ""
    """What both sides push up and bring down together, at whose end is rupture: a shared variable."""
    balance: Id = ""
    """What the two sides are measured by against each other: each side's own."""
    headline: tuple[Id, ...] = ()
    """The variables that every screen shows first."""


class Table(Part):
    """How many orders a side has at their price each turn."""

    size: Annotated[int, Strict(), Field(ge=1, le=100)]
    """How many orders are on the table at their price."""
    surcharge: Amount = 1.0
    """What the others cost more."""


class Gauge(Part):
    """How well a rival's variable is known."""

    width: Formula | None = None
    """Half the width of the band that holds the truth 80 times in 100. Own is who looks."""
    known: Flag = False
    """Both sides know it exactly."""


Span = tuple[Number, Number]


def _for_both(value: Any) -> Any:
    return {"both": value} if isinstance(value, (int, float)) and not isinstance(value, bool) else value


class Variable(Part):
    """A quantity of each side, or one that both share."""

    label: Text
    """What the player reads."""
    each: Annotated[
        dict[Id, Number] | None,
        Shorthand(_for_both, {"type": "number"}),
    ] = None
    """Each side's value at the start: one number, or one for each side."""
    shared: Number | None = None
    """The value at the start of a variable that both sides share."""
    range: Span
    """The least and the greatest value."""
    good: Literal["high", "low", "none"] = "none"
    """Which way is good for its owner."""
    about: Text = ""
    """What it stands for: a sentence or two."""
    icon: Text = ""
    """The name of a picture."""
    hidden: Flag = False
    """Not shown to players."""
    marks: dict[Annotated[float, Field(allow_inf_nan=False)], Text] = {}
    """Names of thresholds: `{80: crisis}`."""
    estimate: Annotated[
        Gauge | None, Shorthand(lambda v: {"known": True} if v == "known" else v, {"const": "known"})
    ] = None
    """How well the rival knows it; as `intelligence` says if left out."""


class Flow(Citing):
    """A change that happens every turn by itself."""

    to: Id
    """The variable that changes."""
    change: Formula
    """By how much."""
    when: Formula | None = None
    """Only in turns in which this is true."""
    side: Id = ""
    """The only side for which it holds; both, if left out."""
    because: Text = ""
    """Why, in a sentence that the player reads."""


class Place(Part):
    """Somewhere people can be."""

    label: Text
    """What the player reads."""
    host: Id = ""
    """The side to which it belongs; neither, if left out."""
    reach: dict[Id, Annotated[float, Strict(), Field(ge=0, le=1)]] = {}
    """How far each side reaches there, from 0 to 1. Left out: 1 for the host, 0 for others."""
    at: Span | None = None
    """Longitude and latitude, for the map."""


class Intelligence(Part):
    """What each side knows of the other's values."""

    persistence: Annotated[float, Strict(), Field(ge=0, le=1)] = 0.8
    """How much of an estimate's error stays from turn to turn."""
    width: Formula
    """Half the width of the band that holds the truth 80 times in 100. Own is who looks."""
    known: tuple[Id, ...] = ()
    """Variables that both sides know exactly."""


class Ending(Part):
    """A way in which the game ends. They are checked in the order of the file."""

    each: Flag = False
    """Stands once for each side; own is that side."""
    when: When | None = None
    """When the game ends so. Left out, once: when the calendar runs out."""
    winner: Text = "none"
    """own or rival (with `each`), a side, none, or payoff (the greater one)."""
    payoff: Formula
    """What it is worth to a side. Own is the side that gets it; with `each`, that is its owner."""
    rival_payoff: Formula | None = None
    """With `each`: what it is worth to the other side. Own is the side that gets it."""
    decided: Flag = True
    """Whether it counts as a decided game."""
    title: Text
    """What the player reads first."""
    text: Text = ""
    """What came of it, in a few sentences."""
    blame: Flag = False
    """Whether the larger share of blame is named."""


class ScorePart(Part):
    """One summand of the score."""

    label: Text
    """What the player reads."""
    value: Formula
    """What it counts. Own is the side that is scored."""


class Score(Part):
    """How a side's standing is measured, and when it counts."""

    parts: dict[Id, ScorePart] = Field(min_length=1)
    """The summands."""
    counts: dict[Annotated[int, Field(ge=1)], Amount] = {}
    """At which turns it counts, and how much: shares that add up to 100. Left out: all at the end."""


class World(Part):
    """What kind of world comes of the game, from 0 to 100."""

    value: Formula
    """The measure; it belongs to neither side."""
    bands: dict[Annotated[float, Field(allow_inf_nan=False)], Text] = {}
    """From which value on it is called what."""


class Fact(Part):
    """Something that was claimed, when, and by whom."""

    claim: Text
    """The claim, in words of one's own."""
    date: Word
    """When it happened or was published."""
    source: Text
    """Who published it."""
    kind: Literal["reported", "record", "figure"]
    """reported: a news report says so; record: an official act; figure: a published measurement."""
    url: Text = ""
    """Where it can be read."""


class Question(Part):
    """A question for the discussion after the game."""

    ask: Text
    """The question."""
    when: Formula | None = None
    """Only asked if this is true at the end."""


class Definition(Part):
    """A formula with a name."""

    value: Formula
    """The formula. Own is the side for which it is read."""
    label: Text = ""
    """What the player reads."""
    about: Text = ""
    """What it stands for."""


def _spelt(value: Any) -> Any:
    return value if isinstance(value, (dict, Definition)) else {"value": value}


NamedFormula = Annotated[Definition, Shorthand(_spelt, FORMULA_SCHEMA)]
