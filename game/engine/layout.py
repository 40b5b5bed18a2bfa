"""The rows of a state: their names, bounds and starting values."""

from __future__ import annotations


class Layout:
    """Names rows in the order in which they are added."""

    def __init__(self) -> None:
        self.index: dict[str, int] = {}
        self.bounds: list[tuple[float, float]] = []  # [row]
        self.starts: list[float] = []  # [row]
        self.is_flag: list[bool] = []  # [row]: holds 0 or 1 and nothing else

    def add(
        self, name: str, low: float = 0.0, high: float = 1.0, start: float = 0.0, is_flag: bool = False
    ) -> None:
        """Adds a row whose values always lie from `low` to `high`."""
        if name in self.index:
            raise ValueError(f"two rows are called {name}")
        self.index[name] = len(self.bounds)
        self.bounds.append((low, high))
        self.starts.append(start)
        self.is_flag.append(is_flag)

    def flag(self, name: str, start: float = 0.0) -> None:
        """Adds a row that holds 0 or 1."""
        self.add(name, 0.0, 1.0, start, is_flag=True)
