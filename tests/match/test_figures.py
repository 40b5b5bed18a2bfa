"""Numbers as shown."""

from __future__ import annotations

import math

from hypothesis import given
from hypothesis import strategies as st

from game.match import figures

GRID = st.integers(-(2**22), 2**22).map(lambda n: n * 2.0**-16)


@given(start=GRID, amounts=st.lists(GRID, max_size=12), digits=st.integers(0, 2))
def test_causes_as_shown_add_up_to_the_change_as_shown(
    start: float, amounts: list[float], digits: int
) -> None:
    total = figures.to_units(start + math.fsum(amounts), digits) - figures.to_units(start, digits)
    units = figures.apportion(amounts, total, digits)
    assert sum(units) == total
    for unit, amount in zip(units, amounts, strict=True):
        assert abs(unit - amount * 10**digits) <= 1


@given(value=GRID, digits=st.integers(0, 2))
def test_a_purse_never_shows_more_than_it_holds(value: float, digits: int) -> None:
    assert figures.to_floor_units(value, digits) <= value * 10**digits + 1e-6


def test_a_change_is_shown_with_its_sign_and_nothing_is_shown_as_nothing() -> None:
    assert figures.signed(2.0, 0) == "+2"
    assert figures.signed(-1.5, 1) == "−1.5"
    assert figures.signed(-0.001, 1) == "0.0"


def test_narrow_ranges_get_more_digits() -> None:
    assert [figures.digits_for(0, high) for high in (100, 10, 1)] == [0, 1, 2]
