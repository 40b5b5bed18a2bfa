"""Saved games on the disk: written each turn, listed, read, and every trouble told in a sentence.

A save is never overwritten by half: see `storage`. Each game has one file, named after its
scenario and the moment at which it began; a fork gets a file of its own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from game.engine.turn import RULES_VERSION
from game.match import notation, storage
from game.match.match import Match
from game.match.notation import NotationError, Saved
from game.match.storage import StorageError

SUFFIX = ".save.json"
_LIMIT_BYTES = 64 * 2**20

_SENTENCES = {
    "full": "The disk is full: {name} could not be written. What was saved before is untouched.",
    "forbidden": "{name} may not be read or written here. Choose another folder, or mend its permissions.",
    "missing": "There is no saved game at {path}.",
    "failed": "{name} could not be read or written ({detail}). What was saved before is untouched.",
    "large": "{name} is far too large to be a saved game.",
    "foreign": "{name} is not a saved game of Bargaining Chips.",
    "cut_off": "{name} breaks off before its end: it was only partly copied or downloaded.",
    "damaged": "{name} is damaged: what it holds does not agree with its own checksum or form.",
    "newer": "{name} was written by a newer version of the game. Update the game to open it.",
    "unreadable": "The scenario in {name} can no longer be read by this version of the game ({detail}).",
    "scenario": "{name} is a game of another scenario, {detail}.",
}


class SaveError(Exception):
    """A game could not be saved or loaded. `code` says of what kind, `sentence` tells the player."""

    def __init__(self, code: str, path: Path, detail: str = "") -> None:
        super().__init__(code, path, detail)
        self.code = code
        self.path = path
        self.detail = detail

    @property
    def sentence(self) -> str:
        """What happened, and what it means for the player."""
        return _SENTENCES[self.code].format(name=self.path.name, path=self.path, detail=self.detail)


@dataclass(frozen=True, slots=True)
class SaveEntry:
    """One line of the list of saved games: the game, or what is wrong with its file."""

    path: Path
    saved: Saved | None
    problem: SaveError | None


class SaveFile:
    """The file of one running game."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @classmethod
    def of_new_game(cls, title: str, began: datetime, folder: Path | None = None) -> SaveFile:
        """A file that is not there yet, named after the scenario's title and the moment."""
        place = storage.saves_folder() if folder is None else folder
        stem = f"{slug(title)}-{began:%Y%m%d-%H%M%S}"
        path = place / f"{stem}{SUFFIX}"
        number = 2
        while path.exists():
            path = place / f"{stem}-{number}{SUFFIX}"
            number += 1
        return cls(path)

    def write(self, match: Match, label: str, now: datetime | None = None) -> Path:
        """Saves the game as it stands. Raises SaveError; the file before it then stays."""
        moment = (now or datetime.now(UTC)).isoformat(timespec="seconds")
        saved = notation.describe(match, label, moment, RULES_VERSION)
        write(self.path, saved)
        return self.path


def write(path: Path, saved: Saved) -> None:
    """Writes a saved game. Raises SaveError; the file before it then stays."""
    try:
        storage.write_whole(path, notation.write(saved))
    except StorageError as error:
        raise SaveError(error.code, path, error.detail) from error


def read(path: Path, expected_digest: str = "") -> Saved:
    """The game saved in a file. Raises SaveError.

    With `expected_digest`, a game of a scenario with another text is refused.
    """
    try:
        saved = notation.read(storage.read_whole(path, _LIMIT_BYTES).decode())
    except StorageError as error:
        raise SaveError(error.code, path, error.detail) from error
    except UnicodeDecodeError as error:
        raise SaveError("foreign", path) from error
    except NotationError as error:
        raise SaveError(error.code, path, error.detail) from error
    if expected_digest and saved.scenario_digest != expected_digest:
        raise SaveError("scenario", path, saved.title)
    return saved


def saves(folder: Path | None = None) -> tuple[SaveEntry, ...]:
    """All saved games of a folder (the user's), latest first; those that cannot be read come last."""
    place = storage.saves_folder() if folder is None else folder
    entries = []
    for path in sorted(place.glob(f"*{SUFFIX}")) if place.is_dir() else ():
        try:
            entries.append(SaveEntry(path, read(path), None))
        except SaveError as error:
            entries.append(SaveEntry(path, None, error))
    readable = [entry for entry in entries if entry.saved is not None]
    readable.sort(key=lambda entry: entry.saved.saved_at if entry.saved else "", reverse=True)
    return (*readable, *(entry for entry in entries if entry.saved is None))


def slug(title: str) -> str:
    """A title as part of a file's name, on any system."""
    plain = re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")
    return plain[:40] or "game"
