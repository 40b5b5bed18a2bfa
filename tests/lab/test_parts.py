"""A run comes out the same to the last digit, however it is split."""

import json
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from game.lab.measures import Measures
from game.lab.parts import Part, Piece, Run, Stage, VersionsError, play, play_plain
from game.match.match import ScenarioText
from tests.lab.results import joined, unsplit

GAMES = 40
few_splits = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@few_splits
@given(cuts=st.sets(st.integers(1, GAMES - 1), max_size=6), data=st.data())
def test_any_split_in_any_order_gives_the_same_figures(
    stage: Stage, by_chance: Run, cuts: set[int], data: st.DataObject
) -> None:
    edges = [0, *sorted(cuts), GAMES]
    split = [Piece(first, end - first) for first, end in pairwise(edges)]
    parts = [play(stage, by_chance, piece) for piece in data.draw(st.permutations(split))]
    assert joined(parts) == unsplit(stage, by_chance, GAMES)


def test_thinking_players_decide_the_same_in_any_part(stage: Stage, thought_out: Run) -> None:
    parts = [play(stage, thought_out, piece) for piece in (Piece(4, 2), Piece(0, 1), Piece(1, 3))]
    assert joined(parts) == unsplit(stage, thought_out, 6)


def test_the_report_is_the_same_to_the_last_digit(stage: Stage, by_chance: Run) -> None:
    whole = play(stage, by_chance, Piece(0, 30))
    first = play(stage, by_chance, Piece(0, 13))
    first.join(play(stage, by_chance, Piece(13, 17)))
    reports = [Measures(stage.program, stage.marks, part.counts).as_json() for part in (whole, first)]
    assert json.dumps(reports[0]) == json.dumps(reports[1])
    assert reports[0]["world"] > 0.0


def test_a_part_comes_back_from_plain_data_as_it_was(stage: Stage, by_chance: Run) -> None:
    part = play(stage, by_chance, Piece(7, 20))
    assert Part.of_data(json.loads(json.dumps(part.as_data()))) == part


def test_a_run_that_was_sent_as_plain_data_is_played_the_same(stage: Stage, thought_out: Run) -> None:
    sent = json.loads(json.dumps(thought_out.as_data()))
    assert Run.of_data(sent) == thought_out
    assert joined([Part.of_data(play_plain(sent, 0, 3))]) == unsplit(stage, thought_out, 3)


def test_parts_that_do_not_touch_cannot_be_joined(stage: Stage, by_chance: Run) -> None:
    part = play(stage, by_chance, Piece(0, 2))
    with pytest.raises(ValueError, match="do not follow"):
        part.join(play(stage, by_chance, Piece(3, 2)))


@pytest.mark.parametrize("other", [{"rules": 99}, {"package": "9.9"}, {"code": "0" * 64}])
def test_another_version_of_the_game_plays_no_part(by_chance: Run, other: dict[str, object]) -> None:
    run = replace(by_chance, versions=replace(by_chance.versions, **other))
    with pytest.raises(VersionsError, match="was begun with"):
        play_plain(run.as_data(), 0, 1)


def test_a_scenario_that_cannot_be_read_where_it_is_played_is_told(by_chance: Run) -> None:
    run = replace(by_chance, scenario=ScenarioText("lost.yaml", "format: 1\n"))
    with pytest.raises(ValueError, match=r"lost\.yaml"):
        play_plain(run.as_data(), 0, 1)
