"""Effects in print, and which cards a family shows."""

from __future__ import annotations

from dataclasses import replace

from game.desktop.letters import Forecast, Swing
from game.desktop.views.cards import swing_words, telling
from game.desktop.views.choosing import shown_orders
from tests.desktop import samples


def swing(low: float, middle: float, high: float, good: str = "high", digits: int = 0) -> Swing:
    return Swing("v", "near", "Value", low, middle, high, digits, good)


def test_a_sure_change_is_one_number() -> None:
    assert swing_words(swing(2, 2, 2)) == (1, "2", True)


def test_a_likely_change_is_a_range_from_small_to_large() -> None:
    assert swing_words(swing(-5, -3, -2)) == (-1, "2–5", False)
    assert swing_words(swing(-5, -3, -2, good="low")) == (-1, "2–5", True)


def test_a_change_that_may_go_either_way_takes_no_side() -> None:
    assert swing_words(swing(-1, 2, 3)) == (1, "\N{MINUS SIGN}1 … 3", None)


def test_no_change_is_told_as_none() -> None:
    assert swing_words(swing(0, 0.2, 0.4)) == (0, "= 0", None)


def test_the_best_and_the_worst_of_the_own_values_are_told() -> None:
    other = Swing("w", "far", "Theirs", 9, 9, 9, 0, "high")
    forecast = Forecast((swing(1, 1, 1), swing(4, 4, 4), swing(-2, -2, -2), other), 64)
    best, worst = telling(forecast, "near")
    assert best is not None
    assert worst is not None
    assert (best.middle, worst.middle) == (4, -2)


def test_an_order_that_makes_no_sense_now_is_not_shown() -> None:
    desk = samples.desk()
    recall = samples.order(50, "Recall Wen", "people", 1, "", person="wen", is_legal=False)
    breaking = samples.order(51, "Break it", "people", 0, "", kind="break", is_legal=False)
    shown = shown_orders(replace(desk, orders=(*desk.orders, recall, breaking)), "people")
    assert {card.id for card in shown} == {card.id for card in desk.orders if card.family == "people"}


def test_what_can_be_ordered_comes_before_what_cannot() -> None:
    shown = shown_orders(samples.desk(), "people")
    assert [card.is_legal for card in shown] == sorted((card.is_legal for card in shown), reverse=True)
