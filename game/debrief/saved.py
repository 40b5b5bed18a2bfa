"""The debrief of a saved game: read, played again, written beside the save."""

from __future__ import annotations

from pathlib import Path

from game.debrief import page
from game.match.replay import replay
from game.match.saving import SUFFIX, read


def write(save: Path, output: Path | None = None) -> Path:
    """Writes the debrief of the game saved in `save`; gives the page's path. Raises SaveError.

    A game whose rules have changed since is told as far as it still comes out the same.
    """
    played = replay(read(save), save)
    name = save.name.removesuffix(SUFFIX) if save.name.endswith(SUFFIX) else save.stem
    return page.write(played.match, output or save.with_name(f"{name}-debrief.html"))
