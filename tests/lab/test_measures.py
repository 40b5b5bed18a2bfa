"""The measures count what happened: shares add up, and agree with the simulation's own counts."""

import pytest

from game.engine.program import Program
from game.lab.measures import Measures
from game.lab.report import Report
from game.lab.simulate import Simulation, simulate
from game.opponents.random import RandomPlayer
from tests.engine.sample import SIDES


@pytest.fixture(scope="module")
def counted(program: Program) -> tuple[Simulation, Report]:
    """Two hundred games by chance, and what was measured of them."""
    measures = Measures(program, {55.0: "warm", 1000.0: "never"})
    result = simulate(program, [RandomPlayer(), RandomPlayer()], 200, 4, observer=measures, tile=64)
    return result, measures.report()


def test_they_agree_with_the_simulation(counted: tuple[Simulation, Report]) -> None:
    result, report = counted
    assert report.games == result.games
    assert report.mean_turns == result.game_turns / result.games
    assert report.endings == {name: count / 200 for name, count in result.endings.items()}


def test_shares_of_what_was_chosen_add_up_to_one(counted: tuple[Simulation, Report]) -> None:
    _, report = counted
    assert sum(report.guests.values()) == pytest.approx(1.0)
    assert sum(sum(cells.values()) for cells in report.cells.values()) == pytest.approx(1.0)
    for side in SIDES:
        assert sum(report.hosts[side].values()) == pytest.approx(1.0)


def test_a_stance_that_may_hold_is_found_in_the_rules(counted: tuple[Simulation, Report]) -> None:
    _, report = counted
    assert report.holding == ("hold",)
    assert 0.0 < report.nobody_came["hold"] < 1.0
    assert report.held_turns >= 1.0


def test_marks_of_the_gauge_are_told_by_whether_it_got_there(counted: tuple[Simulation, Report]) -> None:
    _, report = counted
    assert 0.0 < report.marks["warm"] <= 1.0
    assert report.marks["never"] == 0.0


def test_accords_that_are_broken_are_not_kept(counted: tuple[Simulation, Report]) -> None:
    _, report = counted
    assert report.accords["pact"] > 0.0
    assert 0.0 <= report.accords_kept < 1.0
