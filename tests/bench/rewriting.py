"""Rules written anew with other names or without what is not there: every `Read` in them replaced."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from typing import TypeVar

from game.engine.expressions import Expr, Read

Piece = TypeVar("Piece")


def rewritten(piece: Piece, of_read: Callable[[Read], Expr]) -> Piece:
    """A rule, a formula or a tuple of them, with each `Read` in it replaced."""
    if isinstance(piece, Read):
        return of_read(piece)  # type: ignore[return-value]
    if isinstance(piece, tuple):
        return tuple(rewritten(part, of_read) for part in piece)  # type: ignore[return-value]
    if is_dataclass(piece) and not isinstance(piece, type):
        parts = {field.name: rewritten(getattr(piece, field.name), of_read) for field in fields(piece)}
        return replace(piece, **parts)
    return piece
