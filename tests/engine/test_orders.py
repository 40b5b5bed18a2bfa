"""What may be decided is judged in one way, and refusals say why."""

import numpy as np

from game.engine.luck import game_seeds
from game.engine.orders import judge_set, refusals
from game.engine.program import Program
from game.engine.turn import no_decisions, open_games, play_turn, play_turn_recorded
from tests.engine.conftest import random_decisions
from tests.engine.sample import SIDES, TURNS


def test_the_engine_carries_out_just_what_is_not_refused(program: Program) -> None:
    games = 48
    state = open_games(program, game_seeds(21, games))
    seen: set[str] = set()
    for turn in range(1, TURNS + 1):
        decisions = random_decisions(program, games, turn, seed=5)
        after, record = play_turn_recorded(state, decisions)
        for game in range(games):
            if state.is_over(game):
                continue
            done = {h.subject for h in record.happenings(game) if h.kind == "ordered"}
            alone = state.column(game)
            wanted, refused = set(), set()
            for side in SIDES:
                verdict = judge_set(alone, side, decisions[:, game])
                orders = {s.order.id for s in program.orders if s.order.side == side}
                wanted |= {s.order.id for s in program.orders if decisions[s.row, game] == 1.0} & orders
                refused |= set(verdict.refused) & orders
                seen |= {why.code for reasons in verdict.refused.values() for why in reasons}
            assert done == wanted - refused
        state = after
    assert seen == {"cost", "need", "excluded", "cooldown", "once", "term", "count"}


def test_a_refused_order_costs_nothing(program: Program) -> None:
    state = open_games(program, game_seeds(1, 1))
    slot = next(s for s in program.orders if s.order.id == "break_pact@north")
    decisions = no_decisions(program, 1)
    quiet = play_turn(state, decisions)
    decisions[slot.row] = 1.0
    assert refusals(state, slot)[0].code == "need"
    assert play_turn(state, decisions).digest() == quiet.digest()


def test_a_policy_acts_from_its_turn_costs_upkeep_and_can_be_lifted(program: Program) -> None:
    state = open_games(program, game_seeds(1, 1))
    watch = next(s for s in program.orders if s.order.id == "watch@north")
    decisions = no_decisions(program, 1)
    decisions[watch.row] = 1.0
    state, record = play_turn_recorded(state, decisions)
    assert state.value("in_force:watch@north") == 1.0
    acted = [e for e in record.entries() if e.order == "watch@north"]
    assert {(e.variable, e.phase) for e in acted} >= {
        ("risk", "policies"),
        ("coin", "pay"),
        ("coin", "upkeep"),
    }
    assert refusals(state, watch)[0].code == "term"
    state = play_turn(state, no_decisions(program, 1))
    assert refusals(state, watch) == []
    state = play_turn(state, decisions)
    assert state.value("in_force:watch@north") == 0.0


def test_crossing_offers_conclude_and_an_offer_can_be_agreed_to(program: Program) -> None:
    offers = [next(s for s in program.orders if s.order.id == f"offer_pact@{side}") for side in SIDES]
    state = open_games(program, game_seeds(1, 1))
    decisions = no_decisions(program, 1)
    decisions[[slot.row for slot in offers]] = 1.0
    assert play_turn(state, decisions).value("accord:pact") == 1.0
    decisions[offers[1].row] = 0.0
    offered = play_turn(state, decisions)
    assert offered.value("accord:pact") == 0.0
    answer = next(a for a in program.answers if a.id == "accord:pact:south")
    assert offered.rows[answer.waits, 0] == 1.0
    decisions = no_decisions(program, 1)
    assert play_turn(offered, decisions).value("accord:pact") == 0.0
    decisions[answer.row] = 1.0
    agreed = play_turn(offered, decisions)
    assert agreed.value("accord:pact") == 1.0
    for _ in range(3):
        agreed = play_turn(agreed, no_decisions(program, 1))
    assert agreed.value("accord:pact") == 0.0, "its term of three turns ran out"


def test_delayed_effects_fall_due_and_all_do_before_the_final_score(program: Program) -> None:
    build = next(s for s in program.orders if s.order.id == "build@north")
    for ordered_in in (1, TURNS - 1, TURNS):
        games = 64
        state = open_games(program, game_seeds(3, games))
        arrived = np.zeros(games)
        succeeded = np.zeros(games)
        for turn in range(1, TURNS + 1):
            decisions = no_decisions(program, games)
            decisions[build.row] = float(turn == ordered_in)
            state, record = play_turn_recorded(state, decisions)
            for game in range(games):
                mine = [e for e in record.entries(game) if e.order == "build@north" and e.variable == "skill"]
                arrived[game] += sum(e.amount for e in mine if e.phase == "delayed")
                if turn == ordered_in:
                    succeeded[game] = any(
                        c.happened for c in record.chances(game) if c.order == "build@north"
                    )
        running = state.rows[program.row["ended"]] == 2.0
        assert running.sum() > 10
        assert (arrived[running] == 5.0 * succeeded[running]).all()
