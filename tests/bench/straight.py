"""A program as straight-line C, for one shape: so many games side by side, guarded blocks done so or so.

Nothing is interpreted any more: every operation stands where it happens, its rows and constants written
out. Bytes that are never more than 1 become truths, a bit a game. The operations themselves, and whole
games at random play, are in straight.h and straight_play.h.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from game.engine.program import (
    BYTE,
    COMPARED,
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
from tests.bench.straight_hands import hands_in_c, places_of, salts_in_c

MOST_STEPS = 200  # of a C function; compilers take much longer for long ones
_HERE = Path(__file__).parent
_TRUTHS = frozenset(("lt", "le", "eq", "blt", "ble", "beq"))
_OF_BYTES = frozenset(("blt", "ble", "beq", "and", "or", "not", "badd", "bmul", "bmin", "bmax", "less", "bcopy"))
_KEEPS_TRUTH = frozenset(("and", "or", "not", "bmul", "bmin", "bmax", "less", "bcopy"))

# of one game
_SCALAR = {
    "add": "{0} + {1}", "sub": "{0} - {1}", "mul": "{0} * {1}", "div": "{0} / {1}",
    "min": "smaller({0}, {1})", "max": "larger({0}, {1})", "abs": "{0} < 0.0 ? -{0} : {0}",
    "addmul": "{0} + {1} * {2}", "snap": "({0} + GRID) - GRID", "trunc": "(uint8_t)(int32_t){0}",
    "lt": "{0} < {1}", "le": "{0} <= {1}", "eq": "{0} == {1}",
    "blt": "{0} < {1}", "ble": "{0} <= {1}", "beq": "{0} == {1}",
    "and": "{0} & {1}", "or": "{0} | {1}", "not": "{0} ^ 1",
    "badd": "{0} + {1}", "bmul": "{0} * {1}", "bmin": "{0} < {1} ? {0} : {1}",
    "bmax": "{0} > {1} ? {0} : {1}", "less": "{0} > {1} ? {0} - {1} : 0",
    "copy": "{0}", "bcopy": "{0}", "num": "(double){0}",
}  # fmt: skip
# of bytes and of truths side by side; those of numbers are functions of the same name
_BYTES = {
    "blt": "b_lt({0}, {1})", "ble": "b_le({0}, {1})", "beq": "b_eq({0}, {1})", "and": "{0} & {1}",
    "or": "{0} | {1}", "not": "{0} ^ b_set(1)", "badd": "{0} + {1}", "bmul": "{0} * {1}",
    "bmin": "b_min({0}, {1})", "bmax": "b_max({0}, {1})", "less": "b_less({0}, {1})", "bcopy": "{0}",
}  # fmt: skip
_BITS = {
    "blt": "~{0} & {1}", "ble": "~{0} | {1}", "beq": "~({0} ^ {1})", "and": "{0} & {1}", "or": "{0} | {1}",
    "not": "~{0}", "bmul": "{0} & {1}", "bmin": "{0} & {1}", "bmax": "{0} | {1}", "less": "{0} & ~{1}",
    "bcopy": "{0}",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Shape:
    """How many games stand side by side; whether guarded blocks are done for them together, or one by one."""

    lanes: int
    together: bool = False
    tiles: int = 1


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


class Straight:
    """The C of a program; `text` is all of it."""

    def __init__(self, program: Program, shape: Shape) -> None:
        self._program = program
        self._shape = shape
        self._state = self._state_values()
        self._parts = {name: self._parts_of(getattr(program, name)) for name in ("start", "turn")}
        if shape.lanes > 1:
            self._find_truths()

    def text(self) -> str:
        """The whole source file."""
        program, sections = self._program, (self._program.start, self._program.turn)
        numbers = program.state_numbers
        bytes_ = program.state_rows - numbers
        sizes = {
            "LANES": self._shape.lanes,
            "TILES": self._shape.tiles,
            "NUMBERS": numbers + max(section.numbers for section in sections),
            "BYTES": bytes_ + program.decision_rows + max(section.bytes for section in sections),
            "STATE_NUMBERS": numbers,
            "STATE_BYTES": bytes_,
        }
        truths = {n for n in range(bytes_ + program.decision_rows) if self._state[BYTE | n].is_truth}
        places = places_of(program, truths)
        return "\n".join((
            *(f"#define {name} {size}" for name, size in sizes.items()),
            (_HERE / "straight.h").read_text(),
            *self._tables(),
            *(line for name, parts in self._parts.items() for line in _functions(name, parts, self)),
            *hands_in_c(program, places),
            *salts_in_c(program),
            (_HERE / "straight_play.h").read_text(),
        ))  # fmt: skip

    def scalar(self, step: Step, operands: list[str]) -> str:
        """What a step gives, of one game."""
        operation = step.instruction.operation
        if operation == "draw":
            return f"drawn(SEED(g), salts[{step.instruction.left}], {step.instruction.right})"
        if operation in ("take", "pick"):
            letter, last = self._table(step)
            return f"{letter}[clipped((int32_t){operands[0]}, {last})]"
        return _SCALAR[operation].format(*operands)

    def _table(self, step: Step) -> tuple[str, int]:
        place = step.instruction.right
        letter = "numbers" if step.instruction.operation == "take" else "smalls"
        return f"{letter}_{place}", len(self._program.tables[place]) - 1

    def side_by_side(self, step: Step, operands: list[str]) -> str:
        """What a step gives, of all games of a tile."""
        operation, of, target = step.instruction.operation, step.sources, step.target
        if operation == "draw":
            return f"d_draw(t->seeds, salts[{step.instruction.left}], {step.instruction.right})"
        if operation in ("take", "pick"):
            table, last = self._table(step)
            letter, index = ("d", operands[0]) if of[0].is_number else ("b", _byte(of[0], operands[0]))
            found = f"{'d_take' if operation == 'take' else 'b_pick'}_{letter}({index}, {table}, {last})"
            return f"(T)~b_eq({found}, b_set(0))" if target.is_truth else found
        if operation == "num":
            return f"d_of({operands[0]})" if of[0].is_truth else f"d_num({operands[0]})"
        if operation in _OF_BYTES:
            if all(_may_be_bits(value) for value in of) and operation in _BITS:
                found = f"(T)({_BITS[operation].format(*(map(_bits, of, operands)))})"
                return found if target.is_truth else f"b_of({found})"
            if operation == "bmul" and of[0].is_truth != of[1].is_truth:
                truth = 0 if of[0].is_truth else 1
                return f"b_keep({operands[truth]}, {_byte(of[1 - truth], operands[1 - truth])})"
            found = _BYTES[operation].format(*map(_byte, of, operands))
        elif operation == "copy":
            found = _number(of[0], operands[0])
        else:
            found = f"d_{operation}({', '.join(map(_number, of, operands))})"
        return f"b_of({found})" if operation in _TRUTHS and not target.is_truth else found

    # -- from rows to values -------------------------------------------------------------------------

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
            self._constant(operand) if kind(operand) in (CONSTANT, SMALL) else now[operand] for operand in used
        )
        if is_own or step.target not in self._state:
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
            if output.target not in now:  # never read where the guard is 0
                now[output.target] = Value(
                    kind(output.target) == NUMBER, number(output.target), is_truth=kind(output.target) == BYTE
                )
            made.outputs.append((output.how, now[output.target], source))
        return made

    def _parts_of(self, section: Section) -> list[list[Step | Guarded]]:
        """The section between values, cut into functions; values that must be in the tile are marked."""
        now, parts, length = dict(self._state), list[list[Step | Guarded]]([[]]), 0
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
        items = [item for parts in self._parts.values() for part in parts for item in part]
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
        return operation in _TRUTHS or (
            operation in _KEEPS_TRUTH and all(source.is_truth for source in step.sources)
        )

    def _tables(self) -> Iterator[str]:
        for n, table in enumerate(self._program.tables):
            numbers = ", ".join(float(value).hex() for value in table)
            smalls = ", ".join(str(int(min(max(value, 0.0), 255.0))) for value in table)
            yield f"static const double numbers_{n}[] = {{{numbers}}};"
            yield f"static const uint8_t smalls_{n}[] = {{{smalls}}};"

    @property
    def shape(self) -> Shape:
        """The shape that it is made for."""
        return self._shape


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


def _may_be_bits(value: Value) -> bool:
    return value.is_truth


def _bits(value: Value, name: str) -> str:
    return name if not value.constant else "ALL" if value.constant == "1" else "(T)0"


def _byte(value: Value, name: str) -> str:
    if value.constant:
        return f"b_set({name})"
    return f"b_of({name})" if value.is_truth else name


def _number(value: Value, name: str) -> str:
    return f"d_set({name})" if value.constant else name


# -- writing it out ----------------------------------------------------------------------------------


def _functions(name: str, parts: list[list[Step | Guarded]], straight: Straight) -> Iterator[str]:
    for place, part in enumerate(parts):
        yield f"static __attribute__((noinline)) void {name}_{place}(Tile *const *tiles, int count, const uint64_t *salts)"
        yield "{\n    (void)salts;\n    for (int tile = 0; tile < count; tile++) {\n    Tile *t = tiles[tile];"
        yield from _Writer(straight).lines(part)
        yield "    }\n}"
    yield f"static void {name}_of(Tile *const *tiles, int count, const uint64_t *salts)\n{{"
    yield from (f"    {name}_{place}(tiles, count, salts);" for place in range(len(parts)))
    yield "}"


class _Writer:
    """Writes a function; knows which values stand in local variables."""

    def __init__(self, straight: Straight) -> None:
        self._straight = straight
        self._is_alone = straight.shape.lanes == 1
        self._known: dict[Value, str] = {}
        self._count = 0

    def lines(self, part: list[Step | Guarded]) -> Iterator[str]:
        """The body."""
        for item in part:
            if isinstance(item, Step):
                yield from self._step(item)
            elif self._is_alone:
                yield f"    if ({self._of_tile(item.guard)}) {{"
                yield from self._one_game(item)
                yield "    }"
                self._forget(item)
            elif self._straight.shape.together:
                yield from self._all_games(item)
                self._forget(item)
            else:
                yield from self._load((item.guard,))
                yield f"    for (T set = {self._known[item.guard]}; set; set &= (T)(set - 1)) {{"
                yield "        const int g = __builtin_ctzll(set);"
                yield from self._one_game(item)
                yield "    }"
                self._forget(item)

    def _forget(self, item: Guarded) -> None:
        for _how, target, _source in item.outputs:
            self._known.pop(target, None)

    def _new(self) -> str:
        self._count += 1
        return f"x{self._count}"

    def _type(self, value: Value) -> str:
        return "D" if value.is_number else "T" if value.is_truth else "B"

    def _of_tile(self, value: Value) -> str:
        if value in self._known:
            return self._known[value]
        return f"t->{'n' if value.is_number else 'm' if self._is_bit(value) else 'b'}[{value.row}]"

    def _is_bit(self, value: Value) -> bool:
        return value.is_truth and not self._is_alone

    def _load(self, values: Iterable[Value]) -> Iterator[str]:
        for value in values:
            if not value.constant and value not in self._known:
                name = self._new()
                yield f"    const {self._type(value)} {name} = {self._of_tile(value)};"
                self._known[value] = name

    def _step(self, step: Step) -> Iterator[str]:
        yield from self._load(step.sources)
        operands = [source.constant or self._known[source] for source in step.sources]
        target, name = step.target, self._new()
        form = self._straight.scalar if self._is_alone else self._straight.side_by_side
        text = form(step, operands)
        yield f"    const {self._type(target)} {name} = {text};"
        if target.is_stored:
            self._known.pop(target, None)
            yield f"    {self._of_tile(target)} = {name};"
        self._known[target] = name

    def _one_game(self, item: Guarded) -> Iterator[str]:
        """A guarded block for game `g`."""
        indent, names = "        ", dict[Value, str]()
        for own, outer in item.inputs:
            names[own] = self._new()
            yield f"{indent}const {_scalar_type(own)} {names[own]} = {self._single(outer)};"
        for step in item.steps:
            operands = [source.constant or names[source] for source in step.sources]
            name = self._new()
            yield f"{indent}const {_scalar_type(step.target)} {name} = {self._straight.scalar(step, operands)};"
            names[step.target] = name
        for how, target, source in item.outputs:
            given = source.constant or names[source]
            if how != "set":
                given = f"{self._single(target)} {'+' if how == 'add' else '-'} {given}"
            if self._is_bit(target):
                yield f"{indent}SET_TRUTH({target.row}, {given});"
            else:
                yield f"{indent}{self._single(target)} = {given};"

    def _single(self, value: Value) -> str:
        """Of game `g`, in the tile."""
        what = "NUMBER" if value.is_number else "TRUTH" if self._is_bit(value) else "BYTE"
        return f"{what}({value.row})"

    def _all_games(self, item: Guarded) -> Iterator[str]:
        """A guarded block for all games of the tile, of which only those that it is for change."""
        yield from self._load((item.guard,))
        guard, names = self._known[item.guard], dict[Value, str]()
        yield f"    if ({guard}) {{"
        indent = "        "
        for own, outer in item.inputs:
            names[own] = self._new()
            given = self._of_tile(outer)
            if outer.is_truth and not own.is_truth:
                given = f"b_of({given})"
            yield f"{indent}const {self._type(own)} {names[own]} = {given};"
        for step in item.steps:
            operands = [source.constant or names[source] for source in step.sources]
            text = self._straight.side_by_side(step, operands)
            name = self._new()
            yield f"{indent}const {self._type(step.target)} {name} = {text};"
            names[step.target] = name
        for how, target, source in item.outputs:
            given = source.constant or names[source]
            place = f"t->{'n' if target.is_number else 'm' if target.is_truth else 'b'}[{target.row}]"
            if target.is_truth:
                yield f"{indent}{place} = (T)(({guard} & {_bits(source, given)}) | (~{guard} & {place}));"
                continue
            as_kind, letter = (_number, "d") if target.is_number else (_byte, "b")
            given = as_kind(source, given)
            if how != "set" and target.is_number:
                given = f"d_{how}({place}, {given})"
            elif how != "set":
                given = f"{place} {'+' if how == 'add' else '-'} {given}"
            yield f"{indent}{place} = {letter}_chosen({guard}, {given}, {place});"
        yield "    }"


def _scalar_type(value: Value) -> str:
    return "double" if value.is_number else "uint8_t"


assert {*_SCALAR, "take", "pick", "draw"} >= {*COMPARED, *_OF_BYTES}
