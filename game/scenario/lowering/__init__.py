"""From scenarios to the engine's rules: names resolved, both-sided rules written out for each side."""

from game.scenario.lowering.whole import lower

__all__ = ["lower"]
