"""What the window remembers between games: its size, and the size of text."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from game.desktop import theme
from game.match import storage


@dataclass(slots=True)
class Settings:
    """Kept in the player's folder; a file that cannot be read or written is done without."""

    size: tuple[int, int] = (theme.DESIGN_WIDTH, theme.DESIGN_HEIGHT)
    text: float = 1.0
    is_full_screen: bool = False

    @staticmethod
    def path() -> Path:
        """Where they are kept."""
        return storage.home() / "window.json"

    @classmethod
    def read(cls) -> Settings:
        """Those of last time, as far as they make sense."""
        kept = cls()
        try:
            found = json.loads(cls.path().read_text(encoding="utf-8"))
            width, height = (int(number) for number in found["size"])
            text = float(found["text"])
        except (OSError, ValueError, KeyError, TypeError):
            return kept
        if theme.LEAST_WIDTH <= width <= 16384 and theme.LEAST_HEIGHT <= height <= 16384:
            kept.size = (width, height)
        if text in theme.TEXT_SIZES:
            kept.text = text
        return kept

    def write(self) -> None:
        """Keeps them; if that cannot be, the game goes on without."""
        try:
            storage.write_whole(self.path(), json.dumps({"size": list(self.size), "text": self.text}) + "\n")
        except storage.StorageError:
            return
