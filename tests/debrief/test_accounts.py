"""What the page counts: decisions, causes, chances, beliefs."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from game.debrief.beliefs import beliefs
from game.debrief.chances import luck
from game.debrief.changes import biggest
from game.debrief.decisions import decisions
from game.match.match import Match
from tests.news.games import SCENARIOS, new_game, play_on

every_scenario = pytest.mark.parametrize("path", SCENARIOS, ids=lambda path: path.stem)


@cache
def played(path: Path) -> Match:
    return play_on(new_game(path, 6), boldness=0.6)


@every_scenario
def test_each_list_of_causes_adds_up_as_shown(path: Path) -> None:
    for account in biggest(played(path)):
        told = sum(cause.amount for cause in account.causes) + account.smaller_amount
        assert round(told - account.explanation.change, 6) == 0


@every_scenario
def test_what_orders_did_in_all_is_what_the_ledger_says_of_them(path: Path) -> None:
    match = played(path)
    told: dict[tuple[str, str], float] = {}
    for decision in decisions(match):
        if decision.verb in ("ordered", "ended", "broke", "breached"):
            for change in decision.changes:
                where = (change.variable, change.side)
                told[where] = told.get(where, 0.0) + change.amount
    offers = {order for accord in match.program.rules.accords for order in accord.offers}
    entered: dict[tuple[str, str], float] = {}
    for record in match.records:
        for entry in record.entries():
            if entry.order and entry.order not in offers and entry.source.kind not in ("cost", "upkeep"):
                where = (entry.variable, entry.side)
                entered[where] = entered.get(where, 0.0) + entry.amount
    shown = {where for where in entered if not match.scenario.variables[where[0]].hidden}
    for where in shown:
        # what is too small to be told of one decision may add up over many
        assert told.get(where, 0.0) == pytest.approx(entered[where], abs=0.05 * len(decisions(match)))


@every_scenario
def test_decisions_stand_in_the_order_of_their_weight(path: Path) -> None:
    weights = [decision.weight for decision in decisions(played(path))]
    assert weights == sorted(weights, reverse=True)


@every_scenario
def test_a_chance_shown_happened_just_when_its_roll_was_at_most_its_odds(path: Path) -> None:
    found = luck(played(path))
    for fell in found.shown:
        assert fell.happened == (fell.roll_in_100 <= fell.odds_in_100)
    assert 0 <= found.happened <= found.count


@every_scenario
def test_beliefs_lie_within_their_band(path: Path) -> None:
    for belief in beliefs(played(path)):
        for low, middle, high in zip(belief.low, belief.middle, belief.high, strict=True):
            assert low <= high
            assert low - 1e-9 <= middle <= high + 1e-9
        assert 0 <= belief.inside <= len(belief.truth)
