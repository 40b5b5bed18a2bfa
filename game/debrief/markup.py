"""HTML and SVG built from calls, so that no text can become markup by accident.

Whatever is not `Markup` already is escaped. Scenario texts, names and file names come from
strangers: they only ever arrive here as plain text.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

VOID = frozenset({"meta", "br", "hr", "path", "circle", "polyline", "polygon", "rect", "line"})
Child = object  # Markup, a plain text, a number, None, or any iterable of these


class Markup(str):
    """Text that is markup, made by `tag` or written in this package."""

    __slots__ = ()


def tag(name: str, /, *children: Child, **attributes: object) -> Markup:
    """An element. Attributes: `_` stands for `-`, a trailing one is dropped; None leaves it out."""
    head = name
    for key, value in attributes.items():
        if value is not None:
            head += f' {key.rstrip("_").replace("_", "-")}="{escape(_plain(value), quote=True)}"'
    if name in VOID:
        return Markup(f"<{head}/>" if name not in ("meta", "br", "hr") else f"<{head}>")
    return Markup(f"<{head}>{join(children)}</{name}>")


def join(children: Iterable[Child]) -> Markup:
    """Children one after another, escaped where they are plain."""
    parts: list[str] = []
    for child in children:
        if child is None:
            continue
        if isinstance(child, Markup):
            parts.append(str(child))
        elif isinstance(child, str):
            parts.append(escape(_visible(child), quote=True))
        elif isinstance(child, Iterable):
            parts.append(join(child))
        else:
            parts.append(escape(_plain(child), quote=True))
    return Markup("".join(parts))


def _plain(value: object) -> str:
    """An attribute or number as text; figures of drawings with one decimal."""
    if isinstance(value, float):
        return f"{value:.1f}".rstrip("0").rstrip(".")
    return _visible(str(value))


def _visible(text: str) -> str:
    """Without characters that HTML forbids or that turn the direction of reading."""
    return "".join(char for char in text if char in "\n\t" or (char.isprintable() or char.isspace()))
