"""Whole debriefs of games played at random."""

from __future__ import annotations

import re
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
import yaml

from game.debrief import page
from game.match.match import Match, ScenarioText
from game.match.opening import program_of, scenario_from_text
from game.match.seats import Seat
from tests.news.games import SAMPLES, SCENARIOS, new_game, play_on

MOST_BYTES = 1_500_000
TOLD = {"title", "label", "text", "because", "name", "capital", "role", "bio", "report", "headline", "about",
        "briefing", "summary", "claim", "source", "url", "ask", "masthead", "motto", "aim"}  # fmt: skip
VOID = {"meta", "br", "hr"}
HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)>\"' onload=x &lt;b&gt; ]]> \u202e"


class Reader(HTMLParser):
    """Reads a page: its text, its tags, and whether they close in order."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.attributes: set[tuple[str, str]] = set()
        self.texts: list[str] = []
        self.lists: list[list[str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes.update((name, value or "") for name, value in attrs)
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes.update((name, value or "") for name, value in attrs)

    def handle_endtag(self, tag: str) -> None:
        assert self.open, tag
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] != "style":
            self.texts.append(data)


def read(text: str) -> Reader:
    reader = Reader()
    reader.feed(text)
    reader.close()
    assert not reader.open
    return reader


@cache
def played(path: Path, seed: int = 3) -> Match:
    return play_on(new_game(path, seed), boldness=0.5)


@pytest.mark.parametrize("path", SCENARIOS, ids=lambda path: path.stem)
def test_the_page_is_whole_and_small_and_needs_nothing_from_outside(path: Path) -> None:
    text = page.page(played(path))
    reader = read(text)
    assert len(text.encode()) < MOST_BYTES
    assert not reader.tags & {"script", "link", "iframe", "object", "embed", "img", "form", "base"}
    assert not {name for name, _ in reader.attributes} & {"src", "srcset", "srcdoc", "action", "background"}
    assert not re.search(r"url\((?!data:)|@import|expression\(", text)
    assert "default-src 'none'" in dict(reader.attributes)["content"] or "default-src" in text


@pytest.mark.parametrize("path", SCENARIOS, ids=lambda path: path.stem)
def test_the_page_shows_no_gap_and_no_identifier(path: Path) -> None:
    match = played(path)
    for text in read(page.page(match)).texts:
        said = text.replace(Path(match.source.path).name, "")
        assert not re.search(r"[{}]|\bNone\b|\bnan\b", said), text
        assert not re.search(r"[a-z]_[a-z]", said), text


@pytest.mark.parametrize("path", SCENARIOS, ids=lambda path: path.stem)
def test_the_page_has_what_a_teacher_looks_for(path: Path) -> None:
    match = played(path)
    told = "\n".join(read(page.page(match)).texts)
    for side in match.sides:
        written = match.scenario.sides[side]
        assert (written.capital or written.name) in told
    for heading in (
        "What happened, and what was decided",
        "The decisions that mattered most",
        "Turn by turn",
    ):
        assert heading in told
    assert f"seed {match.seed}" in told


@pytest.mark.parametrize("turns", [0, 1, 2])
@pytest.mark.parametrize("path", SCENARIOS, ids=lambda path: path.stem)
def test_a_game_that_is_not_over_can_be_debriefed(path: Path, turns: int) -> None:
    match = play_on(new_game(path, 2), turns)
    assert "The game is not over" in page.page(match)


def poisoned(part: Any) -> Any:
    """A scenario's plain values with every text that is told replaced."""
    if isinstance(part, dict):
        return {
            key: HOSTILE if key in TOLD and isinstance(value, str) else poisoned(value)
            for key, value in part.items()
        }
    return [poisoned(item) for item in part] if isinstance(part, list) else part


def test_hostile_texts_never_become_markup() -> None:
    plain = new_game(SAMPLES[0].with_name("small.yaml"), 1).scenario.source.data
    source = yaml.safe_dump(poisoned(plain), sort_keys=False, allow_unicode=True)
    scenario = scenario_from_text(source, "small.yaml")
    program = program_of(scenario)
    seats = [Seat(side, HOSTILE) for side in program.rules.sides]
    match = play_on(Match(scenario, program, 3, seats, ScenarioText("<b>.yaml", source)))
    text = page.page(match)
    reader = read(text)
    assert "<script>alert(1)</script>" in "".join(reader.texts)
    assert not reader.tags & {"script", "img"}
    assert not {name for name, _ in reader.attributes if name.startswith("on")}
    assert "\u202e" not in text


def test_a_link_of_a_fact_leads_to_the_web_or_nowhere() -> None:
    for path in SCENARIOS:
        hrefs = {value for name, value in read(page.page(played(path))).attributes if name == "href"}
        assert all(href.startswith(("https://", "http://")) for href in hrefs)


def test_the_page_is_written_whole(tmp_path: Path) -> None:
    match = played(SAMPLES[0])
    path = page.write(match, tmp_path / "debrief.html")
    assert path.read_text(encoding="utf-8") == page.page(match)


def test_the_same_game_gives_the_same_page() -> None:
    first, second = (play_on(new_game(SAMPLES[0], 4)) for _ in range(2))
    assert page.page(first) == page.page(second)
