"""A side's view holds what it may know and nothing else; estimates err, and err for long."""

import itertools

import numpy as np
import pytest

from game.engine.intelligence import view
from game.engine.luck import game_seeds
from game.engine.program import Program
from game.engine.turn import no_decisions, open_games, play_turn
from tests.engine.conftest import random_decisions
from tests.engine.sample import SIDES, TURNS


def _played(program: Program, games: int, turns: int) -> list:
    state = open_games(program, game_seeds(31, games))
    states = [state]
    for turn in range(1, turns + 1):
        state = play_turn(state, random_decisions(program, games, turn))
        states.append(state)
    return states


def test_a_view_does_not_change_with_what_is_hidden(program: Program) -> None:
    state = _played(program, 64, 3)[-1]
    changed = state.rows.copy()
    row = program.row
    for name in ("variable:skill:south", "waits:invitation:visit@south"):
        changed[row[name]] += 1.0
    changed[row["estimate:skill:south"]] = 3.0
    unseen = changed[row["seen:watch@south"]] == 0.0
    changed[row["in_force:watch@south"], unseen] = 1.0 - changed[row["in_force:watch@south"], unseen]
    other = type(state)(program, state.turn, changed, state.seeds + np.uint64(1))
    mine, theirs = view(state, "north"), view(other, "north")
    hidden = {row["estimate:skill:south"]}  # what the rival believes of us is its own
    kept = [number for number in range(program.state_rows) if number not in hidden]
    running = state.rows[row["ended"]] == 0.0
    assert mine.rows[kept][:, running].tobytes() == theirs.rows[kept][:, running].tobytes()
    assert (mine.seeds == theirs.seeds).all()


def test_a_view_keeps_the_sides_own_values(program: Program) -> None:
    state = _played(program, 64, 3)[-1]
    mine = view(state, "north")
    for name in ("variable:skill:north", "variable:coin:north", "variable:gauge", "in_force:watch@north"):
        assert (mine.rows[program.row[name]] == state.rows[program.row[name]]).all()


@pytest.mark.parametrize("side", SIDES)
def test_the_truth_lies_in_the_band_eighty_times_in_a_hundred(program: Program, side: str) -> None:
    games = 20_000
    state = open_games(program, game_seeds(99, games))
    rival = SIDES[1 - SIDES.index(side)]
    for _turn in range(TURNS):
        truth = state.rows[program.row[f"variable:skill:{rival}"]]
        middle = state.rows[program.row[f"estimate:skill:{side}"]]
        band = state.rows[program.row[f"band:skill:{side}"]]
        running = state.rows[program.row["ended"]] == 0.0
        hit = (np.abs(truth - middle) <= band)[running].mean()
        assert 0.785 < hit < 0.815
        state = play_turn(state, no_decisions(program, games))


def test_the_error_of_an_estimate_persists_so_that_it_cannot_be_averaged_away(program: Program) -> None:
    states = _played(program, 5_000, 3)
    errors = [state.rows[program.row["error:skill:north"]] for state in states]
    for one, two in itertools.pairwise(errors):
        running = two != one
        assert np.corrcoef(one[running], two[running])[0, 1] == pytest.approx(0.8, abs=0.03)
