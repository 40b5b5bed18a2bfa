"""Values and steps as C functions of straight lines, in a shape."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from game.engine.program import Program
from tests.bench.straight.operations import bits, byte, number_of, scalar, side_by_side
from tests.bench.straight.shape import Shape
from tests.bench.straight.values import Guarded, Part, Step, Value

_GIVEN = "Tile *const *tiles, int count, const uint64_t *salts"


def functions(name: str, parts: list[Part], program: Program, shape: Shape) -> Iterator[str]:
    """A section as C functions, and one that calls them all, each for every tile before the next."""
    for place, part in enumerate(parts):
        yield f"static __attribute__((noinline)) void {name}_{place}({_GIVEN})"
        yield "{\n    (void)salts;"
        yield "    for (int tile = 0; tile < count; tile++) {\n    Tile *t = tiles[tile];"
        yield from Writer(program, shape).lines(part)
        yield "    }\n}"
    yield f"static void {name}_of({_GIVEN})\n{{"
    yield from (f"    {name}_{place}(tiles, count, salts);" for place in range(len(parts)))
    yield "}"


class Writer:
    """Writes a function; knows which values stand in local variables."""

    def __init__(self, program: Program, shape: Shape) -> None:
        self._program = program
        self._shape = shape
        self._is_alone = shape.lanes == 1
        self._known: dict[Value, str] = {}
        self._count = 0

    def lines(self, part: Part) -> Iterator[str]:
        """The body."""
        for item in part:
            if isinstance(item, Step):
                yield from self._step(item)
            elif self._is_alone:
                yield f"    if ({self._of_tile(item.guard)}) {{"
                yield from self._one_game(item)
                yield "    }"
                self._forget(item)
            elif self._shape.together:
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
        form = scalar if self._is_alone else side_by_side
        text = form(self._program, step, operands)
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
            text = scalar(self._program, step, operands)
            yield f"{indent}const {_scalar_type(step.target)} {name} = {text};"
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
            text = side_by_side(self._program, step, operands)
            name = self._new()
            yield f"{indent}const {self._type(step.target)} {name} = {text};"
            names[step.target] = name
        for how, target, source in item.outputs:
            given = source.constant or names[source]
            place = f"t->{'n' if target.is_number else 'm' if target.is_truth else 'b'}[{target.row}]"
            if target.is_truth:
                yield f"{indent}{place} = (T)(({guard} & {bits(source, given)}) | (~{guard} & {place}));"
                continue
            as_kind, letter = (number_of, "d") if target.is_number else (byte, "b")
            given = as_kind(source, given)
            if how != "set" and target.is_number:
                given = f"d_{how}({place}, {given})"
            elif how != "set":
                given = f"{place} {'+' if how == 'add' else '-'} {given}"
            yield f"{indent}{place} = {letter}_chosen({guard}, {given}, {place});"
        yield "    }"


def _scalar_type(value: Value) -> str:
    return "double" if value.is_number else "uint8_t"
