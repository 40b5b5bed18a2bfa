"""The engine's sample rules, compiled once."""

from __future__ import annotations

import pytest

from game.engine.compiler import compile_rules
from game.engine.program import Program
from tests.engine.sample import sample_rules


@pytest.fixture(scope="session")
def program() -> Program:
    """The sample's program."""
    return compile_rules(sample_rules())
