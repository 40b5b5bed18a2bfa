"""Reasons, odds, reports and results: sentences on what the ledger and the record hold."""

from __future__ import annotations

import re
from functools import cache

import pytest

from game.match.account import ChanceShown
from game.match.causes import explain
from game.match.match import Match
from game.match.reveals import reveal
from game.news.chronicle import Chronicle, balance_of
from game.news.odds import chance_line, odds_in_words
from game.news.outcome import results
from game.news.reasons import place, reasons
from game.news.report import doings, told
from tests.news.games import SCENARIOS, new_game, play_on

every_scenario = pytest.mark.parametrize("path", SCENARIOS, ids=lambda path: path.stem)


@cache
def played(path: object) -> Match:
    return play_on(new_game(path, 9), boldness=0.6)


def chance(odds: int, roll: int, happened: bool) -> ChanceShown:
    return ChanceShown("The recruit accepts", "", "", odds, roll, happened, "order", "x")


def test_odds_are_told_as_frequencies_with_the_roll() -> None:
    assert odds_in_words(chance(11, 63, False)) == "11 in 100, rolled 63"
    assert odds_in_words(chance(100, 5, True)) == "certain"
    assert odds_in_words(chance(0, 5, False)) == "impossible"
    assert chance_line(chance(11, 63, False)) == "The recruit accepts: no (11 in 100, rolled 63)."


@every_scenario
def test_every_change_has_its_reasons_in_sentences(path: object) -> None:
    match = played(path)
    variable = match.program.rules.currency
    account = explain(match, match.sides[0], variable, 1, len(match.records))
    lines = list(reasons(match, account))
    assert len(lines) == len(account.causes) + 2
    for line in lines:
        assert re.match(r"[A-Z0-9\u201c].*[.)]$", line), line
        assert "{" not in line
    assert any(place(cause) for cause in account.causes)


@every_scenario
def test_results_name_who_did_better_and_the_world_that_came(path: object) -> None:
    match = played(path)
    found = results(match)
    names = [match.scenario.sides[side].capital or match.scenario.sides[side].name for side in match.sides]
    assert found.title
    assert found.better.endswith(".")
    assert any(name in found.better for name in names) or "Neither" in found.better
    assert bool(found.world) == bool(match.scenario.world and match.scenario.world.bands)


def test_results_of_a_running_game_are_not_told() -> None:
    with pytest.raises(ValueError, match="not over"):
        results(new_game(SCENARIOS[0], 1))


@every_scenario
def test_the_report_of_a_turn_is_made_of_whole_sentences(path: object) -> None:
    match = played(path)
    for turn in range(1, len(match.records) + 1):
        for side in (*match.sides, ""):
            shown = reveal(match, side, turn)
            for line in (*told(shown), *(line for each in shown.sides for line in doings(each))):
                assert re.search(r"[.!?\u2026]\u201d?$", line), line
                assert "{" not in line


@every_scenario
def test_both_sides_read_the_same_public_events(path: object) -> None:
    match = played(path)
    first, second = (Chronicle(match, side) for side in match.sides)
    for turn in range(1, len(match.records) + 1):
        public = [
            {(item.kind, item.subject) for item in chronicle.turns[turn] if item.kind.startswith("accord")}
            for chronicle in (first, second)
        ]
        assert public[0] == public[1]


@every_scenario
def test_nothing_is_hidden_from_the_debrief(path: object) -> None:
    match = played(path)
    every = Chronicle(match, "")
    for side in match.sides:
        for turn, items in enumerate(Chronicle(match, side).turns):
            subjects = {item.subject for item in every.turns[turn]}
            assert {item.subject for item in items if not item.kind.startswith("lead")} <= subjects


def test_the_lead_is_the_own_value_less_what_is_believed_of_the_rival() -> None:
    match = played(SCENARIOS[0])
    first, second = match.sides
    assert balance_of(match, 0, "") == pytest.approx(
        match.states[0].value(f"variable:{match.scenario.roles.balance}:{first}")
        - match.states[0].value(f"variable:{match.scenario.roles.balance}:{second}")
    )
