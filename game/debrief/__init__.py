"""The page that stays: a played game as one HTML file that needs no network."""

from game.debrief.saved import write

__all__ = ["write"]
