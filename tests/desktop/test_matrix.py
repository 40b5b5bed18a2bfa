"""Where the best answer changes."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from game.desktop.views.matrix import turning_point

FLAGSHIP = {  # the designer's travel matrix, less the value of staying
    "go": {"welcome": 6.0, "court": 0.0, "hold": -20.0},
    "stay": {"welcome": 0.0, "court": 0.0, "hold": 0.0},
}


def test_going_pays_until_holding_is_likely() -> None:
    point = turning_point(FLAGSHIP)
    assert point is not None
    assert (point.stance, point.below, point.above) == ("hold", "go", "stay")
    assert point.in_100 == 13  # 3 / 23


def test_nothing_turns_where_one_answer_is_always_best() -> None:
    assert turning_point({"go": {"a": 1.0, "b": 2.0}, "stay": {"a": 0.0, "b": 0.0}}) is None


def test_nothing_turns_on_a_single_stance() -> None:
    assert turning_point({"go": {"a": 1.0}, "stay": {"a": 0.0}}) is None
    assert turning_point({}) is None


worths = st.floats(-20, 20).map(lambda value: round(value, 1))


@given(
    st.fixed_dictionaries({a: st.fixed_dictionaries(dict.fromkeys("xyz", worths)) for a in ("go", "stay")})
)
def test_above_the_point_the_other_answer_is_better(worth: dict[str, dict[str, float]]) -> None:
    point = turning_point(worth)
    if point is None:
        return

    def mean(answer: str, share: float) -> float:
        others = [worth[answer][s] for s in worth[answer] if s != point.stance]
        return share * worth[answer][point.stance] + (1 - share) * sum(others) / len(others)

    above, below = min(0.999, point.in_100 / 100 + 0.011), max(0.001, point.in_100 / 100 - 0.011)
    assert mean(point.above, above) >= mean(point.below, above) - 0.5
    assert mean(point.below, below) >= mean(point.above, below) - 0.5
