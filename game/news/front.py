"""Sets the front page: stories in order, chart, weather, and the small boxes."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from game.match.match import Match
from game.match.naming import Names
from game.news import choosing
from game.news.charts import chart_story, revision
from game.news.chronicle import Chronicle, as_of
from game.news.importance import FINAL_WEIGHT
from game.news.model import BackgroundLine, Box, FrontPage, Story
from game.news.outcome import results
from game.news.phrases import CORRECTIONS, DECLINED, MASTHEAD, MOTTO, PRICES, STORIES
from game.news.sources import STORY_SOURCES, fact_line
from game.news.stories import Writer
from game.news.words import amount, listed, lowered, ordinal, phrase, sentence, title_case, typeset

STORIES_SHOWN = 4
_FACTS_SHOWN = 3
_AT_MOST = {"returned": 1, "stayed": 2, "abroad": 2, "outcome": 3}  # of a kind on one page
_DULL = {"returned", "stayed", "abroad", "stance", "outcome", "recalled"}  # no news by themselves


def front_page(match: Match, side: str, turn: int = 0) -> FrontPage:
    """The paper on the morning of `turn` (the one to be decided), with the news of the turn before.

    One past the last turn played gives the final edition. With side "" nothing is hidden.
    """
    turn = turn or len(match.records) + 1
    if not 1 <= turn <= len(match.records) + 1:
        raise ValueError(f"turn {turn} has not been reached")
    return _Editor(match, side, turn).page()


class _Editor:
    """One page."""

    def __init__(self, match: Match, side: str, turn: int) -> None:
        self.match = as_of(match, turn - 1)
        self.side = side
        self.turn = turn
        self.chronicle = Chronicle(self.match, side)
        self.writer = Writer(self.match, self.chronicle)
        self.names = Names(self.match)
        self.own = side or self.match.sides[0]
        self.is_last = self.match.is_over

    def page(self) -> FrontPage:
        """All of it."""
        scenario = self.match.scenario
        stories = self._stories() if self.turn > 1 else self._opening()
        label = self.match.label
        lead, others = stories[0], stories[1 : 1 + STORIES_SHOWN]
        edition = "final" if self.is_last else "first" if self.turn == 1 else "morning"
        return FrontPage(
            masthead=typeset(scenario.masthead) or MASTHEAD,
            motto=typeset(scenario.motto) or MOTTO,
            edition=f"{label}, {edition} edition",
            number=f"No. {self.turn}",
            turn=self.turn,
            side=self.side,
            weather=self._weather(),
            price=Box("Price", choosing.in_turn(PRICES, self.match.seed, "price", self.turn)),
            lead=lead,
            stories=tuple(others),
            briefs=tuple(stories[1 + STORIES_SHOWN :]),
            chart=chart_story(self.match, self.side) if self.turn > 1 else None,
            declined=self._declined(),
            correction=self._correction(),
            is_first=self.turn == 1,
            is_last=self.is_last,
        )

    # -- stories -------------------------------------------------------------------------------

    def _stories(self) -> list[Story]:
        items = self.chronicle.turns[self.turn - 1]
        stories = [self.writer.story(item) for item in items]
        stories.sort(key=lambda story: -story.weight)
        kept: list[Story] = []
        of_kind: Counter[str] = Counter()
        for story in stories:
            of_kind[story.kind] += 1
            if of_kind[story.kind] <= _AT_MOST.get(story.kind, len(stories)):
                kept.append(story)
        if self.is_last:
            kept.insert(0, self._final())
        elif not kept or kept[0].is_confidential or kept[0].kind in _DULL:
            kept.insert(self._place_of_quiet(kept), self._quiet())
        return _without_echoes(kept)

    def _place_of_quiet(self, stories: list[Story]) -> int:
        """Before everything, unless there is some small news that everyone may read."""
        return 1 if stories and not stories[0].is_confidential else 0

    def _quiet(self) -> Story:
        before = sum(
            all(item.is_confidential or item.kind in _DULL for item in items)
            for items in self.chronicle.turns[1 : self.turn - 1]
        )
        key = "quiet.again" if before else "quiet.first"
        words = choosing.in_turn(STORIES[key], self.match.seed, key, before)
        values = {"unit": self.writer.unit, "ordinal": ordinal(before + 1)}
        headline, standfirst, body = (phrase(text, values) for text in words)
        return _plain("quiet", title_case(headline), standfirst, (body,), picture="clock")

    def _final(self) -> Story:
        told = results(self.match)
        paragraphs = tuple(part for part in (told.better, told.world, told.blame) if part)
        return _plain("ending", title_case(told.title), told.text, paragraphs, "city", FINAL_WEIGHT)

    # -- the first page ------------------------------------------------------------------------

    def _opening(self) -> list[Story]:
        scenario = self.match.scenario
        lead = _plain(
            "opening", title_case(typeset(scenario.title)), typeset(scenario.summary),
            tuple(typeset(part) for part in (scenario.briefing,) if part), "city", FINAL_WEIGHT,
        )  # fmt: skip
        stories = [lead]
        sides = (self.side,) if self.side else self.match.sides
        for side in sides:
            written = scenario.sides[side]
            parts = tuple(typeset(part) for part in (written.briefing,) if part)
            if written.aim or parts:
                headline = f"What {self.names.side(side)} Is After"
                stories.append(_plain("aim", headline, typeset(written.aim), parts, "table", 50.0, side))
        facts = self._facts()
        if facts:
            standfirst = "The game starts from here. The rest is invented."
            story = _plain("facts", "What Is on the Record", standfirst, (), "table", 40.0)
            stories.append(replace(story, backgrounds=facts))
        return stories

    def _facts(self) -> tuple[BackgroundLine, ...]:
        """The facts that most of the scenario's parts rest on."""
        scenario = self.match.scenario
        counts: Counter[str] = Counter()
        for group in (scenario.orders, scenario.events, scenario.accords, scenario.invitations):
            for part in group.values():
                counts.update(part.cites)
                if part.background is not None:
                    counts.update(part.background.cites)
        ranked = sorted(counts, key=lambda fact: (-counts[fact], fact))
        lines = [line for fact in ranked if (line := fact_line(self.match, fact, 1)) is not None]
        return tuple([line for line in lines if not line.is_later][:_FACTS_SHOWN])

    # -- boxes ---------------------------------------------------------------------------------

    def _weather(self) -> Box | None:
        gauge = self.match.program.rules.gauge
        if not gauge:
            return None
        row = f"variable:{gauge}"
        now = self.match.state.value(row)
        before = self.match.states[-2].value(row) if len(self.match.states) > 1 else now
        trend = "steady" if round(now) == round(before) else "rising" if now > before else "falling"
        marks = self.names.marks(gauge)
        reached = [mark for mark in marks if mark[0] <= now]
        ahead = [mark for mark in marks if mark[0] > now]
        state = reached[-1][1] if reached else "Fair"
        forecast = ""
        if ahead:
            at, name = ahead[0]
            forecast = sentence(f"{name} from {at:g} on")
            if trend == "falling" and reached:
                forecast = f"Clearing below {reached[-1][0]:g}."
        whole = round(now) == now or not any((round(now) >= at) != (now >= at) for at, _ in marks)
        value = f"{now:.0f}" if whole else amount(now)
        return Box("Weather", typeset(f"{sentence(f'{state}, {value} and {trend}')} {forecast}"))

    def _declined(self) -> str:
        if self.turn == 1:
            situation = "general"
        else:
            kinds = {item.kind for item in self.chronicle.turns[self.turn - 1]}
            situation = next((name for kind, name in _DECLINING if kind in kinds), "general")
            if not kinds:
                situation = "quiet"
        text = choosing.in_turn(DECLINED[situation], self.match.seed, "declined", self.turn)
        return phrase(text, self._capitals(choosing.by_hash((0, 1), self.match.seed, self.turn, "who")))

    def _capitals(self, first: int) -> dict[str, str]:
        sides = self.match.sides
        return {
            "actor": self.names.side(sides[first]),
            "other": self.names.side(sides[1 - first]),
            "capitals": listed([self.names.side(side) for side in sides]),
            "unit": self.writer.unit,
        }

    def _correction(self) -> Box | None:
        """A revised estimate where there is one; else, now and then, a slip of the paper's own."""
        if self.turn < 3:
            return None
        seed, turn = self.match.seed, self.turn
        revised = revision(self.match, self.side)
        if revised is not None:
            text = choosing.in_turn(CORRECTIONS["estimate"], seed, "correction", turn)
            values = {
                "other": self.names.side(self.match.rival(self.own)),
                "label": lowered(self.names.variable(revised.variable), self.writer.proper),
                "before": revised.before,
                "now": revised.now,
                "unit": self.writer.unit,
            }
            return Box("Correction", phrase(text, values))
        if choosing.by_hash((True, False), seed, turn, "slip"):
            text = choosing.in_turn(CORRECTIONS["general"], seed, "slip", turn)
            return Box("Correction", phrase(text, {"unit": self.writer.unit}))
        return None


_DECLINING = (
    ("held", "held"),
    ("exposed", "exposed"),
    ("accord.broken", "broken"),
    ("accord.found", "broken"),
    ("accord.concluded", "accord"),
)


def _plain(
    kind: str,
    headline: str,
    standfirst: str,
    paragraphs: tuple[str, ...],
    picture: str = "city",
    weight: float = 0.0,
    side: str = "",
) -> Story:
    """A story of the page's own, about no single happening."""
    return Story(
        kind, headline, standfirst, paragraphs, "fiction", STORY_SOURCES["fiction"], (), (), picture, side,
        "", "", weight,
    )  # fmt: skip


def _without_echoes(stories: list[Story]) -> list[Story]:
    """The stories with a standfirst told once on a page, and a background told once."""
    standfirsts: set[str] = set()
    recalled: set[str] = set()
    for at, story in enumerate(stories):
        lines = tuple(line for line in story.backgrounds if line.text not in recalled)
        standfirst = "" if story.standfirst in standfirsts else story.standfirst
        recalled.update(line.text for line in lines)
        standfirsts.add(story.standfirst)
        if lines != story.backgrounds or standfirst != story.standfirst:
            stories[at] = replace(story, standfirst=standfirst, backgrounds=lines)
    return stories
