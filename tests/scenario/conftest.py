"""The small scenario that uses every part of the format once."""

from pathlib import Path

import pytest

from game.scenario.lowering import lower
from game.scenario.reading import load

SMALL = Path(__file__).parent / "small.yaml"


@pytest.fixture(scope="session")
def small_text():
    return SMALL.read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def small():
    return load(SMALL)


@pytest.fixture(scope="session")
def small_rules(small):
    return lower(small)
