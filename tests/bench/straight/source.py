"""A program as straight-line C, for one shape: the whole source file.

Nothing is interpreted any more: every operation stands where it happens, its rows and constants written
out. The operations themselves, and whole games at random play, are in lanes.h and play.h.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from game.engine.program import BYTE, Program
from tests.bench.straight.functions import functions
from tests.bench.straight.hands import hands_in_c, order_words, places_of, salts_in_c
from tests.bench.straight.shape import Shape
from tests.bench.straight.values import Values

_HERE = Path(__file__).parent


def source(program: Program, shape: Shape) -> str:
    """The whole source file."""
    values, sections = Values(program, shape.lanes > 1), (program.start, program.turn)
    numbers = program.state_numbers
    bytes_ = program.state_rows - numbers
    sizes = {
        "LANES": shape.lanes,
        "TILES": shape.tiles,
        "NUMBERS": numbers + max(section.numbers for section in sections),
        "BYTES": bytes_ + program.decision_rows + max(section.bytes for section in sections),
        "ORDER_WORDS": order_words(program),
        "STATE_NUMBERS": numbers,
        "STATE_BYTES": bytes_,
    }
    truths = {n for n in range(bytes_ + program.decision_rows) if values.state[BYTE | n].is_truth}
    places = places_of(program, truths)
    return "\n".join((
        *(f"#define {name} {size}" for name, size in sizes.items()),
        (_HERE / "lanes.h").read_text(),
        *_tables(program),
        *(line for name, parts in values.parts.items() for line in functions(name, parts, program, shape)),
        *hands_in_c(program, places),
        *salts_in_c(program),
        (_HERE / "play.h").read_text(),
    ))  # fmt: skip


def _tables(program: Program) -> Iterator[str]:
    for n, table in enumerate(program.tables):
        numbers = ", ".join(float(value).hex() for value in table)
        filled = [*table, *[0.0] * (64 - len(table))]  # what is looked up in one register
        smalls = ", ".join(str(int(min(max(value, 0.0), 255.0))) for value in filled)
        yield f"static const double numbers_{n}[] = {{{numbers}}};"
        yield f"static const uint8_t smalls_{n}[] = {{{smalls}}};"
