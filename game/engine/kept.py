"""What is worked out once for each program, and goes when the program goes."""

from __future__ import annotations

import weakref
from collections.abc import Callable
from typing import Generic, TypeVar

from game.engine.program import Program

T = TypeVar("T")


class KeptByProgram(Generic[T]):
    """Things made from programs. What `make` gives must not hold its program, or neither ever goes."""

    def __init__(self, make: Callable[[Program], T]) -> None:
        self._make = make
        self._kept: dict[int, T] = {}

    def of(self, program: Program) -> T:
        """The thing of a program, made when it is first asked for."""
        name = id(program)
        if name not in self._kept:
            self._kept[name] = self._make(program)
            weakref.finalize(program, self._kept.pop, name, None)
        return self._kept[name]
