"""The analyst thinks ahead from what its side may know, decides legally, and beats chance."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.engine.intelligence import view
from game.engine.luck import game_seeds
from game.engine.orders import judge_set
from game.engine.program import Program
from game.engine.state import State
from game.engine.turn import open_games, play_turn
from game.lab.simulate import simulate
from game.match.opening import program_of
from game.opponents.analyst import Analyst
from game.opponents.levels import BatchPlayer
from game.opponents.random import RandomPlayer
from game.opponents.thinking import Effort
from game.scenario import catalogue
from game.scenario.reading import load
from tests.engine.sample import SIDES

SMALL = Effort(look=64, explore=128, candidates=4, refine=16, turns=3, rival_sets=2)


@pytest.fixture(scope="module")
def state(program: Program) -> State:
    """Games in their third turn, most of them still running."""
    state = open_games(program, game_seeds(11, 10))
    for turn in range(2):
        seeds = game_seeds(turn, state.games)
        state = play_turn(state, sum(RandomPlayer().decide_many(state, side, seeds) for side in SIDES))
    return state


@pytest.mark.parametrize("side", SIDES)
def test_the_same_seeds_give_the_same_decisions(state: State, side: str) -> None:
    believed, seeds = view(state, side), game_seeds(5, state.games)
    first, second = (Analyst(SMALL).decide_many(believed, side, seeds) for _ in range(2))
    assert (first == second).all()


@pytest.mark.parametrize("side", SIDES)
def test_a_game_alone_is_decided_as_in_its_batch(state: State, side: str) -> None:
    believed, seeds = view(state, side), game_seeds(5, state.games)
    together = Analyst(SMALL).decide_many(believed, side, seeds)
    analyst = Analyst(SMALL)
    for game in (0, 3, 9):
        alone = analyst.decide(believed.column(game), side, int(seeds[game]))
        assert (alone[:, 0] == together[:, game]).all()


def test_futures_in_several_tiles_count_as_in_one(state: State, monkeypatch: pytest.MonkeyPatch) -> None:
    believed, seeds = view(state, SIDES[0]), game_seeds(5, state.games)
    whole = Analyst(SMALL).decide_many(believed, SIDES[0], seeds)
    for module in ("game.opponents.thinking", "game.opponents.futures"):
        monkeypatch.setattr(f"{module}.WIDTH", 64)
    assert (Analyst(SMALL).decide_many(believed, SIDES[0], seeds) == whole).all()


def test_it_never_decides_anything_illegal(program: Program) -> None:
    state = open_games(program, game_seeds(17, 12))
    players = {side: Analyst(SMALL) for side in SIDES}
    while not state.rows[program.row["ended"]].all():
        decisions = np.zeros((program.decision_rows, state.games))
        for side, player in players.items():
            own = player.decide_many(view(state, side), side, game_seeds(state.turn, state.games))
            for game in range(state.games):
                if not state.is_over(game):
                    assert judge_set(state.column(game), side, own[:, game]).is_legal
            decisions += own
        state = play_turn(state, decisions)


@settings(max_examples=10, deadline=None)
@given(data=st.data())
def test_what_is_hidden_from_it_cannot_change_its_decision(
    program: Program, state: State, data: st.DataObject
) -> None:
    own, rival = data.draw(st.permutations(SIDES))
    game = data.draw(st.integers(0, state.games - 1))
    truth = state.column(game)
    rows, row = truth.rows.copy(), program.row
    rows[row[f"variable:skill:{rival}"]] += data.draw(st.sampled_from([-7.0, 0.0, 5.5]))
    rows[row[f"error:skill:{own}"]] = data.draw(st.floats(-3, 3))
    rows[row[f"estimate:skill:{rival}"]] = data.draw(st.floats(0, 100))
    if rows[row[f"seen:watch@{rival}"], 0] == 0.0:
        rows[row[f"in_force:watch@{rival}"]] = float(data.draw(st.booleans()))
    for answer in program.answers:
        if answer.side == rival and answer.kind == "invitation":
            rows[answer.waits] = 0.0
    seeds = truth.seeds + np.uint64(data.draw(st.integers(0, 99)))
    other = State(program, truth.turn, rows, seeds)
    decided = [Analyst(SMALL).decide(view(each, own), own, 7) for each in (truth, other)]
    assert (decided[0] == decided[1]).all()


def test_it_says_why(state: State) -> None:
    analyst = Analyst(SMALL)
    game = next(game for game in range(state.games) if not state.is_over(game))
    decisions = analyst.decide(view(state, SIDES[0]).column(game), SIDES[0], 7)
    told = analyst.reasoning()
    orders = {slot.order.id for slot in state.program.orders if decisions[slot.row, 0] == 1.0}
    assert {reason.subject for reason in told if reason.kind == "order"} == orders
    assert len(analyst.reasons()) == len(told)


@pytest.mark.parametrize("seat", [0, 1])
def test_it_does_better_than_chance_from_either_seat(program: Program, seat: int) -> None:
    side, rival = SIDES[seat], SIDES[1 - seat]
    players: list[BatchPlayer] = [RandomPlayer(), RandomPlayer()]
    by_chance = simulate(program, players, 48, seed=2)
    players[seat] = Analyst(SMALL)
    result = simulate(program, players, 48, seed=2)
    assert result.wins[side] > by_chance.wins[side]
    assert result.payoffs[side] - result.payoffs[rival] > by_chance.payoffs[side] - by_chance.payoffs[rival]


@pytest.mark.long
def test_against_chance_it_hardly_ever_loses_in_a_shipped_scenario() -> None:
    program = program_of(load(catalogue.find(catalogue.default())))
    won = lost = 0
    for seat in (0, 1):
        players: list[BatchPlayer] = [RandomPlayer(), RandomPlayer()]
        players[seat] = Analyst(Effort.of(1024))
        result = simulate(program, players, 16, seed=seat)
        won += result.wins[program.rules.sides[seat]]
        lost += result.wins[program.rules.sides[1 - seat]]
    assert won >= 12  # of 32: chance brings about ruptures too, in which nobody wins
    assert lost <= won / 5
