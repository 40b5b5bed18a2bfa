"""A match in writing: everything that a saved game holds, and its text as JSON, there and back.

Kept are the scenario's own text, the seed, who sat where, what was sealed in each turn, and the
digest of every state, so that a saved game needs nothing beside it and can prove itself. What
can be computed is not kept.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256

from pydantic import TypeAdapter, ValidationError

from game.match.match import Match, ScenarioText
from game.match.seats import Sealed

FORMAT = "bargaining-chips save"
VERSION = 1  # rises when an older game could not read what a newer one writes


class NotationError(Exception):
    """A text is no saved game; `code` is foreign, cut_off, newer or damaged."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(code, detail)
        self.code = code
        self.detail = detail


@dataclass(frozen=True, slots=True)
class SavedSeat:
    """Who sat on a side; `setting` lets a face build a computer player again."""

    side: str
    name: str
    is_person: bool
    setting: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SavedTurn:
    """What both sides sealed in a turn, and the digest of the state that came of it.

    `reasons` are what computer players said of their decisions, by side.
    """

    sealed: Mapping[str, Sealed]
    digest: str
    reasons: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Saved:
    """A saved game."""

    title: str
    label: str  # of the turn that waits, e.g. "Q2 2025"
    saved_at: str  # ISO 8601 with offset
    rules_version: int
    scenario: ScenarioText
    scenario_digest: str
    seed: int
    seats: tuple[SavedSeat, ...]
    opening: str  # digest of the opening state
    turns: tuple[SavedTurn, ...] = ()
    pending: Mapping[str, Sealed] = field(default_factory=dict)
    drafts: Mapping[str, Sealed] = field(default_factory=dict)
    forked_from: int = 0
    is_over: bool = False


_ADAPTER: TypeAdapter[Saved] = TypeAdapter(Saved)


def describe(match: Match, label: str, saved_at: str, rules_version: int) -> Saved:
    """What is to be saved of a match."""
    digests = match.digests()
    return Saved(
        title=match.scenario.title,
        label=label,
        saved_at=saved_at,
        rules_version=rules_version,
        scenario=match.source,
        scenario_digest=match.source.digest,
        seed=match.seed,
        seats=tuple(SavedSeat(s.side, s.name, s.is_person, dict(s.setting)) for s in match.seats),
        opening=digests[0],
        turns=tuple(
            SavedTurn(dict(sealed), digest, match.reasons_of(turn))
            for turn, (sealed, digest) in enumerate(zip(match.sealed, digests[1:], strict=True), 1)
        ),
        pending=match.pending(),
        drafts={} if match.is_over else {side: match.draft(side).sheet() for side in match.sides},
        forked_from=match.forked_from,
        is_over=match.is_over,
    )


def write(saved: Saved) -> str:
    """The text of a saved game."""
    game = _ADAPTER.dump_python(saved, mode="json")
    envelope = {"format": FORMAT, "version": VERSION, "check": check(game), "game": game}
    return json.dumps(envelope, ensure_ascii=False, indent=1) + "\n"


def read(text: str) -> Saved:
    """The saved game that a text holds. Raises NotationError."""
    stripped = text.strip()
    if not stripped:
        raise NotationError("cut_off")
    try:
        envelope = json.loads(stripped)
    except (ValueError, RecursionError) as error:
        is_ours = FORMAT in stripped[:200]
        raise NotationError(
            "cut_off" if is_ours and not stripped.endswith("}") else "damaged" if is_ours else "foreign",
            str(error),
        ) from error
    if not isinstance(envelope, dict) or envelope.get("format") != FORMAT:
        raise NotationError("foreign")
    version = envelope.get("version")
    if not isinstance(version, int):
        raise NotationError("damaged", "version")
    if version > VERSION:
        raise NotationError("newer", str(version))
    game = envelope.get("game")
    if check(game) != envelope.get("check"):
        raise NotationError("damaged", "check")
    try:
        saved = _ADAPTER.validate_json(json.dumps(game))
    except ValidationError as error:
        raise NotationError("damaged", str(error)) from error
    if saved.scenario.digest != saved.scenario_digest:
        raise NotationError("damaged", "scenario")
    return saved


def check(game: object) -> str:
    """A checksum that does not depend on spacing or on the order of keys."""
    plain = json.dumps(game, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sha256(plain.encode("utf-8", "surrogatepass")).hexdigest()
