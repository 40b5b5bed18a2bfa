"""Why values moved, and what a side may know of it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.match.causes import explain
from game.match.clerk import lay_desk
from game.match.knowledge import Knowledge, reads
from game.match.reveals import in_hundred, reveal
from game.match.seats import Sealed
from tests.match.conftest import GROUNDED, play, start

SEEDS = st.integers(0, 500)


@settings(max_examples=25, deadline=None)
@given(seed=SEEDS, first=st.integers(1, 6), length=st.integers(0, 5), is_open=st.booleans())
def test_every_list_of_causes_adds_up_as_shown(seed: int, first: int, length: int, is_open: bool) -> None:
    match = play(start(seed))
    first = min(first, len(match.records))
    last = min(first + length, len(match.records))
    for side in match.sides:
        for view in lay_desk(match, side).variables:
            account = explain(match, side, view.id, first, last, is_open=is_open)
            assert round(sum(cause.amount for cause in account.causes), 2) == account.change
            assert account.end == view.history[last]
            assert account.start == view.history[first - 1]
            assert sum(not cause.is_known for cause in account.causes) <= (0 if is_open else 1)


@settings(max_examples=10, deadline=None)
@given(seed=SEEDS)
def test_changes_on_the_desk_are_those_of_the_reveal(seed: int) -> None:
    match = play(start(seed), 3)
    for side in match.sides:
        shown = {(move.variable, move.is_estimate): move.change for move in reveal(match, side, 3).moves}
        desk = lay_desk(match, side)
        for view in desk.variables:
            assert shown[view.id, False] == view.change
        for estimate in desk.estimates:
            assert shown[estimate.id, True] == estimate.change


def test_a_side_is_not_told_why_the_rivals_values_moved(played) -> None:
    with pytest.raises(ValueError, match="own values"):
        explain(played, "coast", "light", 1, owner="hills")
    assert explain(played, "coast", "light", 1, owner="hills", is_open=True).side == "hills"


def test_turns_that_were_not_played_are_refused(played) -> None:
    for first, last in ((0, 1), (2, 1), (1, len(played.records) + 1)):
        with pytest.raises(ValueError, match="not played"):
            explain(played, "coast", "light", first, last)


def listened(seed: int):
    """A first turn in which the Hills listen at the door, and nobody does anything else."""
    match = start(seed)
    match.play({"coast": Sealed(), "hills": Sealed(("listen",))})
    return match


def one_where(came_to_light: bool):
    for seed in range(40):
        match = listened(seed)
        kinds = {happening.kind for happening in match.records[0].happenings()}
        if ("exposed" in kinds) == came_to_light:
            return match
    raise AssertionError("luck never fell that way")


def test_a_covert_order_that_stayed_dark_is_a_cause_unknown_to_its_victim() -> None:
    match = one_where(came_to_light=False)
    account = explain(match, "coast", "exposure", 1)
    assert [cause.title for cause in account.causes if not cause.is_known] == ["Cause unknown"]
    assert not any("Listen" in cause.title for cause in account.causes)
    opened = explain(match, "coast", "exposure", 1, is_open=True)
    assert any("Listen" in cause.title for cause in opened.causes)
    assert opened.change == account.change


def test_a_covert_order_that_came_to_light_is_named() -> None:
    match = one_where(came_to_light=True)
    account = explain(match, "coast", "exposure", 1)
    assert any("Listen" in cause.title for cause in account.causes)


def test_the_reveal_shows_covert_orders_to_their_side_and_to_the_other_only_in_the_light() -> None:
    for came_to_light in (True, False):
        match = one_where(came_to_light)
        assert [order.order for order in reveal(match, "hills", 1).sides[1].orders] == ["listen"]
        seen = [order.order for order in reveal(match, "coast", 1).sides[1].orders]
        assert seen == (["listen"] if came_to_light else [])
        assert reveal(match, "", 1).sides[1].is_all
        assert not reveal(match, "coast", 1).sides[1].is_all


def test_a_breach_of_an_accord_is_known_just_when_it_is_found() -> None:
    seen = set()
    for seed in range(40):
        match = start(seed)
        match.play(
            {"coast": Sealed(("offer_ferry_pass@coast",)), "hills": Sealed(("offer_ferry_pass@hills",))}
        )
        match.play({"coast": Sealed(), "hills": Sealed(("cheat_ferry_pass@hills",))})
        is_found = any(happening.kind == "found" for happening in match.records[1].happenings())
        shown = [order.title for order in reveal(match, "coast", 2).sides[1].orders]
        assert shown == (["Search the luggage"] if is_found else [])
        seen.add(is_found)
    assert seen == {True, False}


def dark_policy(exposed_in: int, turns: int = 4):
    """A game in which the Coast keeps its workshop dark, and that comes out in a given turn."""
    for seed in range(300):
        match = start(seed)
        for turn in range(1, turns + 1):
            orders = ("blackout@coast",) if turn == 1 else ()
            match.play({"coast": Sealed(orders), "hills": Sealed()})
        exposed = [
            turn
            for turn, record in enumerate(match.records, 1)
            if any(happening.kind == "exposed" for happening in record.happenings())
        ]
        if exposed == [exposed_in]:
            return match
    raise AssertionError("luck never fell that way")


def test_a_policy_that_comes_out_late_is_known_for_all_its_turns() -> None:
    match = dark_policy(exposed_in=3)
    knowledge = Knowledge(match, "hills")
    assert all(knowledge.order("blackout@coast", turn) for turn in (1, 2, 3, 4))
    before = match.fork(3)
    assert not Knowledge(before, "hills").order("blackout@coast", 2)
    assert [policy.order for policy in lay_desk(match, "hills").rival_policies] == ["blackout@coast"]
    assert lay_desk(before, "hills").rival_policies == ()


@settings(max_examples=8, deadline=None)
@given(seed=SEEDS)
def test_a_reveal_never_names_a_rivals_order_that_stayed_in_the_dark(seed: int) -> None:
    match = play(start(seed, GROUNDED), 6)
    for side in match.sides:
        rival = match.rival(side)
        secret = {
            slot.order.id: slot.order.visibility
            for slot in match.program.orders
            if slot.order.side == rival and slot.order.visibility != "public"
        }
        for turn in range(1, len(match.records) + 1):
            shown = reveal(match, side, turn)
            for order in shown.sides[match.sides.index(rival)].orders:
                assert order.order not in secret or Knowledge(match, side).order(order.order, turn)
            assert not shown.sides[match.sides.index(rival)].stance


@given(odds=st.floats(0, 1), roll=st.floats(0, 1, exclude_max=True))
def test_rolls_in_print_agree_with_what_happened(odds: float, roll: float) -> None:
    shown, rolled = in_hundred(odds, roll)
    assert (rolled <= shown) == (roll < odds)
    assert 1 <= rolled <= 101 if odds == 1.0 else 1 <= rolled <= 100


def test_all_that_a_formula_reads_is_found(played) -> None:
    outcome = next(o for o in played.program.rules.outcomes if o.id == "held")
    assert {"reach", "stance"} <= {read.kind for read in reads(outcome.when[0])}
