"""A program's start and turn between values in place of rows: what is needed to write them out straight.

A value is what a row holds from one writing to the next, or for good if the row is of the state. That
tells which bytes are never more than 1, and so may be truths, a bit a game; and which values have to
stand in memory, since another function or a guarded block reads them too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from game.engine.program import (
    BYTE,
    CONSTANT,
    NUMBER,
    SMALL,
    UNARY,
    Block,
    Instruction,
    Program,
    Section,
    kind,
    number,
)

MOST_STEPS = 200  # of a C function; compilers take much longer for long ones
SECTIONS = ("start", "turn")
TRUTHS = frozenset(("lt", "le", "eq", "blt", "ble", "beq"))
_KEEPS_TRUTH = frozenset(("and", "or", "not", "bmul", "bmin", "bmax", "less", "bcopy"))


@dataclass(eq=False, slots=True)
class Value:
    """What a row holds from one writing to the next, or for good if it is of the state."""

    is_number: bool
    row: int = -1  # in the tile; -1: a guarded block's own
    constant: str = ""  # as it is written in C
    is_truth: bool = False
    is_stored: bool = False  # in the tile, not in a local variable alone
    part: int = -1  # the function that made it


@dataclass(eq=False, slots=True)
class Step:
    """An instruction between values."""

    instruction: Instruction
    target: Value
    sources: tuple[Value, ...]


@dataclass(eq=False, slots=True)
class Guarded:
    """A guarded block between values; inputs are its own and what they are copies of."""

    guard: Value
    inputs: list[tuple[Value, Value]] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)
    outputs: list[tuple[str, Value, Value]] = field(default_factory=list)


Part = list[Step | Guarded]  # what becomes one C function


class Values:
    """`state` by operand; `parts` by section. With `has_truths`, bytes may be truths."""

    def __init__(self, program: Program, has_truths: bool) -> None:
        self._program = program
        self.state = self._state_values()
        self.parts = {name: self._parts_of(getattr(program, name)) for name in SECTIONS}
        if has_truths:
            self._find_truths()

    def _state_values(self) -> dict[int, Value]:
        program = self._program
        bytes_ = program.state_rows - program.state_numbers
        found = {NUMBER | n: Value(True, n, is_stored=True) for n in range(program.state_numbers)}
        for n in range(bytes_ + program.decision_rows):
            found[BYTE | n] = Value(False, n, is_stored=True, is_truth=True)
        for row, place in enumerate(program.places):
            if kind(place) == BYTE and program.starts[row] not in (0.0, 1.0):
                found[place].is_truth = False
        for answer in program.answers:
            found[BYTE | (bytes_ + answer.row)].is_truth = len(answer.choices) <= 2
        return found

    def _constant(self, operand: int) -> Value:
        if kind(operand) == CONSTANT:
            return Value(True, constant=f"({float(self._program.constants[number(operand)]).hex()})")
        return Value(False, constant=str(number(operand)), is_truth=number(operand) <= 1)

    def _step(self, step: Instruction, now: dict[int, Value], is_own: bool) -> Step:
        count = 1 if step.operation in UNARY else 3 if step.operation == "addmul" else 2
        used = () if step.operation == "draw" else (step.left, step.right, step.third)[:count]
        sources = tuple(
            self._constant(each) if kind(each) in (CONSTANT, SMALL) else now[each] for each in used
        )
        if is_own or step.target not in self.state:
            is_number = kind(step.target) == NUMBER
            row = -1 if is_own else number(step.target)
            now[step.target] = Value(is_number, row, is_truth=not is_number)
        return Step(step, now[step.target], sources)

    def _guarded(self, block: Block, now: dict[int, Value]) -> Guarded:
        made, own = Guarded(now[block.guard]), dict[int, Value]()
        for mine, row in block.inputs:
            own[mine] = Value(kind(mine) == NUMBER, is_truth=kind(mine) == BYTE)
            made.inputs.append((own[mine], now[row]))
        made.steps = [self._step(step, own, is_own=True) for step in block.instructions]
        for output in block.outputs:
            is_constant = kind(output.source) in (CONSTANT, SMALL)
            source = self._constant(output.source) if is_constant else own[output.source]
            if output.how == "make":  # never read where the guard is 0
                now[output.target] = Value(
                    kind(output.target) == NUMBER, number(output.target), is_truth=kind(output.target) == BYTE
                )
            made.outputs.append(("set" if output.how == "make" else output.how, now[output.target], source))
        return made

    def _parts_of(self, section: Section) -> list[Part]:
        """The section between values, cut into functions; values that must be in the tile are marked."""
        now, parts, length = dict(self.state), list[Part]([[]]), 0
        for block in section.blocks:
            items: Iterable[Step | Guarded]
            if block.guard >= 0:
                items = [self._guarded(block, now)]
            else:
                items = (self._step(step, now, is_own=False) for step in block.instructions)
            for item in items:
                if length > MOST_STEPS:
                    parts.append([])
                    length = 0
                parts[-1].append(item)
                length += 1 if isinstance(item, Step) else 1 + len(item.steps) + len(item.outputs)
        for place, part in enumerate(parts):
            for item in part:
                _mark_stored(item, place)
        return parts

    def _find_truths(self) -> None:
        """A byte is a truth if all that is ever written there is one: taken for granted until refuted."""
        items = [item for parts in self.parts.values() for part in parts for item in part]
        is_changed = True
        while is_changed:
            is_changed = False
            for target, is_truth in (fact for item in items for fact in self._facts(item)):
                if target.is_truth and not is_truth:
                    target.is_truth, is_changed = False, True

    def _facts(self, item: Step | Guarded) -> Iterator[tuple[Value, bool]]:
        """What is written where, and whether it is a truth."""
        if isinstance(item, Step):
            if not item.target.is_number:
                yield item.target, self._gives_truth(item)
            return
        for own, outer in item.inputs:
            yield own, outer.is_truth
        for step in item.steps:
            yield from self._facts(step)
        for how, target, source in item.outputs:
            yield target, how == "set" and source.is_truth

    def _gives_truth(self, step: Step) -> bool:
        operation = step.instruction.operation
        if operation == "pick":
            return set(self._program.tables[step.instruction.right]) <= {0.0, 1.0}
        return operation in TRUTHS or (
            operation in _KEEPS_TRUTH and all(source.is_truth for source in step.sources)
        )


def _mark_stored(item: Step | Guarded, part: int) -> None:
    """Marks what another function reads, or what a guarded block does."""
    if isinstance(item, Step):
        for source in item.sources:
            source.is_stored |= source.row >= 0 and source.part != part
        if not item.target.is_stored:
            item.target.part = part
        return
    item.guard.is_stored |= item.guard.part != part
    for _own, outer in item.inputs:
        outer.is_stored = True
    for _how, target, _source in item.outputs:
        target.is_stored = True
