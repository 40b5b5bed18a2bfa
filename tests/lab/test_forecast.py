"""A forecast is what an order changes, futures with and without it being otherwise the same."""

import numpy as np
import pytest

from game.engine.intelligence import view
from game.engine.luck import game_seeds
from game.engine.program import Program
from game.engine.state import State
from game.engine.turn import no_decisions, open_games
from game.lab.forecast import Forecast, Forecaster

ROWS = ("variable:coin:north", "variable:skill:north", "variable:risk:north", "variable:gauge")


@pytest.fixture(scope="module")
def believed(program: Program) -> State:
    return view(open_games(program, game_seeds(1, 1)), "north")


def forecast(program: Program, believed: State, draft: np.ndarray | None = None) -> Forecast:
    sheet = no_decisions(program, 1)[:, 0] if draft is None else draft
    return Forecaster(program, "north").forecast(believed, sheet, ROWS, seed=3)


def row_of(program: Program, order: str) -> int:
    return next(slot.row for slot in program.orders if slot.order.id == order)


def test_every_legal_order_is_told_and_no_other(program: Program, believed: State) -> None:
    legal = {
        slot.order.id
        for slot in program.orders
        if slot.order.side == "north" and believed.rows[slot.legal, 0]
    }
    assert set(forecast(program, believed).options) == legal


def test_ranges_are_in_order_and_costs_are_certain(program: Program, believed: State) -> None:
    told = forecast(program, believed).options["build@north"]
    for name in ROWS:
        assert told[name].low <= told[name].middle <= told[name].high
    cost = believed.value("cost:build@north")
    assert told["variable:coin:north"].low == told["variable:coin:north"].high == -cost


def test_chance_shows_as_a_band(program: Program, believed: State) -> None:
    skill = forecast(program, believed).options["build@north"]["variable:skill:north"]
    assert skill.low < 0.0 < skill.high


def test_a_draft_without_anything_changes_nothing(program: Program, believed: State) -> None:
    assert all(told.is_nothing for told in forecast(program, believed).draft.values())


def test_the_draft_is_forecast_as_a_whole(program: Program, believed: State) -> None:
    draft = no_decisions(program, 1)[:, 0]
    draft[row_of(program, "watch@north")] = 1.0
    told = forecast(program, believed, draft)
    assert told.draft == told.options["watch@north"]


def test_the_same_seed_tells_the_same(program: Program, believed: State) -> None:
    assert forecast(program, believed) == forecast(program, believed)
