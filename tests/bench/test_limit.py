"""The limit is measured only where the C made for a scenario leaves every game as the engine does."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from game.engine.luck import game_seeds
from game.engine.program import Block, Instruction, Program, Section
from game.match.opening import program_of
from game.scenario.reading import load
from tests.bench import limit
from tests.bench.straight.shape import Shape

ROOT = Path(__file__).parents[2]
SMALL = ROOT / "tests" / "scenario" / "small.yaml"
FLAGSHIP = ROOT / "scenarios" / "grounded.yaml"
GAMES = 300  # more than a group of tiles, and no multiple of any

needs_compiler = pytest.mark.skipif(limit.compiler() is None, reason="there is no C compiler here")


@pytest.fixture(scope="module")
def program() -> Program:
    """A small scenario."""
    return program_of(load(SMALL))


@needs_compiler
@pytest.mark.long
@pytest.mark.parametrize("scenario", [SMALL, FLAGSHIP], ids=["small", "grounded"])
@pytest.mark.parametrize("shape", limit.SHAPES.values(), ids=limit.SHAPES)
def test_games_in_c_end_as_the_engine_s_do_to_the_bit(scenario: Path, shape: Shape, tmp_path: Path) -> None:
    program = program_of(load(scenario))
    made = limit.compiled(program, shape, tmp_path, limit.compiler() or "")
    limit.check(made, program, game_seeds(11, GAMES))


@needs_compiler
def test_c_of_other_rules_is_found_out(program: Program, tmp_path: Path) -> None:
    other = _with_other_luck(program)
    made = limit.compiled(other, Shape(1), tmp_path, limit.compiler() or "")
    limit.check(made, other, game_seeds(11, 30))
    with pytest.raises(limit.OtherBitsError, match="of 30 games end otherwise"):
        limit.check(made, program, game_seeds(11, 30))


def _with_other_luck(program: Program) -> Program:
    """The same rules, every draw of a turn taken from the other half of its word."""

    def turned(step: Instruction) -> Instruction:
        return replace(step, right=1 - step.right) if step.operation == "draw" else step

    def with_turned(block: Block) -> Block:
        return replace(block, instructions=tuple(map(turned, block.instructions)))

    section: Section = replace(program.turn, blocks=tuple(map(with_turned, program.turn.blocks)))
    return replace(program, turn=section)


def test_without_a_compiler_the_table_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    section = limit.section(SMALL, 0.05, True, {})
    assert [row.note for row in section.rows] == ["no compiler here"]
