"""The map's projection, and the part of it that is shown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.desktop.geography import SCALE, WIDTH, grid_path, project, window


def test_the_middle_of_the_map_is_at_165_east() -> None:
    assert project(165, 0) == pytest.approx((0, 0))


def test_the_ends_of_the_equator_are_where_equal_earth_has_them() -> None:
    x, _ = project(165 + 179.9999, 0)
    assert x == pytest.approx(2.7066 * SCALE, rel=1e-3)


def test_the_pole_is_where_equal_earth_has_it() -> None:
    _, y = project(165, 90)
    assert y == pytest.approx(-1.3173 * SCALE, rel=1e-3)


def test_west_lies_at_the_left_across_the_date_line() -> None:
    assert project(116, 40)[0] < 0 < project(-122, 38)[0]
    assert project(-0.1, 51)[0] < project(116, 40)[0]


@given(
    st.lists(st.tuples(st.floats(-180, 180), st.floats(-40, 60)), min_size=1, max_size=12),
    st.floats(300, 1600),
    st.floats(120, 700),
)
def test_every_place_lies_in_the_part_that_is_shown(
    places: list[tuple[float, float]], width: float, height: float
) -> None:
    points = [project(*place) for place in places]
    view = window(width, height, points)
    assert view.w / view.h == pytest.approx(width / height)
    middle = [point for point in points if abs(point[0]) < 0.85 * WIDTH]
    assert all(view.holds(*point) for point in middle)


def test_the_grid_is_one_path() -> None:
    assert grid_path().startswith("M")
