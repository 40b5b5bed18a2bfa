"""What came of a run, in a form that can be compared to the last digit."""

from __future__ import annotations

import json

from game.lab.finished import Finished
from game.lab.parts import Part, Piece, Run, Stage, play


def figures(part: Part) -> str:
    """Everything but the time that it took, with the order of names."""
    data = part.as_data()
    del data["simulation"]["seconds"]
    return json.dumps(data)


def unsplit(stage: Stage, run: Run, games: int) -> str:
    """The figures of games 0 to `games - 1`, played in one go."""
    return figures(play(stage, run, Piece(0, games)))


def joined(parts: list[Part]) -> str:
    """The figures of parts that leave no gap, in whatever order they come."""
    (whole,) = Finished(parts).stretches
    return figures(whole)
