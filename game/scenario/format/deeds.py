"""The format of what sides do: orders, accords, choices, and what comes of them."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, Strict

from game.scenario.format.parts import (
    Amount,
    Documented,
    Effects,
    Flag,
    Formula,
    Id,
    Needs,
    Part,
    Shorthand,
    Status,
    Target,
    Text,
    Texts,
    Whole,
    flag_as_empty,
)


class Policy(Part):
    """What stays in force until it is lifted."""

    upkeep: Amount = 0
    """What it costs at the end of each turn in which it is in force; unpaid, it lapses."""
    term: Whole = 0
    """Turns before it may be lifted."""
    lift: Effects = {}
    """What lifting it changes."""


class Later(Part):
    """What an order changes some turns later."""

    after: Annotated[int, Strict(), Field(ge=1, le=60)]
    """How many turns later."""
    effects: Effects
    """What changes then, fixed when the order is given."""


class Order(Documented):
    """Something that a side may order."""

    side: Id = ""
    """The only side that may order it; both, if left out."""
    family: Id
    """The family under which it is shown."""
    title: Text
    """What the player reads first."""
    text: Text = ""
    """What it means, in a sentence or two."""
    cost: Amount
    """What it costs in the currency."""
    visibility: Literal["public", "quiet", "covert"] = "public"
    """public: seen at once; quiet: may come to light; covert: denied, and dearer when exposed."""
    leak: Formula | None = None
    """Odds, each turn it acts, that a quiet or covert order comes to light."""
    exposed: Effects = {}
    """What changes when it comes to light."""
    policy: Annotated[Policy | None, Shorthand(flag_as_empty, {"type": "boolean"})] = None
    """Stays in force until lifted."""
    odds: Formula | None = None
    """Odds of success; certain, if left out."""
    effects: Effects = {}
    """What changes if it succeeds."""
    regardless: Effects = {}
    """What changes whether or not it succeeds."""
    failure: Effects = {}
    """What changes if it fails."""
    in_force: Effects = {}
    """What a policy changes each turn."""
    later: tuple[Later, ...] = ()
    """What changes some turns later."""
    needs: Needs = ()
    """What must be true for it to be ordered."""
    excludes: tuple[Id, ...] = ()
    """Orders that may be neither in force nor ordered along with it."""
    cooldown: Whole = 0
    """Turns that must pass before it can be ordered again."""
    once: Flag = False
    """Can be ordered only once."""
    always_on_table: Flag = False
    """Is at its price in every turn."""
    target: Target | None = None
    """Stands once for each fitting person: `person where ...` or `rival person where ...`."""
    moves_to: Status | None = None
    """Where the person goes; `home` also calls a trip off."""
    headline: Texts = ()
    """The paper's headline; later ones for later occurrences."""
    report: Texts = ()
    """What the report says."""
    exposed_headline: Texts = ()
    """The headline when it comes to light."""


class Price(Part):
    """What an offer or an agreement costs."""

    cost: Amount = 0
    """What it costs in the currency."""


class Break(Price):
    """The open end of an accord by one side."""

    effects: Effects = {}
    """What changes. Own is who breaks it."""


class Cheat(Price):
    """A covert breach of an accord."""

    title: Text
    """What the player reads first."""
    text: Text = ""
    """What it means."""
    odds: Formula
    """Odds of being found out. Own is who cheats."""
    effects: Effects = {}
    """What changes. Own is who cheats."""
    found: Effects = {}
    """What changes if it is found out; the accord then ends. Own is who cheats."""


class Accord(Documented):
    """What needs both sides: one offers, the other agrees."""

    title: Text
    """What the player reads first."""
    text: Text = ""
    """What it means."""
    family: Id = "diplomacy"
    """The family under which its offer is shown."""
    offer: Price = Price()
    """Offering it."""
    agree: Price = Price()
    """Agreeing to it."""
    needs: Needs = ()
    """What must be true to offer it and to agree. Own is each party."""
    gives: dict[Id, Text] = {}
    """What each side gets by it, in words."""
    effects: Effects = {}
    """What changes once, when it is concluded. `both.x` is read for each party as its own."""
    in_force: Effects = {}
    """What changes each turn while it holds."""
    turns: Whole = 0
    """How long it holds; until broken, if left out."""
    ended: Effects = {}
    """What changes when its term runs out."""
    frees_held: Flag = False
    """Sends every held person home."""
    break_: Break = Field(default=Break(), alias="break")
    """Breaking it openly."""
    cheat: Cheat | None = None
    """Breaking it covertly."""
    headline: Texts = ()
    """The paper's headline when it is concluded."""
    report: Texts = ()
    """What the report says then."""
    break_headline: Texts = ()
    """The headline when it is broken."""
    cheat_headline: Texts = ()
    """The headline when cheating is found out."""


class Choice(Part):
    """One answer to an invitation or an event."""

    label: Text
    """What the player reads on the button."""
    text: Text = ""
    """What it means."""
    cost: Amount = 0
    """What it costs in the currency."""
    needs: Needs = ()
    """What must be true for it to be chosen."""
    odds: Formula | None = None
    """Odds of success; certain, if left out."""
    effects: Effects = {}
    """What changes if it succeeds."""
    regardless: Effects = {}
    """What changes whether or not it succeeds."""
    failure: Effects = {}
    """What changes if it fails."""
    travels: Annotated[
        dict[Id, Annotated[float, Strict(), Field(ge=0, le=100)]] | None,
        Shorthand(flag_as_empty, {"type": "boolean"}),
    ] = None
    """The person goes: true, or by what each outcome's odds are multiplied on this trip."""
    moves_to: Status | None = None
    """Where the person in question goes."""
    headline: Texts = ()
    """The paper's headline."""
    report: Texts = ()
    """What the report says."""
