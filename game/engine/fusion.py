"""Joins operations that belong together, so that an executor has fewer steps to take.

The results keep their bits: a joined operation rounds just as its parts did. Joined are a
product with the sum it goes to (`addmul`), and a flag with the product or sum that is the only
one to want it as a number. Nothing is moved past the setting of a state row.
"""

from __future__ import annotations

from collections import Counter

from game.engine.program import UNARY

Node = tuple[str, int, int]  # operation, left, right; or kind of row and its number
Step = tuple[str, int, int]  # see game.engine.allotment
Work = tuple[str, tuple[int, ...], int]  # operation, operands, table


def joined(nodes: list[Node], steps: list[Step]) -> tuple[dict[int, Work], list[Step]]:
    """What is worked out for each value, and the steps that are left."""
    work: dict[int, Work] = {}
    wanted: Counter[int] = Counter()
    epoch: dict[int, int] = {}
    now = 0
    for kind, first, second in steps:
        if kind == "value":
            operation, left, right = nodes[first]
            operands: tuple[int, ...] = (left,) if operation in UNARY else (left, right)
            work[first] = (operation, operands, right if operation == "take" else 0)
            wanted.update(operands)
            epoch[first] = now
        elif kind in ("write", "note"):
            wanted[second] += 1
        now += kind == "write"

    def is_free(value: int, operation: str, user: int) -> bool:
        """Whether a value is such an operation, and only `user`, before the next write, wants it."""
        return (
            value in work
            and work[value][0] == operation
            and wanted[value] == 1
            and epoch[value] == epoch[user]
        )

    gone: set[int] = set()
    for value, (operation, operands, _) in list(work.items()):
        if operation not in ("add", "mul"):
            continue
        for one, other in (operands, operands[::-1]):
            if operation == "add" and is_free(other, "mul", value) and other not in gone:
                work[value] = ("addmul", (one, *work[other][1]), 0)
            elif is_free(other, "num", value) and other not in gone:
                work[value] = (operation, (one, work[other][1][0]), 0)
            else:
                continue
            gone.add(other)
            break
    return work, [step for step in steps if step[0] != "value" or step[1] not in gone]
