"""The window needs no screen in tests, and keeps nothing of the player's."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.desktop.pilot import Pilot


@pytest.fixture(autouse=True)
def no_screen(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The dummy driver, and a folder of its own for saved games."""
    monkeypatch.setenv("SDL_VIDEODRIVER", "dummy")
    monkeypatch.setenv("BARGAINING_CHIPS_HOME", str(tmp_path / "home"))


@pytest.fixture
def pilot() -> Iterator[Pilot]:
    """A window with its back room, at the title."""
    with Pilot() as hands:
        yield hands.connect()
