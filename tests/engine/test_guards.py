"""What is worked out only where it matters comes out as if it were worked out everywhere."""

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from game.engine import guards
from game.engine.builder import Builder
from game.engine.compiler import compile_rules
from game.engine.executor import Executor
from game.engine.guards import Guards
from game.engine.layout import Layout
from game.engine.luck import game_seeds
from game.engine.program import Program, Section
from game.engine.rules import Rules
from game.engine.turn import open_games, play_turn_recorded
from game.engine.values import Shared
from game.match.opening import program_of
from game.scenario import catalogue
from game.scenario.reading import load
from tests.engine.invented import rules
from tests.engine.test_builder import program_of_section, run
from tests.engine.test_same_bits import must_be_same
from tests.matrix.games import wild_decisions


def without_guards(make: Callable[[], Program]) -> Program:
    """The program as it is if nothing is ever marked."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Guards, "mark", lambda self, flag: None)
        return make()


def must_play_alike(program: Program, plain: Program, games: int, seed: int) -> None:
    """Plays both with decisions that are often illegal."""
    assert all(block.guard < 0 for section in plain.sections for block in section.blocks)
    seeds = game_seeds(seed, games)
    one, other = open_games(program, seeds), open_games(plain, seeds)
    names = list(program.row)
    must_be_same(one.rows, other.rows, names, "before the first turn")
    for turn in range(1, program.rules.turns + 1):
        decisions = wild_decisions(program, seeds, turn)
        (one, record), (other, plain_record) = (play_turn_recorded(s, decisions) for s in (one, other))
        must_be_same(one.rows, other.rows, names, f"after turn {turn}")
        for game in range(min(games, 3)):
            assert record.entries(game) == plain_record.entries(game)
            assert record.chances(game) == plain_record.chances(game)
            assert record.happenings(game) == plain_record.happenings(game)


@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(rules(), st.integers(1, 100), st.integers(0, 2**64 - 1))
def test_guards_change_nothing_whatever_the_rules(invented: Rules, games: int, seed: int) -> None:
    must_play_alike(
        compile_rules(invented), without_guards(lambda: compile_rules(invented)), games, seed
    )


@pytest.mark.long
@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(rules(), st.integers(1, 100), st.integers(0, 2**64 - 1))
def test_guards_change_nothing_whatever_the_rules_at_length(invented: Rules, games: int, seed: int) -> None:
    must_play_alike(
        compile_rules(invented), without_guards(lambda: compile_rules(invented)), games, seed
    )


@pytest.mark.parametrize("name", catalogue.names())
def test_guards_change_nothing_in_a_shipped_scenario(name: str) -> None:
    scenario = load(catalogue.find(name))
    must_play_alike(program_of(scenario), without_guards(lambda: program_of(scenario)), 300, 8)


def _section(build: Callable[[Builder], None]) -> Section:
    layout = Layout()
    for name in ("x", "y"):
        layout.add(f"variable:{name}", -100.0, 100.0)
    layout.flag("flag")
    builder = Builder(Shared(layout))
    build(builder)
    return builder.finish(0)


def test_what_matters_only_under_a_guard_stands_under_it() -> None:
    def build(b: Builder) -> None:
        x, y = b.row("variable:x"), b.row("variable:y")
        rare = b.guard(b.row("flag"))
        change = b.snap(b.mul(b.add(b.mul(y, y), b.const(3.0)), y))
        b.write({"variable:x": b.add(x, b.mul(rare, change))})

    for_all, guarded = [], []
    for block in _section(build).blocks:
        (for_all if block.guard < 0 else guarded).append(block)
    assert not for_all  # x is changed where it stands
    (block,) = guarded
    assert [output.how for output in block.outputs] == ["add"]
    assert "snap" in {step.operation for step in block.instructions}


def test_what_something_else_needs_is_worked_out_for_all_games() -> None:
    def build(b: Builder) -> None:
        x, y = b.row("variable:x"), b.row("variable:y")
        rare = b.guard(b.row("flag"))
        square = b.mul(y, y)
        b.write({"variable:x": b.add(x, b.mul(rare, b.snap(square))), "variable:y": b.sub(square, y)})

    operations = [step.operation for b in _section(build).blocks if b.guard < 0 for step in b.instructions]
    assert "mul" in operations


def test_a_guard_that_would_not_pay_is_left_out() -> None:
    def build(b: Builder) -> None:
        both = b.both(b.row("flag"), b.lt(b.row("variable:x"), b.const(1.0)))
        b.guard(b.row("flag"))
        b.write({"flag": b.negate(both)})

    assert all(block.guard < 0 for block in _section(build).blocks)



def test_a_row_that_a_block_still_reads_is_not_begun_anew_in_it() -> None:
    def build(b: Builder) -> None:
        x, y = b.row("variable:x"), b.row("variable:y")
        rare = b.guard(b.lt(b.row("variable:z"), b.const(0.0)))
        change = b.snap(b.add(b.mul(x, x), b.mul(x, b.const(0.25))))
        b.write({"variable:x": b.clamp(b.add(y, b.mul(rare, change)), -1e6, 1e6)})

    assert run(build, {"x": 3.0, "y": 10.0, "z": -1.0})["x"] == 10.0 + 9.75
    assert run(build, {"x": 3.0, "y": 10.0, "z": 1.0})["x"] == 10.0


def test_a_sum_begins_before_the_row_that_it_begins_as_is_set() -> None:
    def build(b: Builder) -> None:
        x, y = b.row("variable:x"), b.row("variable:y")
        rare = b.guard(b.lt(b.row("variable:z"), b.const(0.0)))
        sofar = b.add(x, b.mul(rare, b.snap(b.mul(y, b.const(0.5)))))
        b.write({"variable:x": b.const(50.0)})
        b.write({"variable:y": b.add(sofar, b.mul(rare, b.snap(b.mul(y, b.const(0.25)))))})

    assert run(build, {"x": 3.0, "y": 8.0, "z": -1.0})["y"] == 3.0 + 4.0 + 2.0
    assert run(build, {"x": 3.0, "y": 8.0, "z": 1.0})["y"] == 3.0


NUMBERS, FLAGS, BYTES = ("x", "y", "z", "w"), ("f", "g", "h"), ("n", "m")
GAMES = 40
_DEEDS = (
    "add", "sub", "mul", "min", "snap", "lt", "both", "either", "negate", "mask", "mask", "guard", "guard",
    "guard", "choose", "count", "whole", "grow", "grow", "grow", "write", "write flags", "note",
)  # fmt: skip
deeds = st.lists(
    st.tuples(st.sampled_from(_DEEDS), *(st.integers(0, 30) for _ in range(3))), min_size=8, max_size=80
)


def _play(script: list[tuple[str, int, int, int]], seed: int) -> tuple[Section, np.ndarray, np.ndarray]:
    """Builds what a script says and runs it on rows at random: the section, the rows after it, its notes."""
    layout = Layout()
    for name in NUMBERS:
        layout.add(name, -100.0, 100.0, is_exact=name in "xy")
    for name in FLAGS:
        layout.flag(name)
    for name in BYTES:
        layout.whole(name, 9.0)
    shared = Shared(layout)
    b = Builder(shared)
    numbers, flags = [b.row(name) for name in NUMBERS], [b.row(name) for name in FLAGS]
    wholes = [b.row(name) for name in BYTES]
    for deed, i, j, k in script:
        one, other = numbers[-1 - i % len(numbers)], numbers[-1 - j % len(numbers)]
        flag, second = flags[-1 - i % len(flags)], flags[-1 - j % len(flags)]
        match deed:
            case "add" | "sub" | "mul" | "min":
                numbers.append(b.clamp(getattr(b, deed)(one, other), -1e4, 1e4))
            case "snap":
                numbers.append(b.snap(one))
            case "lt":
                flags.append(b.lt(one, other))
            case "both" | "either":
                flags.append(getattr(b, deed)(flag, second))
            case "negate":
                flags.append(b.negate(flag))
            case "mask":
                numbers.append(b.mul(flag, other))
            case "guard":
                b.guard(flag)
            case "choose":
                numbers.append(b.choose(flag, other, numbers[-1 - k % len(numbers)]))
            case "count":
                numbers.append(b.add(other, b.mul(b.add(flag, second), b.const(k))))
            case "whole":
                wholes.append(b.min(b.add(wholes[-1 - i % len(wholes)], second), b.const(9.0)))
            case "grow":  # as the effects of a rule do
                numbers.append(b.add(other, b.mul(flag, b.snap(numbers[-1 - k % len(numbers)]))))
            case "write":
                whole = wholes[-1 - j % len(wholes)]
                b.write({NUMBERS[k % 4]: b.clamp(one, -100.0, 100.0), BYTES[k % 2]: whole})
                numbers[k % 4] = b.row(NUMBERS[k % 4])
            case "write flags":
                b.write({FLAGS[k % 3]: flag})
                flags[k % 3] = b.row(FLAGS[k % 3])
            case "note":
                b.note(b.mul(flag, other), flag)
    b.write({"w": b.clamp(numbers[-1], -100.0, 100.0), "f": flags[-1], "n": wholes[-1]})
    section = b.finish(0)
    executor = Executor(program_of_section(layout, section, shared), GAMES)
    rng = np.random.default_rng(seed)
    rows = [*np.round(rng.uniform(-100, 100, (4, GAMES)) * 4) / 4, *(rng.random((3, GAMES)) < 0.3)]
    executor.rows.load(np.array([*rows, *rng.integers(0, 10, (2, GAMES))], dtype=float))
    notes = executor.run_noting("turn", game_seeds(1, GAMES), 1)
    return section, executor.rows.floats(), notes


@settings(max_examples=300, deadline=None)
@given(deeds, st.integers(0, 2**32))
def test_guards_change_nothing_whatever_is_built(script: list[tuple[str, int, int, int]], seed: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(guards, "_COST_GUARD", -1e9)  # all are taken to pay
        _, rows, notes = _play(script, seed)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Guards, "mark", lambda self, flag: None)
        section, plain_rows, plain_notes = _play(script, seed)
    assert all(block.guard < 0 for block in section.blocks)
    must_be_same(rows, plain_rows, [*NUMBERS, *FLAGS, *BYTES], "guarded and not")
    must_be_same(notes, plain_notes, [], "notes, guarded and not")
