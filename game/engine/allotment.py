"""Lays a section out: which steps form a block, and which row holds which value when.

Steps keep their order as far as it matters: within a stretch that ends where state rows are set,
what is worked out for all games comes first, and what stands under one guard is brought together.
A row whose value is used no more makes room for what comes.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from game.engine.guarded import TAKES_BYTES, GuardedRows, Temporaries
from game.engine.guards import Guards, Placement, placed
from game.engine.layout import Layout
from game.engine.program import (
    BYTE,
    CONSTANT,
    NUMBER,
    SMALL,
    Block,
    Instruction,
    Note,
    Output,
    Section,
    kind,
)
from game.engine.schedule import Item, Moment, scheduled
from game.engine.steps import Graph


def places(layout: Layout) -> tuple[int, ...]:
    """The operand of each state row: numbers and bytes are counted apart."""
    found, counts = [], [0, 0]
    for is_byte in layout.is_byte:
        found.append((BYTE if is_byte else NUMBER) + counts[is_byte])
        counts[is_byte] += 1
    return tuple(found)


def allot(
    graph: Graph, guards: Guards, layout: Layout, decisions: int, draws: tuple[int, ...], notes: int
) -> Section:
    """The section of a graph; `decisions` is how many decision rows there are."""
    placement = placed(graph, guards)
    moments = scheduled(graph, placement)
    return _Allotment(graph, placement, moments, places(layout), decisions).section(draws, notes)


@dataclass
class _Open:
    """The block for all games that is being filled."""

    instructions: list[Instruction] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)


class _Allotment:
    def __init__(
        self,
        graph: Graph,
        placement: Placement,
        moments: list[Moment],
        state: tuple[int, ...],
        decisions: int,
    ) -> None:
        self.graph = graph
        self.placement = placement
        self.moments = moments
        self.state = state
        state_bytes = sum(kind(place) == BYTE for place in state)
        self.decided = range(BYTE + state_bytes, BYTE + state_bytes + decisions)
        self.rows = {
            NUMBER: Temporaries(NUMBER + len(state) - state_bytes),
            BYTE: Temporaries(BYTE + state_bytes + decisions),
        }
        self.block_of: dict[int, int] = {}  # value under a guard -> moment
        self.outside: set[int] = set()  # values under a guard that are wanted outside of their block
        self.beyond: set[int] = set()  # those that are wanted where their guard is 0, too
        self.begun: dict[int, int] = {}  # value -> moment from which its row holds something of it
        self.last: dict[int, int] = {}  # value -> moment of its last use for all games
        self._look_ahead()
        self.home = self._homes()
        self.place: dict[int, int] = {}
        self.ending: dict[int, list[int]] = {}
        for value, moment in self.last.items():
            self.ending.setdefault(moment, []).append(value)
        self.blocks: list[Block] = []
        self.open = _Open()

    # -- what is used when -----------------------------------------------------------------------

    def _look_ahead(self) -> None:
        for at, moment in enumerate(self.moments):
            for item in moment.items:
                if item.kind == "value" and moment.guard != -1:
                    self.block_of[item.value] = at
        for at, moment in enumerate(self.moments):
            if moment.guard != -1:
                self._use(moment.guard, at)
                self.beyond.add(moment.guard)
            for item in moment.items:
                if item.kind == "value" and moment.guard == -1:
                    self.begun.setdefault(item.value, at)
                for operand in item.operands:
                    if moment.guard == -1 or self.block_of.get(operand) != at:
                        self._use(operand, at)
                    if self.placement.under.get(operand, -1) != moment.guard:
                        self.beyond.add(operand)
                if item.kind == "add":
                    self._use(item.value, at)
            for value, first in moment.begun:
                self.begun[value] = at
                self.beyond.update(first)
                for operand in first:
                    self._use(operand, at)
        for value in self.outside:
            self.begun.setdefault(value, self.block_of[value])

    def _use(self, value: int, at: int) -> None:
        self.last[value] = at
        if value in self.block_of:
            self.outside.add(value)

    def _homes(self) -> dict[int, int]:
        """Values that can be worked out in the very state row that they will be written to."""
        found: dict[int, int] = {}
        written: dict[int, int] = {}  # state row -> moment of its last write
        version: dict[int, int] = {}  # state row -> the value that was read from it
        for at, moment in enumerate(self.moments):
            for item in moment.items:
                if item.kind == "retire":
                    version[item.place] = item.value
                if item.kind != "write":
                    continue
                row, value = item.place, item.value
                begun = self.begun.get(value, -1)
                old = version.pop(row, None)
                read = self.last.get(old, -1) if old is not None else -1
                if (
                    begun > written.get(row, -1)
                    and (read < begun or (read == begun and self._may_begin_on(value, old)))
                    and self.last[value] == at
                    and value not in found
                    and self.graph.nodes[value][0] not in ("row", "const", "decision")
                ):
                    found[value] = row
                written[row] = at
        return found

    def _may_begin_on(self, value: int, old: int | None) -> bool:
        """Whether a value may take the row of `old` in the very moment in which that is last read.

        What is worked out for all games reads before it writes, game for game. A guarded block reads
        when the rows that it gives back have begun: only a sum that begins as the old value may.
        """
        if value in self.placement.sums:
            return self.placement.sums[value].first == (old,)
        return value not in self.block_of

    # -- going through -----------------------------------------------------------------------------

    def section(self, draws: tuple[int, ...], notes: int) -> Section:
        """The blocks, moment by moment."""
        for at, moment in enumerate(self.moments):
            if moment.guard == -1:
                for item in moment.items:
                    self._do(item, at)
            else:
                self._close()
                self._guarded(moment, at)
            self._release(at)
        self._close()
        return Section(
            tuple(self.blocks), notes, draws, self.rows[NUMBER].used, self.rows[BYTE].used
        )

    def _close(self) -> None:
        if self.open.instructions or self.open.notes:
            self.blocks.append(Block(-1, tuple(self.open.instructions), tuple(self.open.notes)))
            self.open = _Open()

    def _do(self, item: Item, at: int) -> None:
        """One item for all games."""
        value, out = item.value, self.open.instructions
        if item.kind == "value":
            sources = self._sources(item)
            if item.operation not in ("take", "pick", "draw"):
                for operand in item.operands:
                    self._release_one(operand, at)
            out.append(Instruction(item.operation, self._grab(value), *sources))
        elif item.kind == "save":
            old = self._where(value)
            target = self._grab(value)
            out.append(Instruction(self._copy(value), target, old))
        elif item.kind == "write":
            if self.home.get(value) != item.place:
                row = self.state[item.place]
                is_byte = kind(row) == BYTE
                source = self._operand(value, is_byte)
                out.append(Instruction("bcopy" if is_byte else "copy", row, source))
        elif item.kind == "note":
            source = self._operand(value, self._kind(value) == BYTE)
            self.open.notes.append(Note(len(out), source, item.place))

    def _begin(self, value: int, first: tuple[int, ...], at: int, is_last: bool = True) -> None:
        """A sum begins as a value, in its very row if that is used no more, or as 0."""
        is_byte = self._kind(value) == BYTE
        source = self._operand(first[0], is_byte) if first else self._zero(is_byte)
        if first and is_last and self.last[first[0]] == at and first[0] not in self.home:
            if value in self.home and self.state[self.home[value]] == source:
                self.place[value] = source
                return
            if first[0] in self.place and value not in self.home:
                self.place[value] = self.place.pop(first[0])
                return
        self.open.instructions.append(Instruction(self._copy(value), self._grab(value), source))

    def _sources(self, item: Item) -> list[int]:
        wants_bytes = item.operation in TAKES_BYTES
        sources = [self._operand(operand, wants_bytes) for operand in item.operands]
        return [*sources, *item.numbers]

    # -- rows --------------------------------------------------------------------------------------

    def _kind(self, value: int) -> int:
        return BYTE if self.graph.is_byte[value] else NUMBER

    def _copy(self, value: int) -> str:
        return "bcopy" if self._kind(value) == BYTE else "copy"

    def _zero(self, is_byte: bool) -> int:
        return SMALL if is_byte else CONSTANT + self.graph.constant_number(0.0)

    def _operand(self, value: int, wants_byte: bool) -> int:
        constant = self.graph.constants[value]
        if constant is not None:
            return SMALL + int(constant) if wants_byte else CONSTANT + self.graph.nodes[value][1]
        return self._where(value)

    def _where(self, value: int) -> int:
        if value in self.place:
            return self.place[value]
        leaf, row, _ = self.graph.nodes[value]
        return {"row": self.state, "decision": self.decided}[leaf][row]

    def _grab(self, value: int) -> int:
        if value in self.home:
            self.place[value] = self.state[self.home[value]]
        else:
            self.place[value] = self.rows[self._kind(value)].lend()
        return self.place[value]

    def _release_one(self, value: int, at: int) -> None:
        if value in self.place and self.last.get(value, -1) <= at:
            place = self.place.pop(value)
            if value not in self.home:
                self.rows[kind(place)].free.append(place)

    def _release(self, at: int) -> None:
        for value in self.ending.get(at, ()):
            self._release_one(value, at)

    # -- under a guard -------------------------------------------------------------------------------

    def _guarded(self, moment: Moment, at: int) -> None:
        guard = self._where(moment.guard)
        own = GuardedRows(self.graph, moment, self.outside, self._where)
        own.fill()
        for value in own.made:
            if value in self.beyond:  # what is wanted of all games is 0 where the guard is
                self._begin(value, (), at)
            else:
                self._grab(value)
        for place, (value, first) in enumerate(moment.begun):
            again = any(first == other for _, other in moment.begun[place + 1 :])
            self._begin(value, first, at, is_last=not again)
        self._close()
        outputs = [
            Output("set" if value in self.beyond else "make", self.place[value], own.of(value))
            for value in own.made
        ]
        outputs += [Output(how, self._where(value), source) for how, value, source in own.added]
        self.blocks.append(
            Block(
                guard,
                tuple(own.instructions),
                tuple(own.notes),
                tuple(own.inputs),
                tuple(outputs),
                own.rows[NUMBER].used,
                own.rows[BYTE].used,
            )
        )
