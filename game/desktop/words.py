"""Every word that the window says by itself, from `assets/words/`: one file for each language."""

from __future__ import annotations

import json
from pathlib import Path


class Words:
    """The words of one language, by key: `desk.orders`."""

    def __init__(self, path: Path) -> None:
        """Reads the file. Raises OSError or ValueError if that cannot be."""
        self._by_key: dict[str, str] = {}
        self._gather("", json.loads(path.read_text(encoding="utf-8")))

    def _gather(self, prefix: str, part: dict[str, object]) -> None:
        for key, value in part.items():
            if isinstance(value, dict):
                self._gather(f"{prefix}{key}.", value)
            else:
                self._by_key[prefix + key] = str(value)

    def keys(self) -> tuple[str, ...]:
        """All keys."""
        return tuple(self._by_key)

    def text(self, key: str) -> str:
        """The words of a key as they stand in the file."""
        return self._by_key[key]

    def has(self, key: str) -> bool:
        """Whether there are words for a key."""
        return key in self._by_key

    def say(self, key: str, **values: object) -> str:
        """The words of a key with its places filled. `count` picks `key.one` where that exists."""
        if values.get("count") == 1 and f"{key}.one" in self._by_key:
            key = f"{key}.one"
        return self._by_key[key].format(**values)
