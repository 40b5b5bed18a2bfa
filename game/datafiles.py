"""Where the scenarios, facts, fonts and sounds are.

In a checkout they stand beside the package, in an installed wheel inside it. Nothing else in
the game works out a path of its own.
"""

from __future__ import annotations

from pathlib import Path


def data_root() -> Path:
    """The folder that holds `scenarios/`, `seeds/` and `assets/`."""
    package = Path(__file__).resolve().parent
    installed = package / "data"
    return installed if installed.is_dir() else package.parent
