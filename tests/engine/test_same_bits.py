"""Whatever runs a program, its games come out the same to the bit: each executor, with a record or
without, in place or not, on any number of threads, and each game alone as among others.

Rules are invented by Hypothesis, or a scenario's; decisions are at random, legal or not.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from game.engine.compiler import compile_rules
from game.engine.executors import VARIABLE, executor_in_use
from game.engine.expressions import Const, Unary
from game.engine.intelligence import view
from game.engine.luck import game_seeds
from game.engine.program import Program
from game.engine.rules import Rules
from game.engine.turn import (
    Games,
    no_decisions,
    open_games,
    play_turn,
    play_turn_recorded,
    question_values,
)
from game.match.opening import program_of
from game.opponents.random import RandomPlayer
from game.scenario import catalogue
from game.scenario.reading import load
from tests.engine.invented import rules
from tests.engine.sample import sample_rules
from tests.matrix.games import legal_decisions, wild_decisions

Floats = NDArray[np.float64]

TESTS = Path(__file__).parents[1]
EXECUTORS = ("numpy", "compiled")


@contextmanager
def asked_for(executor: str) -> Iterator[None]:
    """Everything made meanwhile runs by this executor."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(VARIABLE, executor)
        yield


def executors() -> list[str]:
    """Those that can be had here."""
    found = []
    for name in EXECUTORS:
        with asked_for(name):
            if executor_in_use().name == name:
                found.append(name)
    return found


@dataclass(frozen=True)
class Trail:
    """How games went: what stood before each turn and what each turn noted."""

    states: list[Floats]  # by turn, [state row, game]
    notes: list[Floats]  # by turn, [slot, game]
    judged: list[Floats]  # of the last state: each side's view [state row, game], and [question, game]

    def columns(self, games: slice) -> Trail:
        """The same, of some of the games."""
        return Trail(*([rows[:, games] for rows in part] for part in (self.states, self.notes, self.judged)))


def bits(rows: Floats) -> NDArray[np.uint64]:
    """As bits, with one zero: -0.0 and 0.0 mean the same, and no rule can tell them apart."""
    return np.ascontiguousarray(rows + 0.0).view(np.uint64)


def must_be_same(one: Floats, other: Floats, names: Sequence[str], what: str) -> None:
    """Fails with the first row and game that differ."""
    assert one.shape == other.shape, what
    row, game = np.nonzero(bits(one) != bits(other))
    if len(row):
        name = names[row[0]] if names else f"slot {row[0]}"
        left, right = one[row[0], game[0]], other[row[0], game[0]]
        raise AssertionError(
            f"{what}: {name} of game {game[0]} is {left!r} here and {right!r} there,"
            f" and {len(row) - 1} more values differ"
        )


def must_be_same_trail(program: Program, one: Trail, other: Trail, what: str) -> None:
    """Fails at the first turn that differs."""
    names = list(program.row)
    for turn, (left, right) in enumerate(zip(one.states, other.states, strict=True)):
        if turn:
            must_be_same(one.notes[turn - 1], other.notes[turn - 1], [], f"{what}, notes of turn {turn}")
        must_be_same(left, right, names, f"{what}, after turn {turn}")
    for left, right, part in zip(one.judged, other.judged, (*program.rules.sides, "questions"), strict=True):
        must_be_same(left, right, [] if part == "questions" else names, f"{what}, judged by {part}")


def follow(executor: str, program: Program, seeds: NDArray[np.uint64], decisions: list[Floats]) -> Trail:
    """Plays games by one executor, in every way that the engine offers, which must agree."""
    with asked_for(executor):
        own = replace(program)  # executors are kept by program: a copy gets its own
        names = list(own.row)
        state = open_games(own, seeds)
        in_place = [Games(own, len(seeds), threads) for threads in (1, 2, 3)]
        for games in in_place:
            games.open(seeds)
        trail = Trail([state.rows], [], [])
        for turn, some in enumerate(decisions, start=1):
            what = f"{executor}, turn {turn}"
            before = state
            plain = play_turn(before, some)
            state, record = play_turn_recorded(before, some)
            must_be_same(plain.rows, state.rows, names, f"{what}, without a record and with one")
            for games in in_place:
                games.decide(some)
                games.play()
                must_be_same(games.state().rows, state.rows, names, f"{what}, in place and not")
            trail.states.append(state.rows)
            trail.notes.append(record.notes)
        trail.judged.extend(view(state, side).rows for side in own.rules.sides)
        trail.judged.append(question_values(state))
    return trail


