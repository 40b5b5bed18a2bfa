"""Counts add up exactly, in any order, and survive as plain data."""

import json
from collections import Counter
from dataclasses import dataclass, field
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.lab.tally import STEPS, Tally, steps


@dataclass
class Catch(Tally):
    nets: int = 0
    fish: Counter[str] = field(default_factory=Counter)


catches = st.builds(
    Catch,
    st.integers(0, 2**70),
    st.dictionaries(st.sampled_from("abc"), st.integers(-(2**70), 2**70)).map(Counter),
)


def total(several: list[Catch]) -> Catch:
    result = Catch()
    for each in several:
        result.add(each)
    return result


@given(st.lists(catches, max_size=6), st.data())
def test_any_grouping_in_any_order_adds_up_to_the_same(several: list[Catch], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(several)))
    shuffled = data.draw(st.permutations(several))
    assert total([total(several[:at]), total(several[at:])]) == total(shuffled)


@given(catches)
def test_counts_come_back_from_plain_data_as_they_were(catch: Catch) -> None:
    assert Catch.of_data(json.loads(json.dumps(catch.as_data()))) == catch


@pytest.mark.parametrize("data", [{}, {"nets": 1}, {"nets": "many", "fish": {}}, {"nets": 1, "fish": [3]}])
def test_what_holds_no_counts_is_refused(data: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"missing|validation"):
        Catch.of_data(data)


def test_names_keep_the_order_in_which_they_were_met_and_zeros_stay() -> None:
    catch = Catch(1, Counter({"pike": 0, "eel": 2}))
    catch.add(Catch(1, Counter({"eel": 1, "carp": 0})))
    assert list(catch.fish.items()) == [("pike", 0), ("eel", 3), ("carp", 0)]


@given(st.lists(st.integers(-(2**51), 2**51), min_size=1, max_size=50))
def test_a_sum_of_what_lies_on_the_grid_is_exact(on_grid: list[int]) -> None:
    values = np.array(on_grid, dtype=np.float64) / STEPS
    assert Fraction(steps(values), STEPS) == sum(Fraction(value) for value in values.tolist())


def test_what_lies_off_the_grid_is_rounded_before_it_is_summed() -> None:
    values = np.array([0.1, 0.2, 0.3])
    assert steps(values) == sum(round(value * STEPS) for value in (0.1, 0.2, 0.3))


def test_a_tile_of_the_largest_values_fits() -> None:
    assert steps(np.full(4096, 2.0**35 - 1)) == 4096 * (2**35 - 1) * STEPS
