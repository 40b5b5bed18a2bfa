"""A file that keeps the finished games of a run, so that it can go on after whatever stops it.

It is written whole or not at all, after every part, and holds what the figures depend on: a file
of another run is refused rather than mixed in. A file that cannot be read is never written over.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from game.lab.finished import Finished
from game.lab.parts import Part, Run
from game.match import storage
from game.match.notation import check
from game.match.storage import StorageError

FORMAT = "bargaining-chips simulation"
VERSION = 1  # rises when an older game could not read what a newer one writes
_LIMIT_BYTES = 64 * 2**20

_SENTENCES = {
    "full": "The disk is full: {name} could not be written; what it held before is untouched.",
    "forbidden": "{name} may not be read or written here; choose another folder, or mend its permissions.",
    "failed": "{name} could not be read or written ({detail}); what it held before is untouched.",
    "large": "{name} is far too large to hold the games of a simulation; name another file.",
    "foreign": "{name} does not hold the games of a simulation; it was left alone, name another file.",
    "cut_off": "{name} breaks off before its end; it was left alone, name another file or begin anew.",
    "damaged": "{name} is damaged; it was left alone, name another file or begin anew.",
    "newer": "{name} was written by a newer version of the game; update the game to go on with it.",
    "other": "{name} belongs to another run: {detail}.",
}


class CheckpointError(Exception):
    """The file cannot be used. `code` says of what kind, `sentence` tells the user."""

    def __init__(self, code: str, path: Path, detail: str = "") -> None:
        super().__init__(code, path, detail)
        self.code = code
        self.path = path
        self.detail = detail

    @property
    def sentence(self) -> str:
        """What is wrong, and what to do."""
        return _SENTENCES[self.code].format(name=self.path, detail=self.detail)


class Checkpoint:
    """The file of a run. `seconds` are those that its finished games took, of whoever waited."""

    def __init__(self, path: Path, run: Run, games: int) -> None:
        """Reads the file if there is one, else writes it. Raises CheckpointError."""
        self.path = path
        self.run = run
        self.finished = Finished()
        self.seconds = 0.0
        try:
            content: bytes | None = storage.read_whole(path, _LIMIT_BYTES)
        except StorageError as error:
            if error.code != "missing":
                raise CheckpointError(error.code, path, error.detail) from error
            content = None
        if content is not None:
            self._read(content, games)
        self.save(self.seconds)  # so that a place that cannot be written is told now

    def save(self, seconds: float) -> None:
        """Writes what is finished. Raises CheckpointError; the file before it then stays."""
        self.seconds = seconds
        held = {
            "run": self._described(),
            "seconds": seconds,
            "parts": [part.as_data() for part in self.finished.stretches],
        }
        envelope = {"format": FORMAT, "version": VERSION, "check": check(held), "held": held}
        try:
            storage.write_whole(self.path, json.dumps(envelope, indent=1) + "\n")
        except StorageError as error:
            code = "failed" if error.code == "missing" else error.code
            raise CheckpointError(code, self.path, error.detail) from error

    def _described(self) -> dict[str, Any]:
        """The run, with the digest of its scenario in place of the text."""
        data = self.run.as_data()
        data["scenario"] = {"path": self.run.scenario.path, "digest": self.run.scenario.digest}
        return data

    def _read(self, content: bytes, games: int) -> None:
        held = self._held(content)
        try:
            differences = list(self._differences(held["run"]))
            parts = [Part.of_data(data) for data in held["parts"]]
            self.seconds = float(held["seconds"])
            self.finished = Finished(parts)
        except (ValueError, KeyError, TypeError) as error:
            raise CheckpointError("damaged", self.path, str(error)) from error
        if parts and parts[-1].end > games:
            differences.append(f"it holds games up to {parts[-1].end}, and --games asks for {games}")
        if differences:
            raise CheckpointError("other", self.path, "; ".join(differences))

    def _held(self, content: bytes) -> dict[str, Any]:
        """What the envelope holds. Raises CheckpointError."""
        text = content.decode("utf-8", "replace").strip()
        is_ours = FORMAT in text[:200]
        try:
            envelope = json.loads(text)
        except (ValueError, RecursionError) as error:
            code = "foreign" if text and not is_ours else "damaged" if text.endswith("}") else "cut_off"
            raise CheckpointError(code, self.path) from error
        if not isinstance(envelope, dict) or envelope.get("format") != FORMAT:
            raise CheckpointError("foreign", self.path)
        version, held = envelope.get("version"), envelope.get("held")
        if isinstance(version, int) and version > VERSION:
            raise CheckpointError("newer", self.path)
        if not isinstance(held, dict) or check(held) != envelope.get("check"):
            raise CheckpointError("damaged", self.path)
        return held

    def _differences(self, was: dict[str, Any]) -> Iterator[str]:
        """What that run was begun with and this one is not, in words."""
        now = self._described()
        if was["scenario"]["digest"] != now["scenario"]["digest"]:
            yield f"it is of another scenario or of another text of it ({was['scenario']['path']})"
        if list(was["levels"]) != list(now["levels"]):
            yield f"it was begun with --level {','.join(was['levels'])}"
        for name in ("futures", "seed"):
            if was[name] != now[name]:
                yield f"it was begun with --{name} {was[name]}"
        if was["has_report"] != now["has_report"]:
            yield f"it was begun {'with' if was['has_report'] else 'without'} --report"
        if was["versions"] != now["versions"]:
            begun = replace(self.run.versions, **was["versions"])
            yield f"it was begun with {begun}, and this is {self.run.versions}"
