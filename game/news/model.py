"""The front page as data: what every face needs to print it, and nothing to look up."""

from __future__ import annotations

from dataclasses import dataclass

GOOD, BAD, UNCLEAR = "good", "bad", "unclear"


@dataclass(frozen=True, slots=True)
class EffectLine:
    """What a story changed in this game. `side` is "" for a shared value or the reader's own."""

    label: str
    amount: float
    text: str  # signed, one decimal at most
    value: str  # good, bad or unclear for its owner
    variable: str
    side: str


@dataclass(frozen=True, slots=True)
class BackgroundLine:
    """What a story recalls of the world outside the game, with a badge of its own."""

    text: str
    badge: str  # fact, estimate or fiction
    source: str  # who published it, "" if nothing is cited
    date: str
    cites: tuple[str, ...]
    is_later: bool = False  # it happened after the turn that the story is about

    @property
    def origin(self) -> str:
        """Source and date in one line, the date once."""
        if not self.source or self.date in self.source:
            return self.source
        return f"{self.source}; {self.date}"


@dataclass(frozen=True, slots=True)
class Story:
    """One story. What happens in a game is never a fact: `badge` is estimate or fiction."""

    kind: str
    headline: str
    standfirst: str
    paragraphs: tuple[str, ...]
    badge: str
    source: str
    effects: tuple[EffectLine, ...]
    backgrounds: tuple[BackgroundLine, ...]
    picture: str  # see PICTURES in `game.news.stories`
    side: str  # whose doing, "" for neither
    subject: str  # the engine's id of what it is about, for links; never shown
    person: str  # id, "" for nobody
    weight: float
    is_confidential: bool = False  # known to this side, and not to the public


@dataclass(frozen=True, slots=True)
class ChartStory:
    """The value that moved most, as a series from the first turn on."""

    headline: str
    label: str
    caption: str
    variable: str
    side: str  # whose, "" if shared
    values: tuple[float, ...]
    lows: tuple[float, ...]  # of an estimate's band; () if known exactly
    highs: tuple[float, ...]
    digits: int
    first_label: str
    last_label: str
    badge: str
    value: str  # good, bad or unclear: the last change, for its owner


@dataclass(frozen=True, slots=True)
class Box:
    """A small box: weather, price, correction."""

    title: str
    text: str


@dataclass(frozen=True, slots=True)
class FrontPage:
    """The morning paper of one side. `turn` is the turn to be decided; the news are of the one before."""

    masthead: str
    motto: str
    edition: str
    number: str
    turn: int
    side: str
    weather: Box | None
    price: Box
    lead: Story
    stories: tuple[Story, ...]  # most important first
    briefs: tuple[Story, ...]  # what found no room: the headline is enough
    chart: ChartStory | None
    declined: str  # who declined to comment
    correction: Box | None
    is_first: bool
    is_last: bool
