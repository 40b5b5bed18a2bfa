"""What the window and the back room say to each other beside the game's own views: plain data.

The back room (`game.desktop.backroom`) is another process and has the engine; the window has only
these and the views of `game.match`.
"""

from __future__ import annotations

from dataclasses import dataclass

from game.match.account import EndingShown, Reveal
from game.match.desk import Desk


@dataclass(frozen=True, slots=True)
class SideCard:
    """One side of a scenario, to be chosen."""

    id: str
    name: str
    capital: str
    aim: str


@dataclass(frozen=True, slots=True)
class ScenarioCard:
    """One scenario of the shelf. `problem` says why it cannot be played, or is empty."""

    path: str
    stem: str
    title: str
    summary: str = ""
    minutes: int = 0
    turns: int = 0
    badge: str = ""
    sides: tuple[SideCard, ...] = ()
    problem: str = ""


@dataclass(frozen=True, slots=True)
class SaveCard:
    """One saved game. `problem` says why it cannot be opened, or is empty."""

    path: str
    title: str
    label: str = ""
    saved_at: str = ""
    side: str = ""  # capital of the person's side
    position: int = 0
    is_over: bool = False
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Shelf:
    """What can be played: scenarios, saved games, and levels of the computer."""

    scenarios: tuple[ScenarioCard, ...]
    saves: tuple[SaveCard, ...]
    levels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Swing:
    """A likely change of a value next turn: 80 of 100 futures lie within low..high."""

    variable: str
    side: str  # "" if shared
    label: str
    low: float
    middle: float
    high: float
    digits: int
    good: str


@dataclass(frozen=True, slots=True)
class Forecast:
    """What futures say of one order or choice, against doing without; or of the draft as a whole."""

    swings: tuple[Swing, ...]
    futures: int


@dataclass(frozen=True, slots=True)
class Odds:
    """How often something befalls a traveller, if the host takes a stance: of 100 such trips."""

    outcome: str
    label: str
    stance: str
    in_100: int


@dataclass(frozen=True, slots=True)
class Story:
    """One story of the morning paper."""

    headline: str
    deck: str
    text: str
    badge: str
    source: str
    effects: tuple[tuple[str, float, str, int], ...] = ()  # label, change, good, digits
    side: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """A value over time, in the paper."""

    title: str
    caption: str
    values: tuple[float, ...]
    first_label: str
    last_label: str
    digits: int


@dataclass(frozen=True, slots=True)
class Page:
    """The front page of a turn."""

    masthead: str
    motto: str
    label: str
    number: int
    weather: str
    price: str
    stories: tuple[Story, ...]
    chart: Chart | None
    brief: str
    declined: str


@dataclass(frozen=True, slots=True)
class GameView:
    """The game as one side sees it now."""

    desk: Desk
    page: Page | None
    title: str
    general: str  # the scenario's briefing for everyone
    level: str
    can_undo: bool
    can_redo: bool
    save_name: str
    notice: str = ""  # something that the player must be told, e.g. that saving failed


@dataclass(frozen=True, slots=True)
class Resolved:
    """A turn played: what is revealed, and the game after it."""

    reveal: Reveal
    game: GameView
    ending: EndingShown | None
    before: Desk


