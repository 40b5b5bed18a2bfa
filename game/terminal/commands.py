"""The words that a player may type, and how a typed line becomes one of them.

Any unambiguous beginning of a word will do, and a misspelt word is told the nearest one.
"""

from __future__ import annotations

import difflib
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Command:
    """One thing that can be asked of the game."""

    name: str
    usage: str
    text: str
    synonyms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """A typed line as understood: a command's name and its words; or what was wrong with it."""

    name: str  # "" for an empty line, "number" for a bare number, "?" if not understood
    words: tuple[str, ...] = ()
    problem: str = ""


COMMANDS = (
    Command(
        "next", "next, or just Enter", "goes to the next question that waits, then to the orders", ("n",)
    ),
    Command("desk", "desk", "your values, what waits, and what you have chosen", ("d", "look", "status")),
    Command("paper", "paper", "the front page again", ("news",)),
    Command("waits", "waits, or waits 2", "the questions that wait for an answer", ("questions", "inbox")),
    Command("answer", "answer 1 2", "answers question 1 with its choice 2; answer 1 clears it", ("a",)),
    Command("orders", "orders, or orders FAMILY", "what you may order, by family", ("cards",)),
    Command(
        "order", "order 3, or just 3", "chooses order 3; for a policy in force, lifts it", ("o", "choose")
    ),
    Command("drop", "drop 3", "takes order 3 out again", ("remove",)),
    Command("read", "read 3", "all there is to know about order 3", ("card", "show")),
    Command("undo", "undo", "takes your last change back"),
    Command("redo", "redo", "makes it again"),
    Command(
        "forecast",
        "forecast, or forecast 1",
        "what your choices may bring, or each answer to question 1",
        ("f",),
    ),
    Command("why", "why VALUE, or why VALUE 1 4", "the causes of a change: last turn, or turns 1 to 4"),
    Command("people", "people, or people NAME", "your people and the rival's, or one of them", ("person",)),
    Command("rival", "rival", "what you believe and know of the rival", ("r",)),
    Command("map", "map", "who is where, and on the way", ("places", "trips")),
    Command("accords", "accords", "what both sides could agree on, and what holds", ("deals",)),
    Command("score", "score", "the standing, and when it counts", ("standing",)),
    Command("history", "history, or history 3", "what was revealed in earlier turns", ("log",)),
    Command("brief", "brief", "your briefing again", ("briefing",)),
    Command("words", "words, or words WORD", "what a word means in this game", ("glossary", "about")),
    Command("save", "save", "saves the game (it is saved each turn anyway)"),
    Command("load", "load, or load 2", "lists your saved games, or opens one"),
    Command("back", "back 3", "goes back to turn 3 as a new game under the same luck", ("fork", "rewind")),
    Command("seal", "seal", "hands your orders and answers in; the turn is played", ("end",)),
    Command("help", "help, or help order", "these words", ("h", "commands")),
    Command("quit", "quit", "saves and leaves", ("exit", "q", "bye")),
)

_BY_NAME = {name: command for command in COMMANDS for name in (command.name, *command.synonyms)}


def command(name: str) -> Command:
    """The command of that name or synonym; KeyError if there is none."""
    return _BY_NAME[name]


def understand(line: str) -> Asked:
    """What a typed line asks for. Never raises."""
    words = tuple(line.replace(",", " ").split())
    if not words:
        return Asked("")
    first = words[0].lower().rstrip(".!")
    if first in ("?", "help?"):
        return Asked("help", words[1:])
    if first.rstrip(".)").isdigit():
        return Asked("number", (first.rstrip(".)"), *words[1:]))
    if first in _BY_NAME:
        return Asked(_BY_NAME[first].name, words[1:])
    beginning = sorted(
        {_BY_NAME[name].name for name in _BY_NAME if len(first) > 1 and name.startswith(first)}
    )
    if len(beginning) == 1:
        return Asked(beginning[0], words[1:])
    if beginning:
        return Asked("?", words, f"{words[0]} could mean {' or '.join(beginning)}.")
    near = difflib.get_close_matches(first, _BY_NAME, n=1, cutoff=0.6)
    hint = f" Did you mean {_BY_NAME[near[0]].name}?" if near else ""
    return Asked("?", words, f"There is no command {words[0]}.{hint} Type help for all of them.")


def number(word: str) -> int:
    """The number that a word is; 0 if it is none."""
    plain = word.strip("#.()")
    return int(plain) if plain.isascii() and plain.isdigit() and len(plain) < 9 else 0
