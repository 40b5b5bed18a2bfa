"""The engine's sample rules, compiled once, and runs of the small scenario."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.engine.compiler import compile_rules
from game.engine.program import Program
from game.lab.parts import Run, Stage
from game.scenario.reading import load
from game.scenario.scenario import Scenario
from tests.engine.sample import sample_rules

SMALL = Path(__file__).parent.parent / "scenario" / "small.yaml"


@pytest.fixture(scope="session")
def program() -> Program:
    """The sample's program."""
    return compile_rules(sample_rules())


@pytest.fixture(scope="session")
def small() -> Scenario:
    """The small scenario that uses every part of the format."""
    return load(SMALL)


@pytest.fixture(scope="session")
def stage(small: Scenario) -> Stage:
    """The small scenario made ready."""
    return Stage.of(small)


@pytest.fixture(scope="session")
def by_chance(small: Scenario) -> Run:
    """A run of players that draw their orders."""
    return Run.of(small, ("random", "random"), 64, 5, has_report=True)


@pytest.fixture(scope="session")
def thought_out(small: Scenario) -> Run:
    """A run in which one player thinks a little."""
    return Run.of(small, ("analyst", "random"), 32, 5, has_report=True)
