"""A small, commented, working scenario to start from."""

from __future__ import annotations

import json

from game.datafiles import data_root

_TITLE = "A new scenario"


def starting_text(title: str) -> str:
    """The text of a file that can be played as it is; `title` becomes the scenario's title."""
    template = data_root() / "scenarios" / "templates" / "new.yaml"
    quoted = json.dumps(title, ensure_ascii=False)
    return template.read_text(encoding="utf-8").replace(f"title: {_TITLE}", f"title: {quoted}")
