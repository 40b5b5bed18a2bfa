"""Time is turned into futures: more of it into more, and never into none."""

from game.engine.program import Program
from game.lab.effort import seconds_to_futures


def test_more_time_is_more_futures_and_no_time_is_still_some(program: Program) -> None:
    assert seconds_to_futures(program, 0.0) > 0
    assert seconds_to_futures(program, 60.0) > 2 * seconds_to_futures(program, 1.0)
