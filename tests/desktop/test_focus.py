"""The keyboard's way through controls."""

from __future__ import annotations

from game.desktop import focus
from game.desktop.marks import Rect
from game.desktop.sheet import Control


def control(name: str, region: str, x: float, y: float, w: float = 10, h: float = 10) -> Control:
    rect = Rect(x, y, w, h)
    return Control(name, region, rect, rect, None, name)


GRID = [control(f"{row}{column}", "grid", 20 * column, 20 * row) for row in range(3) for column in range(3)]
OTHERS = [control("a", "left", -40, 0), control("b", "left", -40, 20), control("z", "foot", 0, 100)]
ALL = [*OTHERS[:2], *GRID, OTHERS[2]]


def test_arrows_go_to_the_neighbour() -> None:
    assert focus.step(ALL, "11", "left") == "10"
    assert focus.step(ALL, "11", "right") == "12"
    assert focus.step(ALL, "11", "up") == "01"
    assert focus.step(ALL, "11", "down") == "21"


def test_arrows_stay_in_the_region() -> None:
    assert focus.step(ALL, "00", "left") == "00"
    assert focus.step(ALL, "22", "down") == "22"


def test_tab_goes_round_the_regions() -> None:
    assert focus.tab(ALL, "", {}) == "a"
    assert focus.tab(ALL, "a", {}) == "00"
    assert focus.tab(ALL, "00", {}) == "z"
    assert focus.tab(ALL, "z", {}) == "a"
    assert focus.tab(ALL, "a", {}, is_backwards=True) == "z"


def test_tab_comes_back_to_where_it_was() -> None:
    assert focus.tab(ALL, "a", {"grid": "12"}) == "12"
    assert focus.tab(ALL, "a", {"grid": "gone"}) == "00"


def test_home_and_end_go_to_the_ends_of_the_region() -> None:
    assert focus.ends(ALL, "11", is_last=False) == "00"
    assert focus.ends(ALL, "11", is_last=True) == "22"


def test_nothing_has_focus_where_there_is_nothing() -> None:
    assert focus.tab([], "", {}) == ""
    assert focus.ends([], "", is_last=True) == ""


def test_a_wide_row_below_narrow_ones_is_reached() -> None:
    rows = [*GRID, control("wide", "grid", 0, 80, 100, 10)]
    assert focus.step(rows, "22", "down") == "wide"
    assert focus.step(rows, "wide", "up") in {"20", "21", "22"}
