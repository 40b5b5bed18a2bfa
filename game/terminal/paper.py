"""The front page as lines of text."""

from __future__ import annotations

from collections.abc import Iterator

from game.match.match import Match
from game.news.front import front_page
from game.news.model import Story
from game.terminal.page import Heading
from game.terminal.wording import BADGES


def paper_lines(match: Match, side: str) -> Iterator[str]:
    """The front page."""
    page = front_page(match, side)
    yield Heading(f"{page.masthead}. {page.edition}. {page.number}.")
    boxes = [f"{box.title}: {box.text}" for box in (page.weather, page.price) if box is not None]
    yield f"  {page.motto}. {' '.join(boxes)}"
    yield from story_lines(page.lead, is_lead=True)
    for story in page.stories:
        yield from story_lines(story)
    if page.briefs:
        yield ""
        yield "  In brief: " + "; ".join(story.headline for story in page.briefs) + "."
    if page.chart is not None:
        chart = page.chart
        values = ", ".join(f"{value:.{chart.digits}f}" for value in chart.values)
        yield ""
        yield f"  {chart.headline}. {chart.label}, turn by turn: {values}."
    yield ""
    yield f"  {page.declined}"
    if page.correction is not None:
        yield f"  {page.correction.title}: {page.correction.text}"


def story_lines(story: Story, is_lead: bool = False) -> Iterator[str]:
    """A story: headline, standfirst, text, what it changed, and whence it comes."""
    yield ""
    confidential = "For your eyes: " if story.is_confidential else ""
    yield f"  {confidential}{story.headline}"
    for paragraph in (story.standfirst, *story.paragraphs):
        if paragraph:
            yield f"    {paragraph}"
    if story.effects:
        yield "    Effect: " + ", ".join(f"{line.label} {line.text}" for line in story.effects) + "."
    if is_lead or story.backgrounds:
        yield f"    {BADGES.get(story.badge, story.badge).capitalize()}. {story.source}."
    for line in story.backgrounds:
        dated = f"{line.source}, {line.date}" if line.date not in line.source else line.source
        source = f" {dated}." if line.source else ""
        yield f"    Background, {BADGES.get(line.badge, line.badge)}: {line.text}{source}"
