"""What the window and the back room say to each other beside the game's own views: plain data.

The back room (`game.desktop.backroom`) is another process and has the engine; the window has only
these and the views of `game.match` and `game.news`.
"""

from __future__ import annotations

from dataclasses import dataclass

from game.match.account import EndingShown, Explanation, Reveal
from game.match.desk import Desk, GaugeView, SideView
from game.news.model import BackgroundLine, FrontPage


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
    saved_at: str = ""  # as a person writes a date and time
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
    first: str = ""  # path of the scenario that lies open


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
    """What futures say of one order or answer, against doing without; or of the draft as a whole."""

    swings: tuple[Swing, ...]
    futures: int


@dataclass(frozen=True, slots=True)
class Fate:
    """How often something befalls a traveller, of a hundred such trips."""

    label: str
    in_100: int


@dataclass(frozen=True, slots=True)
class Prospect:
    """What comes of one answer if the host takes one stance."""

    stance: str  # title
    worth: float  # in points of payoff, above that of silence against the same stance
    fates: tuple[Fate, ...]  # most frequent first


@dataclass(frozen=True, slots=True)
class GameView:
    """The game as one side sees it now."""

    desk: Desk
    title: str
    general: str  # the scenario's briefing for everyone
    level: str
    can_undo: bool
    can_redo: bool
    save_name: str
    page: FrontPage | None = None  # the paper of this turn, when the turn is new
    notice: str = ""  # something that the player must be told, e.g. that saving failed
    is_new: bool = False  # just opened, with nothing played
    stamp: int = 0  # of the draft: forecasts bear the same


@dataclass(frozen=True, slots=True)
class Finale:
    """How the game ended, in words."""

    ending: EndingShown
    title: str
    text: str
    better: str
    world: str
    blame: str
    save_path: str
    reasons: tuple[tuple[str, tuple[str, ...]], ...]  # the computer's, by turn label


@dataclass(frozen=True, slots=True)
class Resolved:
    """A turn played: what is revealed, and the game after it."""

    reveal: Reveal
    game: GameView
    before: Desk
    finale: Finale | None


@dataclass(frozen=True, slots=True)
class Handover:
    """Two play at one machine, and the other side is next. Nothing in it is secret."""

    side: SideView
    other: SideView
    has_sealed: bool  # whether the other side has sealed for this turn
    label: str
    turn: int
    turns: int
    gauge: GaugeView | None


@dataclass(frozen=True, slots=True)
class Why:
    """The causes of a value's change, each with the place of its rule."""

    account: Explanation
    places: tuple[str, ...]
    tally: str
    about: str
    sources: tuple[BackgroundLine, ...]


@dataclass(frozen=True, slots=True)
class Forecasts:
    """Sent unasked, as they come: by order instance, `slot=choice`, or "" for the draft."""

    stamp: int  # of the draft that they belong to
    found: tuple[tuple[str, Forecast], ...]


@dataclass(frozen=True, slots=True)
class Prospects:
    """Sent unasked: what may come of each answer to an invitation, by stance of the host."""

    stamp: int
    slot: str
    by_choice: tuple[tuple[str, tuple[Prospect, ...]], ...]


@dataclass(frozen=True, slots=True)
class RivalSealed:
    """Sent unasked: the computer has sealed its orders for this turn."""

    turn: int
