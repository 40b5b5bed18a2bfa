"""Whether a scenario makes sense beyond its names and formulas."""

from __future__ import annotations

from game.scenario.lowering.pieces import Pieces
from game.scenario.scenario import Scenario


def check(scenario: Scenario, pieces: Pieces) -> None:
    """Adds all that is wrong or doubtful to the pieces' findings."""
