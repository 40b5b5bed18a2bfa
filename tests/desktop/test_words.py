"""Words: every key that is said exists, and is said with what it asks for."""

from __future__ import annotations

import ast
import string
from collections.abc import Iterator
from pathlib import Path

import pytest

from game.datafiles import data_root
from game.desktop.words import Words

ROOT = Path(__file__).parents[2]
PATH = data_root() / "assets" / "words" / "en.json"


def said() -> Iterator[tuple[str, str, set[str] | None]]:
    """Every key given to `say` as plain text, with where, and the names of what goes with it."""
    for path in sorted((ROOT / "game" / "desktop").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            first = node.args[0]
            if name == "say" and isinstance(first, ast.Constant):
                given = {keyword.arg for keyword in node.keywords if keyword.arg}
                yield f"{path.name}:{node.lineno}", str(first.value), given


@pytest.fixture(scope="module")
def words() -> Words:
    return Words(PATH)


def test_every_key_that_is_said_has_words(words: Words) -> None:
    assert [(where, key) for where, key, _ in said() if not words.has(key)] == []


def test_every_key_is_said_with_what_its_words_ask_for(words: Words) -> None:
    missing = []
    for where, key, given in said():
        asked = {name for _, name, _, _ in string.Formatter().parse(words.text(key)) if name}
        if not asked <= (given or set()):
            missing.append((where, key, asked))
    assert missing == []


def test_every_key_of_the_file_is_used(words: Words) -> None:
    source = "\n".join(
        path.read_text(encoding="utf-8") for path in sorted((ROOT / "game" / "desktop").rglob("*.py"))
    )
    unused = []
    for key in words.keys():  # noqa: SIM118 - not a dict
        plain = key.removesuffix(".one")
        group, _, last = plain.rpartition(".")
        stem = plain[: plain.rfind("_") + 1]
        is_built = f'"{group}.{{' in source or f'"{stem}{{' in source or f"'{group}.{{" in source
        if f'"{plain}"' not in source and not is_built and f'"{last}"' not in source:
            unused.append(key)
    assert unused == []


def test_one_is_told_in_words_of_its_own(words: Words) -> None:
    assert words.say("title.count", count=1) == "1 installed"
    assert words.say("title.count", count=3) == "3 installed"


def test_a_key_without_words_is_an_error(words: Words) -> None:
    with pytest.raises(KeyError):
        words.say("no.such.key")
