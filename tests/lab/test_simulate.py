"""Many games: counted rightly, the same from the same seed, in whatever tiles they are played."""

import json
from dataclasses import replace

from game.engine.program import Program
from game.lab.simulate import Simulation, order_name, simulate
from game.opponents.analyst import Analyst
from game.opponents.random import RandomPlayer
from game.opponents.thinking import Effort
from tests.engine.sample import SIDES, TURNS

SMALL = Effort(look=64, explore=64, candidates=2, refine=8, turns=2, rival_sets=2)


def by_chance(program: Program, games: int, seed: int = 1, tile: int = 4096) -> Simulation:
    return simulate(program, [RandomPlayer(), RandomPlayer()], games, seed, tile=tile)


def test_the_json_has_exactly_the_promised_keys(program: Program) -> None:
    told = json.loads(json.dumps(by_chance(program, 20).as_json()))
    assert list(told) == [
        "games",
        "seconds",
        "game_turns_per_second",
        "endings",
        "wins",
        "mean_score",
        "orders_used",
        "events_fired",
    ]
    assert set(told["wins"]) == set(told["mean_score"]) == set(SIDES)


def test_every_game_ends_and_no_turn_is_counted_after_its_end(program: Program) -> None:
    result = by_chance(program, 300)
    assert result.games == sum(result.endings.values()) == 300
    assert sum(result.wins.values()) <= 300
    assert 300 <= result.game_turns <= 300 * TURNS


def test_the_tiles_have_no_influence(program: Program) -> None:
    whole, parts = by_chance(program, 90), by_chance(program, 90, tile=32)
    parts.seconds = whole.seconds
    assert whole == parts


def test_the_threads_have_no_influence(program: Program) -> None:
    players = [RandomPlayer(), RandomPlayer()]
    one, three = (simulate(program, players, 1700, 4, threads=threads) for threads in (1, 3))
    three.seconds = one.seconds
    assert one == three


def test_other_seeds_are_other_games(program: Program) -> None:
    assert by_chance(program, 50, 1).payoffs != by_chance(program, 50, 2).payoffs


def test_thinking_players_in_tiles_decide_as_in_one(program: Program) -> None:
    results = [simulate(program, [Analyst(SMALL), Analyst(SMALL)], 9, 3, tile=tile) for tile in (9, 4)]
    first, second = (replace(result, seconds=0.0) for result in results)
    assert first == second


def test_orders_are_counted_by_how_often_they_took_effect(program: Program) -> None:
    used = by_chance(program, 64, 5).orders_used
    assert set(used) == {order_name(program, number) for number in range(len(program.orders))}
    assert used["build@north"] > 0
    assert "recall.north0" not in used  # people-targeted orders count together
    assert used["recall"] > 0
