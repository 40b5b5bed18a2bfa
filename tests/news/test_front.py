"""Whole front pages of games played at random, in every shipped scenario."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import pytest

from game.match.match import Match
from game.news.front import front_page
from game.news.model import FrontPage, Story
from game.news.stories import PICTURES
from tests.news.games import SCENARIOS, new_game, play_on

GAMES = max(4, len(SCENARIOS))
MANY = 200


@cache
def game(number: int) -> Match:
    path = SCENARIOS[number % len(SCENARIOS)]
    return play_on(new_game(path, number), boldness=0.3 + 0.1 * (number % 7))


@cache
def pages(number: int) -> tuple[FrontPage, ...]:
    """Every page of a game, for each side and for those who may know all."""
    match = game(number)
    turns = range(1, len(match.records) + 2)
    return tuple(front_page(match, side, turn) for turn in turns for side in (*match.sides, ""))


def stories(page: FrontPage) -> tuple[Story, ...]:
    return (page.lead, *page.stories, *page.briefs)


def assert_clean(text: str) -> None:
    assert not re.search(r"[{}\"']|\w_\w|  |\.\.|None|\bnan\b", text), text
    assert text == text.strip(), text


def texts(page: FrontPage) -> Iterator[str]:
    """Everything on a page that is read."""
    yield from (page.masthead, page.motto, page.edition, page.number, page.declined, page.price.text)
    yield from (box.text for box in (page.weather, page.correction) if box)
    for story in stories(page):
        yield from (story.headline, story.standfirst, *story.paragraphs, story.source)
        yield from (line.label + line.text for line in story.effects)
        yield from (line.text + line.origin for line in story.backgrounds)
    if page.chart:
        yield from (page.chart.headline, page.chart.label, page.chart.caption)


@pytest.mark.parametrize("number", range(GAMES))
def test_a_page_shows_no_identifier_no_gap_and_no_loose_mark(number: int) -> None:
    for page in pages(number):
        for text in texts(page):
            assert_clean(text)


@pytest.mark.long
@pytest.mark.parametrize("number", range(GAMES, MANY))
def test_hundreds_of_games_show_no_identifier_and_no_gap(number: int) -> None:
    match = play_on(new_game(SCENARIOS[number % len(SCENARIOS)], number), boldness=0.2 + 0.1 * (number % 8))
    for turn in range(1, len(match.records) + 2):
        for text in texts(front_page(match, match.sides[turn % 2], turn)):
            assert_clean(text)


@pytest.mark.parametrize("number", range(GAMES))
def test_headlines_begin_with_a_capital_and_end_without_a_full_stop(number: int) -> None:
    for page in pages(number):
        for story in stories(page):
            first = re.search(r"\w", story.headline)
            assert first, story
            assert not first[0].islower(), story.headline
            assert not story.headline.endswith("."), story.headline


@pytest.mark.parametrize("number", range(GAMES))
def test_a_happening_of_the_game_never_carries_a_fact_badge(number: int) -> None:
    for page in pages(number):
        for story in stories(page):
            assert story.badge in ("estimate", "fiction")
            for line in story.backgrounds:
                assert line.badge != "fact" or line.source


@pytest.mark.parametrize("number", range(GAMES))
def test_numbers_have_one_decimal_at_most(number: int) -> None:
    for page in pages(number):
        for text in texts(page):
            assert not re.search(r"\d\.\d\d", text), text


@pytest.mark.parametrize("number", range(GAMES))
def test_the_lead_is_known_to_the_public(number: int) -> None:
    for page in pages(number):
        assert not page.lead.is_confidential


def test_a_page_reads_the_same_when_it_is_opened_again_later() -> None:
    match = play_on(new_game(SCENARIOS[0], 5), turns=2)
    then = front_page(match, match.sides[0])
    play_on(match)
    assert front_page(match, match.sides[0], then.turn) == then


def test_no_headline_of_our_own_is_told_twice_on_a_page() -> None:
    for number in range(GAMES):
        for page in pages(number):
            told = [story.headline for story in stories(page) if story.kind in ("quiet", "answer", "mark.up")]
            assert len(told) == len(set(told))


def test_a_page_never_tells_what_the_rival_kept_to_itself() -> None:
    for number in range(GAMES):
        match = game(number)
        secret = {
            slot.order.id: slot.order.side
            for slot in match.program.orders
            if slot.order.visibility != "public"
        }
        for turn in range(2, len(match.records) + 2):
            for side in match.sides:
                for story in stories(front_page(match, side, turn)):
                    if secret.get(story.subject, side) != side and story.kind != "exposed":
                        assert was_seen(match, story.subject, turn), (number, turn, story)


def was_seen(match: Match, order: str, turn: int) -> bool:
    return any(state.value(f"seen:{order}") for state in match.states[:turn])


def test_every_story_has_a_picture_that_the_faces_know() -> None:
    for number in range(GAMES):
        for page in pages(number):
            assert {story.picture for story in stories(page)} <= set(PICTURES)


def test_stories_stand_in_the_order_of_their_weight() -> None:
    for number in range(GAMES):
        for page in pages(number):
            weights = [story.weight for story in (*page.stories, *page.briefs) if story.kind != "quiet"]
            assert weights == sorted(weights, reverse=True)


def test_the_first_page_tells_the_scenario_and_what_is_on_record() -> None:
    for path in SCENARIOS:
        match = new_game(path, 1)
        page = front_page(match, match.sides[0])
        assert page.is_first
        assert page.lead.standfirst
        facts = [line for story in page.stories for line in story.backgrounds if line.badge == "fact"]
        assert all(not line.is_later for line in facts)


def test_a_turn_that_was_not_reached_has_no_page() -> None:
    match = new_game(SCENARIOS[0], 1)
    with pytest.raises(ValueError, match="not been reached"):
        front_page(match, match.sides[0], 2)


def test_the_final_edition_tells_both_results() -> None:
    for number in range(GAMES):
        match = game(number)
        page = front_page(match, match.sides[0])
        assert page.is_last
        assert page.lead.kind == "ending"
        assert page.lead.paragraphs
