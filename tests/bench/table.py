"""The table that the benchmark prints: sections of rows, a figure for each executor and each peer.

Data first: a row holds numbers, and this module alone writes them out, as text, as the Markdown of
the README, or as JSON for machines.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any

COLUMNS = ("numpy", "compiled", "peer")


@dataclass(frozen=True, slots=True)
class Row:
    """One thing measured: a figure in `unit` for each column that has one; `note` where it has not."""

    name: str
    unit: str
    numpy: float | None = None
    compiled: float | None = None
    peer: float | None = None
    note: str = ""

    @property
    def figures(self) -> tuple[float | None, ...]:
        """In the order of COLUMNS."""
        return (self.numpy, self.compiled, self.peer)


@dataclass(frozen=True, slots=True)
class Section:
    """Rows that belong together; `remark` says what they are, or what to bear in mind."""

    title: str
    rows: tuple[Row, ...]
    remark: str = ""


def both(name: str, unit: str, of: dict[str, dict[str, float]], figure: str) -> Row:
    """The row of one figure, from each executor's figures by name."""
    return Row(name, unit, *(of.get(executor, {}).get(figure) for executor in COLUMNS[:2]))


def as_text(sections: Sequence[Section]) -> Iterator[str]:
    """Lines for a terminal."""
    rows = [row for section in sections for row in section.rows]
    width = max(len(row.name) for row in rows)
    yield f"{'':{width}} {''.join(f'{column:>13}' for column in COLUMNS)}"
    for section in sections:
        yield ""
        yield section.title + (f" ({section.remark})" if section.remark else "")
        for row in section.rows:
            figures = "".join(f"{written(figure):>13}" for figure in row.figures)
            yield f"{row.name:{width}} {figures}  {row.unit}{'; ' if row.note else ''}{row.note}".rstrip()


def as_markdown(sections: Sequence[Section]) -> Iterator[str]:
    """Lines for the README: one table, in which a section begins with its title."""
    yield f"| what | {' | '.join(COLUMNS)} | unit |"
    yield "|---" + "|---:" * len(COLUMNS) + "|---|"
    for section in sections:
        remark = f", {section.remark}" if section.remark else ""
        yield f"| **{section.title}**{remark} |" + " |" * (len(COLUMNS) + 1)
        for row in section.rows:
            figures = " | ".join(written(figure) for figure in row.figures)
            yield f"| {row.name} | {figures} | {row.unit}{'; ' if row.note else ''}{row.note} |"


def as_data(sections: Sequence[Section]) -> list[dict[str, Any]]:
    """The same for machines, every digit kept."""
    return [asdict(section) for section in sections]


def written(figure: float | None) -> str:
    """Three digits that count, and no more than a benchmark can stand for; counts are told whole."""
    if figure is None:
        return ""
    if figure == int(figure):
        return f"{figure:,.0f}"
    magnitude = math.floor(math.log10(abs(figure)))
    if magnitude >= 2:
        return f"{round(figure, 2 - magnitude):,.0f}"
    return f"{figure:.{min(2 - magnitude, 3)}f}"
