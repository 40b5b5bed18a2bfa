"""Each instruction in C: of one game, or of all games of a tile side by side.

Side by side, numbers are a D, bytes a B and truths a T of straight/lanes.h, whose functions these call.
"""

from __future__ import annotations

from game.engine.program import COMPARED, Program
from tests.bench.straight.values import TRUTHS, Step, Value

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
_OF_BYTES = frozenset(_BYTES)


def scalar(program: Program, step: Step, operands: list[str]) -> str:
    """What a step gives, of one game."""
    operation = step.instruction.operation
    if operation == "draw":
        return f"drawn(SEED(g), salts[{step.instruction.left}], {step.instruction.right})"
    if operation in ("take", "pick"):
        letter, last = _table(program, step)
        return f"{letter}[clipped((int32_t){operands[0]}, {last})]"
    return _SCALAR[operation].format(*operands)


def _table(program: Program, step: Step) -> tuple[str, int]:
    place = step.instruction.right
    letter = "numbers" if step.instruction.operation == "take" else "smalls"
    return f"{letter}_{place}", len(program.tables[place]) - 1


def side_by_side(program: Program, step: Step, operands: list[str]) -> str:
    """What a step gives, of all games of a tile."""
    operation, of, target = step.instruction.operation, step.sources, step.target
    if operation == "draw":
        return f"d_draw(t->seeds, salts[{step.instruction.left}], {step.instruction.right})"
    if operation in ("take", "pick"):
        table, last = _table(program, step)
        letter, index = ("d", operands[0]) if of[0].is_number else ("b", byte(of[0], operands[0]))
        found = f"{'d_take' if operation == 'take' else 'b_pick'}_{letter}({index}, {table}, {last})"
        return f"(T)~b_eq({found}, b_set(0))" if target.is_truth else found
    if operation == "num":
        return f"d_of({operands[0]})" if of[0].is_truth else f"d_num({operands[0]})"
    if operation in _OF_BYTES:
        if all(value.is_truth for value in of) and operation in _BITS:
            found = f"(T)({_BITS[operation].format(*(map(bits, of, operands)))})"
            return found if target.is_truth else f"b_of({found})"
        if operation == "bmul" and of[0].is_truth != of[1].is_truth:
            truth = 0 if of[0].is_truth else 1
            return f"b_keep({operands[truth]}, {byte(of[1 - truth], operands[1 - truth])})"
        found = _BYTES[operation].format(*map(byte, of, operands))
    elif operation == "copy":
        found = number_of(of[0], operands[0])
    else:
        found = f"d_{operation}({', '.join(map(number_of, of, operands))})"
    return f"b_of({found})" if operation in TRUTHS and not target.is_truth else found


def bits(value: Value, name: str) -> str:
    """Its truths, a bit a game."""
    return name if not value.constant else "ALL" if value.constant == "1" else "(T)0"


def byte(value: Value, name: str) -> str:
    """As a B."""
    if value.constant:
        return f"b_set({name})"
    return f"b_of({name})" if value.is_truth else name


def number_of(value: Value, name: str) -> str:
    """As a D."""
    return f"d_set({name})" if value.constant else name


assert {*_SCALAR, "take", "pick", "draw"} >= {*COMPARED, *_OF_BYTES}
