"""The benchmark runs; what it measures is for people to judge."""

import pytest

from game.engine.compiler import compile_rules
from tests.bench.speed import report
from tests.engine.sample import sample_rules


@pytest.mark.long
def test_the_benchmark_tells_a_figure_for_everything() -> None:
    lines = report(compile_rules(sample_rules()), seconds=0.05)
    assert len(lines) == 9