def must_agree(program: Program, seeds: NDArray[np.uint64], decisions: list[Floats], part: slice) -> None:
    """Holds each executor against the first, and the games of `part` among themselves against all."""
    names = executors()
    first = follow(names[0], program, seeds, decisions)
    for name in names:
        if name != names[0]:
            other = follow(name, program, seeds, decisions)
            must_be_same_trail(program, first, other, f"{names[0]} against {name}")
        few = follow(name, program, seeds[part], [some[:, part] for some in decisions])
        must_be_same_trail(
            program, first.columns(part), few, f"{name}, games {part.start} to {part.stop - 1}"
        )


def with_nonsense(decisions: Floats, turn: int) -> Floats:
    """Some that are no decisions at all among them."""
    places = np.random.default_rng(turn).random(decisions.shape)
    return np.where(places < 0.02, 0.5, np.where(places > 0.98, -1.0, decisions))


# around what the compiled executor works on together, and what it shares out among threads
edges = st.sampled_from([1, 2, 7, 8, 9, 63, 64, 65, 200, 511, 512, 513, 1025])
sizes = edges | st.integers(1, 200)


def _must_agree_on(invented: Rules, games: int, seed: int, data: st.DataObject) -> None:
    program = compile_rules(invented)
    seeds = game_seeds(seed, games)
    turns = range(1, invented.turns + 2)
    decisions = [with_nonsense(wild_decisions(program, seeds, turn), turn) for turn in turns]
    start = data.draw(st.integers(0, games - 1), "first game of the part")
    stop = data.draw(st.integers(start + 1, games), "end of the part")
    must_agree(program, seeds, decisions, slice(start, stop))


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(rules(), sizes, st.integers(0, 2**64 - 1), st.data())
def test_all_executors_give_the_same_bits_whatever_the_rules(
    invented: Rules, games: int, seed: int, data: st.DataObject
) -> None:
    _must_agree_on(invented, games, seed, data)


@pytest.mark.long
@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(rules(), sizes, st.integers(0, 2**64 - 1), st.data())
def test_all_executors_give_the_same_bits_whatever_the_rules_at_length(
    invented: Rules, games: int, seed: int, data: st.DataObject
) -> None:
    _must_agree_on(invented, games, seed, data)


SCENARIOS = {
    **{name: catalogue.folder() / f"{name}.yaml" for name in catalogue.names()},
    **{name: TESTS / "scenario" / f"{name}.yaml" for name in ("second", "small")},
}


@pytest.mark.parametrize("name", SCENARIOS)
def test_all_executors_give_the_same_bits_in_every_scenario(name: str) -> None:
    """Half of the games are played by the rules, half against them."""
    program = program_of(load(SCENARIOS[name]))
    player = RandomPlayer()
    state = open_games(program, game_seeds(40, 150))
    decisions = []
    for turn in range(1, program.rules.turns + 2):
        some = legal_decisions(player, state)
        some[:, ::2] = wild_decisions(program, state.seeds, turn)[:, ::2]
        decisions.append(some)
        state = play_turn(state, some)
    must_agree(program, state.seeds, decisions, slice(100, 149))


def test_games_of_invented_rules_end_at_different_times() -> None:
    ends = set()

    @settings(
        max_examples=12,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(rules())
    def play(invented: Rules) -> None:
        program = compile_rules(invented)
        state = open_games(program, game_seeds(3, 50))
        for turn in range(1, invented.turns + 1):
            state = play_turn(state, wild_decisions(program, state.seeds, turn))
            ends.add((turn == invented.turns, *np.unique(state.rows[program.row["ended"]] != 0.0)))

    play()
    assert (False, False, True) in ends, "no batch had games that went on and games that had ended"


def test_a_difference_is_told_with_turn_row_and_game() -> None:
    program = program_of(load(SCENARIOS["small"]))
    seeds = game_seeds(1, 4)
    decisions = [no_decisions(program, 4) for _ in range(3)]
    one = follow("numpy", program, seeds, decisions)
    other = Trail([rows.copy() for rows in one.states], one.notes, one.judged)
    row = program.row["world"]
    other.states[2][row, 3] = np.nextafter(other.states[2][row, 3], 1e9)
    with pytest.raises(AssertionError, match=r"after turn 2: world of game 3 .* 0 more"):
        must_be_same_trail(program, one, other, "here and there")


def test_the_distance_of_a_number_below_zero_is_the_same_for_all_executors() -> None:
    invented = replace(sample_rules(), world=Unary("abs", Const(-2.75)))
    program = compile_rules(invented)
    seeds = game_seeds(1, 2)
    must_agree(program, seeds, [no_decisions(program, 2)], slice(0, 1))
    assert open_games(program, seeds).value("world") == 2.75
