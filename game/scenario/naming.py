"""The names of a scenario: what is called what, which part was broken, and what was ever used.

Formulas, effects and references look names up here, so that a name counts as used wherever it is.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from game.engine.rules import STATUSES, TRAITS
from game.scenario.format import Document

SCOPES = ("own", "rival", "both")
WORDS = ("turn", "turns", "person", "roll", "reach", "hosted", "care", "score", "true", "false")
PERSONAL = (*TRAITS, "turns_held", "times_held", *STATUSES)
FUNCTIONS = (
    "in_force", "since", "times", "ordered", "accord", "accord_age", "happened", "since_event", "stance",
    "ended", "count", "sum", "curve", "min", "max", "clamp", "abs",
)  # fmt: skip
RESERVED = frozenset(
    {*SCOPES, *WORDS, *PERSONAL, *FUNCTIONS, "and", "or", "not", "if", "else", "none", "payoff"}
)

# What can be referred to by id: the kind of thing, and where a file has it.
SECTIONS: dict[str, tuple[str, ...]] = {
    "side": ("sides",), "variable": ("variables",), "curve": ("curves",), "definition": ("definitions",),
    "family": ("families",), "order": ("orders",), "accord": ("accords",), "place": ("places",),
    "person": ("people",), "stance": ("travel", "stances"), "outcome": ("travel", "outcomes"),
    "invitation": ("invitations",), "event": ("events",), "ending": ("endings",),
}  # fmt: skip


@dataclass
class Names:
    """Which ids there are, by kind.

    `broken` are ids whose own part of the file has an error, `lost` the kinds of which nothing could
    be read: they count as known, and nothing more is said about what refers to them.
    """

    known: dict[str, tuple[str, ...]]
    broken: dict[str, frozenset[str]]
    lost: frozenset[str] = frozenset()
    used: set[tuple[str, str]] = field(default_factory=set)

    @classmethod
    def of(cls, document: Document, data: dict[str, Any]) -> Names:
        """The names of what was read, and of what `data`, the file's plain values, has besides."""
        known: dict[str, tuple[str, ...]] = {}
        broken: dict[str, frozenset[str]] = {}
        lost: set[str] = set()
        for kind, section in SECTIONS.items():
            read: Any = document
            plain: Any = data
            for step in section:
                read = getattr(read, step)
                plain = plain.get(step) if isinstance(plain, dict) else None
            known[kind] = tuple(read)
            if plain is not None and not isinstance(plain, dict):
                lost.add(kind)
            broken[kind] = frozenset(plain if isinstance(plain, dict) else ()) - frozenset(read)
        return cls(known, broken, frozenset(lost))

    def has(self, kind: str, name: str) -> bool:
        """Whether there is a whole one; marks it as used."""
        self.used.add((kind, name))
        return name in self.known[kind]

    def is_broken(self, kind: str, name: str) -> bool:
        """Whether nothing is to be said about a name that is not known."""
        return kind in self.lost or name in self.broken[kind]

    def every(self, *kinds: str) -> Iterable[str]:
        """All names of these kinds, broken ones too."""
        for kind in kinds:
            yield from self.known[kind]
            yield from self.broken[kind]
