"""What must be the same wherever games of one run are played, for the figures to be the same."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from game.engine.turn import RULES_VERSION

_PACKAGE = "bargaining-chips"
_DECIDING = ("engine", "scenario", "opponents", "lab")  # folders whose code decides what comes out


@dataclass(frozen=True, slots=True)
class Versions:
    """`package` as installed, `rules` of the engine, and a digest of the `code` itself."""

    package: str
    rules: int
    code: str

    def __str__(self) -> str:
        return f"{_PACKAGE} {self.package}, rules version {self.rules}, code {self.code[:8]}"


@cache
def versions() -> Versions:
    """Those of this installation."""
    try:
        package = version(_PACKAGE)
    except PackageNotFoundError:
        package = "not installed"
    return Versions(package, RULES_VERSION, _code())


def _code() -> str:
    """SHA-256 of the modules, with line ends as on Unix; the compiled executor has numpy's bits."""
    digest = hashlib.sha256()
    root = Path(__file__).resolve().parent.parent
    for folder in _DECIDING:
        for path in sorted((root / folder).rglob("*.py"), key=lambda found: found.parts):
            digest.update("/".join(path.relative_to(root).parts).encode() + b"\0")
            digest.update(path.read_bytes().replace(b"\r\n", b"\n") + b"\0")
    return digest.hexdigest()
