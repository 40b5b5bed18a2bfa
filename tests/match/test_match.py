"""The course of a match."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from game.match.match import MatchError
from game.match.seats import Sealed, Seat, from_decisions, player_seed, to_decisions
from tests.match.conftest import play, start


def test_a_match_played_again_has_the_same_digests(played) -> None:
    again = start(3)
    for sealed in played.sealed:
        again.play(sealed)
    assert again.digests() == played.digests()


def test_a_fork_is_the_same_game_up_to_its_turn_and_its_own_after(played) -> None:
    fork = played.fork(3)
    assert fork.turn == 3
    assert fork.forked_from == 3
    assert fork.digests() == played.digests()[:3]
    fork.play(played.sealed[2])
    assert fork.state.digest() == played.states[3].digest()
    assert len(played.records) > len(fork.records)


def test_going_back_before_the_first_turn_or_past_the_last_is_refused(played) -> None:
    for turn in (0, played.turn + 1):
        with pytest.raises(MatchError):
            played.fork(turn)


def test_a_turn_waits_until_both_have_sealed() -> None:
    match = start()
    match.seal("coast")
    with pytest.raises(MatchError):
        match.resolve()
    match.seal("hills")
    match.resolve()
    assert match.turn == 2


def test_a_side_seals_once_and_may_take_the_envelope_back_until_the_turn_is_played() -> None:
    match = start()
    match.draft("coast").add("grind_lenses@coast")
    match.seal("coast")
    with pytest.raises(MatchError):
        match.seal("coast")
    match.unseal("coast")
    assert match.draft("coast").orders == ("grind_lenses@coast",)
    match.seal("coast", Sealed())
    assert match.pending() == {"coast": Sealed()}


def test_what_the_engine_would_refuse_cannot_be_sealed() -> None:
    match = start()
    match.draft("coast")
    with pytest.raises(MatchError):
        match.seal("coast", Sealed(("let_go.ida_stone",)))
    with pytest.raises(KeyError):
        match.seal("coast", Sealed(("night_school",)))
    assert match.pending() == {}


def test_a_finished_game_takes_no_more_orders(played) -> None:
    with pytest.raises(MatchError):
        played.seal("coast")


def test_a_player_gets_the_view_of_its_side_and_luck_of_its_own() -> None:
    asked = []

    class Listener:
        name = "listener"

        def decide(self, view, side, seed):
            asked.append((view, side, seed))
            return to_decisions(view.program, {})

    match = start()
    match.seats = (Seat("coast", "", Listener()), Seat("hills", "", Listener()))
    play(match, 1)
    (view, side, seed), (_, _, other_seed) = asked
    assert side == "coast"
    assert seed != other_seed
    assert not view.seeds.any()
    assert view.value("variable:light:hills") != match.states[0].value("variable:light:hills")
    assert view.value("variable:light:coast") == match.states[0].value("variable:light:coast")


def test_the_luck_of_players_differs_by_turn_side_and_seed() -> None:
    seeds = {player_seed(s, t, side) for s in (1, 2) for t in (1, 2) for side in ("a", "b")}
    assert len(seeds) == 8


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10_000), turn=st.integers(1, 5))
def test_decisions_by_name_and_as_an_array_are_the_same_thing(seed: int, turn: int) -> None:
    match = play(start(seed), turn)
    for sealed in match.sealed:
        decisions = to_decisions(match.program, sealed)
        for side in match.sides:
            assert from_decisions(match.program, side, decisions) == sealed[side]
