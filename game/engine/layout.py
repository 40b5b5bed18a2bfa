"""The rows of a state: their names, bounds and starting values."""

from __future__ import annotations

BYTE = 255.0  # whole numbers up to this are kept in a byte


class Layout:
    """Names rows in the order in which they are added."""

    def __init__(self) -> None:
        self.index: dict[str, int] = {}
        self.bounds: list[tuple[float, float]] = []  # [row]
        self.starts: list[float] = []  # [row]
        self.is_flag: list[bool] = []  # [row]: holds 0 or 1 and nothing else
        self.is_byte: list[bool] = []  # [row]: holds whole numbers from 0 to 255 and nothing else
        self.is_exact: list[bool] = []  # [row]: holds numbers of the grid and nothing else

    def add(
        self, name: str, low: float = 0.0, high: float = 1.0, start: float = 0.0, is_exact: bool = False
    ) -> None:
        """Adds a row whose values always lie from `low` to `high`, and if `is_exact` on the grid."""
        self._add(name, (low, high), start, is_flag=False, is_byte=False, is_exact=is_exact)

    def flag(self, name: str, start: float = 0.0) -> None:
        """Adds a row that holds 0 or 1."""
        self._add(name, (0.0, 1.0), start, is_flag=True, is_byte=True)

    def whole(self, name: str, high: float, start: float = 0.0) -> None:
        """Adds a row that holds whole numbers from 0 to `high`."""
        self._add(name, (0.0, high), start, is_flag=False, is_byte=high <= BYTE)

    def _add(
        self,
        name: str,
        bounds: tuple[float, float],
        start: float,
        is_flag: bool,
        is_byte: bool,
        is_exact: bool = True,
    ) -> None:
        if name in self.index:
            raise ValueError(f"two rows are called {name}")
        self.index[name] = len(self.bounds)
        self.bounds.append(bounds)
        self.starts.append(start)
        self.is_flag.append(is_flag)
        self.is_byte.append(is_byte)
        self.is_exact.append(is_exact)
