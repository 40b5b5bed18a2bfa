"""Allots rows to the values of a section: what is used no more makes room for what comes.

Steps, as a builder collects them: ("value", v, -) works a value out, ("write", row, v) sets a
state row, ("note", slot, v) has a value recorded, and ("retire", row, v) says that the row is
about to be set, so that v, which is read from it, must be saved if anything still wants it.
"""

from __future__ import annotations

from game.engine.fusion import Node, Step, joined
from game.engine.program import CONSTANTS, FLAGGED, FLAGS, UNARY, Instruction, Note, Section


class RowBase:
    """Where the kinds of rows start in the one space of rows."""

    def __init__(self, state: int, decisions: int, luck: int) -> None:
        self.decision = state
        self.luck = state + decisions
        self.temporary = state + decisions + luck


def allot(nodes: list[Node], steps: list[Step], base: RowBase, draws: tuple[int, ...]) -> Section:
    """The section that these steps make."""
    return _Allotment(nodes, _needed(nodes, steps), base).section(draws)


class _Allotment:
    def __init__(self, nodes: list[Node], steps: list[Step], base: RowBase) -> None:
        self.nodes = nodes
        self.work, self.steps = joined(nodes, steps)
        self.base = base
        self.last_use: dict[int, int] = {}  # value -> step
        for at, (kind, first, second) in enumerate(self.steps):
            if kind == "value":
                for operand in self.work[first][1]:
                    self.last_use[operand] = at
            elif kind in ("write", "note"):
                self.last_use[second] = at
        self.at_home = self._worked_out_in_place()
        self.place: dict[int, int] = {}  # value -> row
        self.free: dict[bool, list[int]] = {False: [], True: []}  # by whether it is a flag
        self.used = {False: 0, True: 0}

    def section(self, draws: tuple[int, ...]) -> Section:
        """Goes through the steps once, giving rows and taking them back."""
        instructions: list[Instruction] = []
        notes: list[Note] = []
        for at, (kind, first, second) in enumerate(self.steps):
            if kind == "value":
                operation, operands, table = self.work[first]
                places = [self._where(operand) for operand in operands]
                for operand in dict.fromkeys(operands):
                    self._release(operand, at)
                places += [table, 0][: 3 - len(places)]
                instructions.append(Instruction(operation, self._grab(first), *places))
            elif kind == "save":
                instructions.append(Instruction("copy", self._grab(first), self._where_row(first)))
            elif kind == "write":
                if self.at_home.get(second) != first:
                    operation = "num" if self.nodes[second][0] in FLAGGED else "copy"
                    instructions.append(Instruction(operation, first, self._where(second)))
                self._release(second, at)
            elif kind == "note":
                notes.append(Note(len(instructions), self._where(second), first))
                self._release(second, at)
        return Section(tuple(instructions), tuple(notes), draws, self.used[False], self.used[True])

    def _worked_out_in_place(self) -> dict[int, int]:
        """Values that can be worked out in the very state row that they will be written to."""
        made: dict[int, int] = {}  # value -> step
        old: dict[int, int] = {}  # row -> the value that was read from it since its last write
        written: dict[int, int] = {}  # row -> step of its last write
        found: dict[int, int] = {}
        for at, (kind, first, second) in enumerate(self.steps):
            if kind == "value":
                made[first] = at
            elif kind == "retire":
                old[first] = second
            elif kind == "write":
                born = made.get(second, -1)
                previous = old.pop(first, None)
                is_read_later = previous is not None and self.last_use.get(previous, -1) > born
                if (
                    born > written.get(first, -1)
                    and not is_read_later
                    and self.last_use[second] == at
                    and self.nodes[second][0] not in FLAGGED
                    and second not in found
                ):
                    found[second] = first
                written[first] = at
        return found

    def _where(self, value: int) -> int:
        if value in self.place:
            return self.place[value]
        return self._where_row(value)

    def _where_row(self, value: int) -> int:
        kind, number, _ = self.nodes[value]
        if kind == "const":
            return CONSTANTS + number
        return {"row": 0, "decision": self.base.decision, "luck": self.base.luck}[kind] + number

    def _release(self, value: int, at: int) -> None:
        if value in self.place and self.last_use[value] <= at and value not in self.at_home:
            row = self.place.pop(value)
            self.free[row >= FLAGS].append(row)

    def _grab(self, value: int) -> int:
        if value in self.at_home:
            self.place[value] = self.at_home[value]
            return self.at_home[value]
        is_flag = self.nodes[value][0] in FLAGGED
        if self.free[is_flag]:
            row = self.free[is_flag].pop()
        else:
            row = (FLAGS if is_flag else self.base.temporary) + self.used[is_flag]
            self.used[is_flag] += 1
        self.place[value] = row
        return row


def _needed(nodes: list[Node], steps: list[Step]) -> list[Step]:
    """The steps that something uses; retired values that are still wanted become saves."""
    wanted: set[int] = set()
    kept: list[Step] = []
    for kind, first, second in reversed(steps):
        if kind == "retire":
            kept.append((kind, first, second))
            if second in wanted:
                kept.append(("save", second, 0))  # before it is retired, in the order of time
            continue
        if kind == "value":
            if first not in wanted:
                continue
            operation, left, right = nodes[first]
            wanted.add(left)
            if operation not in UNARY:
                wanted.add(right)
        else:
            wanted.add(second)
        kept.append((kind, first, second))
    kept.reverse()
    return kept
