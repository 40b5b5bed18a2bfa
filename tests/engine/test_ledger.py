"""Every change has its causes, and they add up."""

from game.engine.luck import game_seeds
from game.engine.program import Program
from game.engine.turn import open_games, play_turn_recorded
from tests.engine.conftest import random_decisions
from tests.engine.sample import TURNS


def test_entries_sum_exactly_to_the_change_of_every_variable(program: Program) -> None:
    games = 64
    state = open_games(program, game_seeds(8, games))
    kinds = set()
    for turn in range(1, TURNS + 1):
        after, record = play_turn_recorded(state, random_decisions(program, games, turn))
        for game in range(games):
            sums: dict[tuple[str, str], float] = {}
            for entry in record.entries(game):
                kinds.add(entry.source.kind)
                sums[entry.variable, entry.side] = sums.get((entry.variable, entry.side), 0.0) + entry.amount
            for variable in program.rules.variables:
                name = f"variable:{variable.id}:{variable.side}".rstrip(":")
                moved = after.value(name, game) - state.value(name, game)
                assert moved == sums.get((variable.id, variable.side), 0.0)
        state = after
    assert {"cost", "upkeep", "limit", "rule"} <= kinds


def test_chances_tell_odds_and_roll_and_what_came_of_them(program: Program) -> None:
    games = 64
    state = open_games(program, game_seeds(8, games))
    outcomes = set()
    for turn in range(1, TURNS + 1):
        state, record = play_turn_recorded(state, random_decisions(program, games, turn))
        for game in range(games):
            for chance in record.chances(game):
                assert 0.0 <= chance.roll < 1.0
                assert 0.0 <= chance.odds <= 1.0
                outcomes.add(chance.happened)
    assert outcomes == {True, False}


def test_happenings_name_the_person_they_are_about(program: Program) -> None:
    games = 256
    state = open_games(program, game_seeds(8, games))
    people = {person.id for person in program.rules.people}
    kinds = set()
    for turn in range(1, TURNS + 1):
        state, record = play_turn_recorded(state, random_decisions(program, games, turn))
        for game in range(games):
            for happening in record.happenings(game):
                kinds.add(happening.kind)
                if happening.kind in ("outcome", "returned", "departed", "moved"):
                    assert happening.person in people
                if happening.kind == "event" and happening.subject == "letter":
                    assert happening.person.startswith("north")
    assert kinds == {
        "chosen", "ordered", "enacted", "lifted", "exposed", "lapsed", "offered", "concluded", "broken",
        "found", "ended", "outcome", "moved", "departed", "returned", "event", "ending",
    }  # fmt: skip
