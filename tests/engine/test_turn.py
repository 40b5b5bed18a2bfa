"""One body of rules for one game and for a batch, pure and the same everywhere."""

import numpy as np
import pytest

from game.engine.compiler import compile_rules
from game.engine.luck import game_seeds
from game.engine.program import Program
from game.engine.turn import Games, no_decisions, open_games, play_turn, play_turn_recorded
from tests.engine.conftest import random_decisions
from tests.engine.sample import TURNS, sample_rules

GAMES = 256

# What random play of the sample's first seeds comes to. Where one of these changes, RULES_VERSION
# rises and CHANGELOG says why.
GOLDEN = "23d03939311a5a9b"


def test_game_seven_alone_equals_column_seven_of_a_batch(program: Program) -> None:
    seeds = game_seeds(11, GAMES)
    batch = open_games(program, seeds)
    alone = open_games(program, seeds[7:8])
    for turn in range(1, TURNS + 1):
        decisions = random_decisions(program, GAMES, turn)
        batch = play_turn(batch, decisions)
        alone = play_turn(alone, decisions[:, 7:8])
        assert alone.rows.tobytes() == np.ascontiguousarray(batch.rows[:, 7:8]).tobytes()


def test_keeping_a_record_changes_no_bit(program: Program) -> None:
    state = open_games(program, game_seeds(3, GAMES))
    for turn in range(1, TURNS + 1):
        decisions = random_decisions(program, GAMES, turn)
        plain = play_turn(state, decisions)
        state, _ = play_turn_recorded(state, decisions)
        assert plain.digest() == state.digest()


def test_playing_in_place_equals_playing_purely(program: Program) -> None:
    seeds = game_seeds(5, GAMES)
    games = Games(program, GAMES)
    games.open(seeds)
    state = open_games(program, seeds)
    for turn in range(1, TURNS + 1):
        games.decisions[:] = random_decisions(program, GAMES, turn)
        state = play_turn(state, games.decisions.copy())
        games.play()
        assert games.state().digest() == state.digest()


def test_a_turn_leaves_what_it_was_given_untouched(program: Program) -> None:
    state = open_games(program, game_seeds(1, 8))
    before = state.digest()
    decisions = random_decisions(program, 8, 1)
    kept = decisions.copy()
    play_turn(state, decisions)
    assert state.digest() == before
    assert (decisions == kept).all()


def test_every_game_ends_by_the_last_turn_and_then_stays_as_it_is(program: Program) -> None:
    state = open_games(program, game_seeds(2, GAMES))
    for turn in range(1, TURNS + 1):
        state = play_turn(state, random_decisions(program, GAMES, turn))
    assert (state.rows[program.row["ended"]] > 0).all()
    assert len(set(state.rows[program.row["ended"]])) == 2, "both endings occur"
    later = play_turn(state, random_decisions(program, GAMES, 99))
    assert later.rows.tobytes() == state.rows.tobytes()


def test_no_value_is_ever_infinite_or_missing(program: Program) -> None:
    state = open_games(program, game_seeds(4, GAMES))
    for turn in range(1, TURNS + 1):
        state = play_turn(state, random_decisions(program, GAMES, turn))
        assert np.isfinite(state.rows).all()


def test_every_row_stays_within_what_the_compiler_believes_of_it(program: Program) -> None:
    rules = program.rules
    state = open_games(program, game_seeds(9, GAMES))
    for turn in range(1, TURNS + 1):
        state = play_turn(state, random_decisions(program, GAMES, turn))
        for variable in rules.variables:
            name = f"variable:{variable.id}:{variable.side}".rstrip(":")
            row = state.rows[program.row[name]]
            assert variable.low <= row.min()
            assert row.max() <= variable.high
        for name, number in program.row.items():
            if name.split(":")[0] in ("legal", "in_force", "seen", "offer", "accord", "table"):
                assert set(np.unique(state.rows[number])) <= {0.0, 1.0}, name


def test_the_same_rules_compile_to_the_same_program() -> None:
    assert compile_rules(sample_rules()) == compile_rules(sample_rules())


def test_decisions_of_the_wrong_shape_are_refused(program: Program) -> None:
    state = open_games(program, game_seeds(1, 2))
    with pytest.raises(ValueError, match="shape"):
        play_turn(state, no_decisions(program, 3))


def test_the_golden_digest_of_random_play_holds(program: Program) -> None:
    state = open_games(program, game_seeds(2025, 10))
    for turn in range(1, TURNS + 1):
        state = play_turn(state, random_decisions(program, 10, turn))
    assert state.digest()[:16] == GOLDEN
