"""How a program is written out: what stands side by side, and what goes through a function together."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Shape:
    """`lanes` games are a tile, side by side; its guarded blocks are done for them `together`, or one by one.

    `tiles` of them go through each function before the next function is begun.
    """

    lanes: int
    together: bool = False
    tiles: int = 1
