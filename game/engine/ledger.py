"""The ledger of a turn: every applied change with its cause, every chance, every happening."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from game.engine.program import Program
from game.engine.rules import Source


@dataclass(frozen=True, slots=True)
class Entry:
    """One change of one variable. A turn's entries sum exactly to each variable's change."""

    variable: str
    side: str  # of the variable; "" if shared
    amount: float
    source: Source
    actor: str  # the side whose doing it is, "" for the world
    phase: str
    order: str = ""  # the order instance behind it, if one
    person: str = ""


@dataclass(frozen=True, slots=True)
class Chance:
    """Something decided by luck: it came about if `roll` < `odds`."""

    source: Source
    side: str
    person: str
    order: str
    odds: float
    roll: float

    @property
    def happened(self) -> bool:
        """Whether it came about."""
        return self.roll < self.odds


@dataclass(frozen=True, slots=True)
class Happening:
    """Something that was done or befell someone. Kinds: see `program.HappeningInfo`."""

    kind: str
    subject: str
    side: str
    detail: str = ""
    person: str = ""


@dataclass(frozen=True)
class Record:
    """What a turn noted, for every game of a batch: `notes` is `[slot, game]`."""

    program: Program
    turn: int
    notes: NDArray[np.float64]

    def entries(self, game: int = 0) -> list[Entry]:
        """Every change that is not nothing, in the order in which it was applied."""
        column = self.notes[:, game]
        return [
            Entry(i.variable, i.side, amount, i.source, i.actor, i.phase, i.order, i.person)
            for i in self.program.entries
            if (amount := float(column[i.note])) != 0.0
        ]

    def chances(self, game: int = 0) -> list[Chance]:
        """Every chance that was in play."""
        column = self.notes[:, game]
        return [
            Chance(i.source, i.side, i.person, i.order, float(column[i.odds]), float(column[i.roll]))
            for i in self.program.chances
            if column[i.in_play] != 0.0
        ]

    def happenings(self, game: int = 0) -> list[Happening]:
        """What happened, in the order of the phases."""
        column = self.notes[:, game]
        people = self.program.rules.people
        found: list[Happening] = []
        for info in self.program.happenings:
            if column[info.note] == 0.0:
                continue
            person = info.detail if info.kind in ("outcome", "moved", "returned", "departed") else ""
            if info.person_note >= 0 and (code := int(column[info.person_note])) > 0:
                person = people[code - 1].id
            found.append(Happening(info.kind, info.subject, info.side, info.detail, person))
        return found
