"""The measures by which a scenario is tuned: who wins, what is used, and whether nobody knows what waits.

An observer of `simulate`. It counts from rows and decisions alone, and knows no scenario's names.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

import numpy as np
from numpy.typing import NDArray

from game.engine.intelligence import SEEN_FROM
from game.engine.program import AnswerSlot, Program
from game.engine.rules import ABROAD, HELD, STATUSES
from game.engine.scope import variable_row
from game.engine.state import State
from game.lab.report import Counts, Report, report
from game.lab.tally import steps

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
_ABROAD = float(STATUSES.index(ABROAD))


class Measures:
    """Counts while games are simulated. `marks` are the named thresholds of the gauge.

    With `counts`, those of other games of the program, it goes on from there.
    """

    def __init__(
        self, program: Program, marks: Mapping[float, str] | None = None, counts: Counts | None = None
    ) -> None:
        self.program = program
        rules, row = program.rules, program.row
        self._marks = {name: at for at, name in (marks or {}).items()}
        self.counts = counts if counts is not None else Counts()
        self._stances = [stance.id for stance in rules.stances]
        self._gauge = row[variable_row(rules.gauge, "")] if rules.gauge else -1
        self._invitations = [slot for slot in program.answers if slot.kind == "invitation"]
        self._abroad = {
            side: [row[f"status:{p.id}"] for p in rules.people if p.side == side] for side in rules.sides
        }
        self._reached = {side: self._choices_in_reach(side) for side in rules.sides}
        self._highest: Floats = np.zeros(0)
        self._leader: Floats = np.zeros(0)

    def turn(self, before: State, decisions: Floats, after: Floats) -> None:
        """Counts a turn of every game that was not over."""
        running = before.rows[self.program.row["ended"]] == 0.0
        counts, row = self.counts, self.program.row
        counts.turns += int(running.sum())
        if before.turn == 1:
            self._highest = np.full(before.games, -np.inf)
            self._leader = np.zeros(before.games)
        if self._gauge >= 0:
            reached = np.maximum(before.rows[self._gauge], after[self._gauge])
            self._highest = np.maximum(self._highest, reached)
        first, second = (after[row[f"score:{side}"]] for side in self.program.rules.sides)
        if before.turn == self.program.rules.turns // 2:
            self._leader = np.where(running, np.sign(first - second), 0.0)
        if self._stances:
            self._travel(before, decisions, after, running)
        self._people(before.rows, after, running)
        self._accords(before.rows, decisions, after, running)

    def end(self, rows: Floats) -> None:
        """Counts how games ended."""
        counts, row, rules = self.counts, self.program.row, self.program.rules
        ended, winner = rows[row["ended"]], rows[row["winner"]]
        counts.games += rows.shape[1]
        counts.world += steps(rows[row["world"]])
        decided = np.zeros(rows.shape[1], dtype=bool)
        for number, ending in enumerate(rules.endings):
            here = ended == number + 1
            counts.endings[ending.source.id or ending.id] += int(here.sum())
            if ending.is_decided:
                decided |= here & (winner > 0)
        for number, side in enumerate(rules.sides):
            won = decided & (winner == number + 1)
            counts.wins[side] += int(won.sum())
            counts.led_and_won += int((won & (self._leader == (1.0, -1.0)[number])).sum())
        counts.led += int((decided & (self._leader != 0.0)).sum())
        for name, at in self._marks.items():
            counts.marks[name] += int((self._highest >= at).sum())
        for slot in self.program.orders:
            counts.orders[slot.order.source.id] += int(rows[row[f"times:{slot.order.id}"]].sum())
        for event in rules.events:
            counts.events[event.source.id or event.id] += int(rows[row[f"happened:{event.id}"]].sum())

    def report(self) -> Report:
        """What was counted, as shares."""
        return report(self.program.rules, self._marks, self.counts)

    def as_json(self) -> dict[str, Any]:
        """The report for machines."""
        return asdict(self.report())

    # -- a turn ----------------------------------------------------------------------------------

    def _travel(self, before: State, decisions: Floats, after: Floats, running: Flags) -> None:
        counts, rules = self.counts, self.program.rules
        for number, side in enumerate(rules.sides):
            rival = rules.sides[1 - number]
            stance = after[self.program.row[f"stance:{side}"]]
            came = self._came(before.rows, decisions, side, rival)
            for index, name in enumerate(self._stances):
                struck = running & (stance == index)
                counts.hosts[f"{side}:{name}"] += int(struck.sum())
                counts.struck[name] += int(struck.sum())
                counts.alone[name] += int((struck & ~came).sum())
            for slot in self._invitations:
                if slot.side != rival:
                    continue
                asked = running & (before.rows[slot.waits] != 0.0)
                for choice, chosen in enumerate(slot.choices):
                    answered = asked & (decisions[slot.row] == choice)
                    for index, name in enumerate(self._stances):
                        counts.guests[f"{chosen}:{name}"] += int((answered & (stance == index)).sum())

    def _came(self, rows: Floats, decisions: Floats, side: str, guests: str) -> Flags:
        """Whether anyone of `guests` is abroad in this turn where `side` reaches."""
        came: Flags = np.zeros(rows.shape[1], dtype=bool)
        trips = np.array([0.0, *(float(self._reaches(side, t.place)) for t in self.program.trips[1:])])
        for person in self.program.rules.people:
            name = f"trip:{person.id}"
            if person.side == guests and name in self.program.row:
                abroad = rows[self.program.row[f"status:{person.id}"]] == _ABROAD
                came |= abroad & (trips[rows[self.program.row[name]].astype(np.intp)] > 0.0)
        for slot, choices in self._reached[side]:
            for choice in choices:
                came |= (rows[slot.waits] != 0.0) & (decisions[slot.row] == choice)
        return came

    def _people(self, rows: Floats, after: Floats, running: Flags) -> None:
        counts, row = self.counts, self.program.row
        held = float(STATUSES.index(HELD))
        for person in self.program.rules.people:
            was, now = rows[row[f"status:{person.id}"]] == held, after[row[f"status:{person.id}"]] == held
            counts.held_turns += int((running & now).sum())
            counts.held += int((running & now & ~was).sum())

    def _accords(self, rows: Floats, decisions: Floats, after: Floats, running: Flags) -> None:
        counts, row = self.counts, self.program.row
        at = {slot.order.id: slot.row for slot in self.program.orders}
        for accord in self.program.rules.accords:
            was, now = rows[row[f"accord:{accord.id}"]] != 0.0, after[row[f"accord:{accord.id}"]] != 0.0
            counts.concluded[accord.id] += int((running & now & ~was).sum())
            ended = running & was & ~now
            broken = np.zeros_like(ended)
            for order in accord.breaks:
                broken |= decisions[at[order]] == 1.0
            ran_out = (accord.turns > 0) & (rows[row[f"accord_age:{accord.id}"]] + 1.0 >= accord.turns)
            counts.undone += int((ended & (broken | ~ran_out)).sum())

    # -- the scenario ----------------------------------------------------------------------------

    def _reaches(self, side: str, place: str) -> bool:
        rules = self.program.rules
        found = next(p for p in rules.places if p.id == place)
        return found.reach[rules.sides.index(side)] >= SEEN_FROM

    def _choices_in_reach(self, side: str) -> list[tuple[AnswerSlot, list[int]]]:
        """The rival's answers that send someone at once to where `side` reaches."""
        found = []
        for slot in self._invitations:
            trips = [t for t in self.program.trips[1:] if t.invitation == slot.subject and t.lead == 0]
            choices = [slot.choices.index(t.choice) for t in trips if self._reaches(side, t.place)]
            if slot.side != side and choices:
                found.append((slot, choices))
        return found
