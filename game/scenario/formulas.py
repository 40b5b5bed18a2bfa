"""Formulas as authors write them: text to tree, with the column of every name, and back.

The grammar is small on purpose, and nothing is ever evaluated here:

    expression  = either [ "if" either "else" expression ]
    either      = both { "or" both }           both    = negation { "and" negation }
    negation    = "not" negation | comparison  comparison = sum [ ("<" | "<=" | ...) sum ]
    sum         = product { ("+" | "-") product }
    product     = sign { ("*" | "/") sign }    sign    = ("-" | "+") sign | atom
    atom        = number | name | name "(" arguments ")" | "(" expression ")"
    name        = word [ "." word ]

Names mean nothing yet: `game.scenario.resolving` looks them up.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple

LONGEST = 2000  # characters
DEEPEST = 48  # operations within operations
GREATEST = 1e9  # of numbers, so that no product of a few leaves the engine's range


@dataclass(frozen=True, slots=True)
class Number:
    value: float
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Name:
    """`scope` is the word before the dot, or ""."""

    scope: str
    name: str
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Call:
    scope: str
    name: str
    arguments: tuple[Tree, ...]
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Prefix:
    """`operator` is `-` or `not`."""

    operator: str
    value: Tree
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Infix:
    """`operator` is one of + - * / < <= > >= == != and or."""

    operator: str
    left: Tree
    right: Tree
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Conditional:
    then: Tree
    condition: Tree
    otherwise: Tree
    at: int = field(default=0, compare=False)


Tree = Number | Name | Call | Prefix | Infix | Conditional

COMPARISONS = ("<", "<=", ">", ">=", "==", "!=")
_WORDS = ("and", "or", "not", "if", "else")
_TOKEN = re.compile(
    r"(?P<number>(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][-+]?[0-9]+)?)"
    r"|(?P<word>[^\W\d]\w*)"
    r"|(?P<sign><=|>=|==|!=|\*\*|//|&&|\|\||[-+*/<>().,])"
    r"|(?P<other>\S)"
)
_INSTEAD = {
    "=": "`==` compares.", "**": "There are no powers: multiply.", "^": "There are no powers: multiply.",
    "//": "There is no whole division: use `/`.", "%": "20 per cent are 0.2; there is no remainder.",
    "&&": "Say `and`.", "||": "Say `or`.", "!": "Say `not`.", "&": "Say `and`.", "|": "Say `or`.",
    "×": "Multiply with `*`.", "−": "Subtract with `-`.", "–": "Subtract with `-`.", "≥": "Say `>=`.",
    "≤": "Say `<=`.", "≠": "Say `!=`.", "÷": "Divide with `/`.", '"': "Names stand without quotes.",
    "'": "Names stand without quotes.",
}  # fmt: skip


class FormulaError(ValueError):
    """What is wrong with a formula's text, and at which character (from 0)."""

    def __init__(self, code: str, at: int, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.code, self.at, self.message, self.hint = code, at, message, hint


class _Token(NamedTuple):
    kind: str  # number, word, sign, end
    text: str
    at: int


def parse_formula(text: str) -> Tree:
    """The formula's tree; raises `FormulaError`."""
    if len(text) > LONGEST:
        raise FormulaError(
            "formula-too-long", 0, f"The formula has {len(text)} characters; {LONGEST} are allowed.",
            "Give its parts names under `definitions`.",
        )  # fmt: skip
    if not text.strip():
        raise FormulaError("formula-syntax", 0, "The formula is empty.", "A number or a formula is expected.")
    parser = _Parser(_tokens(text))
    tree = parser.expression(0)
    parser.expect_end()
    return tree


def number_tree(value: float) -> Tree:
    """The tree of a plain number; raises `FormulaError` if it is not finite or too large."""
    if not -GREATEST <= value <= GREATEST:
        raise FormulaError("number-too-large", 0, f"The number is too large; {GREATEST:.0f} is the most.")
    return Number(value + 0.0)


def _tokens(text: str) -> list[_Token]:
    tokens = []
    for found in _TOKEN.finditer(text):
        kind, word, at = str(found.lastgroup), found.group(), found.start()
        if kind == "other" or word in _INSTEAD:
            raise FormulaError(
                "formula-syntax", at, f"`{word}` has no meaning in a formula.", _INSTEAD.get(word, "")
            )
        tokens.append(_Token(kind, word, at))
    tokens.append(_Token("end", "", len(text.rstrip())))
    return tokens


class _Parser:
    """Recursive descent. `depth` counts the levels entered; `_heights` the levels built."""

    def __init__(self, tokens: list[_Token]) -> None:
        self._tokens = tokens
        self._next = 0
        self._heights: dict[int, int] = {}  # id of a tree under construction -> its height
        self._kept: list[Tree] = []  # so that no id is used twice

    # -- tokens --------------------------------------------------------------------------------

    @property
    def _token(self) -> _Token:
        return self._tokens[self._next]

    def _take(self, *texts: str) -> _Token | None:
        """The next token if it is one of `texts`."""
        token = self._token
        if token.kind != "number" and token.text in texts and token.kind != "end":
            self._next += 1
            return token
        return None

    def _need(self, text: str, opened: _Token) -> None:
        if not self._take(text):
            raise FormulaError(
                "formula-syntax", self._token.at, f"`{text}` is missing{self._before()}.",
                f"The `{opened.text}` that it belongs to is character {opened.at + 1} of the formula.",
            )  # fmt: skip

    def _before(self) -> str:
        return f" before `{self._token.text}`" if self._token.kind != "end" else " at the end"

    def expect_end(self) -> None:
        token = self._token
        if token.kind == "end":
            return
        if token.text in COMPARISONS:
            hint = "One comparison at a time: `a < b and b < c`."
        elif token.text == ")":
            hint = "No bracket is open."
        else:
            hint = "An operator such as `+`, `*`, `and` is missing, or a bracket."
        raise FormulaError("formula-syntax", token.at, f"`{token.text}` is not expected here.", hint)

    # -- trees ---------------------------------------------------------------------------------

    def _built(self, tree: Tree, *parts: Tree) -> Tree:
        height = 1 + max((self._heights[id(part)] for part in parts), default=0)
        self._checked(height, tree.at)
        self._heights[id(tree)] = height
        self._kept.append(tree)
        return tree

    def _checked(self, depth: int, at: int) -> None:
        if depth > DEEPEST:
            raise FormulaError(
                "formula-too-deep", at, f"The formula is nested more than {DEEPEST} deep.",
                "Give its parts names under `definitions`.",
            )  # fmt: skip

    def expression(self, depth: int) -> Tree:
        self._checked(depth, self._token.at)
        then = self._either(depth + 1)
        if token := self._take("if"):
            condition = self._either(depth + 1)
            if not self._take("else"):
                raise FormulaError(
                    "formula-syntax", self._token.at, f"`else` is missing{self._before()}.",
                    "Every `a if c` needs an `else b`.",
                )  # fmt: skip
            otherwise = self.expression(depth + 1)
            return self._built(Conditional(then, condition, otherwise, token.at), then, condition, otherwise)
        return then

    def _either(self, depth: int) -> Tree:
        left = self._both(depth)
        while token := self._take("or"):
            left = self._infix(token, left, self._both(depth))
        return left

    def _both(self, depth: int) -> Tree:
        left = self._negation(depth)
        while token := self._take("and"):
            left = self._infix(token, left, self._negation(depth))
        return left

    def _negation(self, depth: int) -> Tree:
        self._checked(depth, self._token.at)
        if token := self._take("not"):
            value = self._negation(depth + 1)
            return self._built(Prefix("not", value, token.at), value)
        left = self._sum(depth)
        if token := self._take(*COMPARISONS):
            left = self._infix(token, left, self._sum(depth))
        return left

    def _sum(self, depth: int) -> Tree:
        left = self._product(depth)
        while token := self._take("+", "-"):
            left = self._infix(token, left, self._product(depth))
        return left

    def _product(self, depth: int) -> Tree:
        left = self._sign(depth)
        while token := self._take("*", "/"):
            left = self._infix(token, left, self._sign(depth))
        return left

    def _infix(self, token: _Token, left: Tree, right: Tree) -> Tree:
        return self._built(Infix(token.text, left, right, token.at), left, right)

    def _sign(self, depth: int) -> Tree:
        self._checked(depth, self._token.at)
        if self._take("+"):
            return self._sign(depth + 1)
        if token := self._take("-"):
            value = self._sign(depth + 1)
            return self._built(Prefix("-", value, token.at), value)
        return self._atom(depth)

    def _atom(self, depth: int) -> Tree:
        token = self._token
        if token.kind == "number":
            self._next += 1
            value = float(token.text)
            if value > GREATEST:
                raise FormulaError(
                    "number-too-large", token.at, f"The number is too large; {GREATEST:.0f} is the most."
                )
            return self._built(Number(value, token.at))
        if token.kind == "word" and token.text not in _WORDS:
            return self._name(token, depth)
        if opened := self._take("("):
            inner = self.expression(depth + 1)
            self._need(")", opened)
            return inner
        found = f"`{token.text}`" if token.kind != "end" else "the formula's end"
        raise FormulaError("formula-syntax", token.at, f"A number or a name is missing before {found}.")

    def _name(self, token: _Token, depth: int) -> Tree:
        self._next += 1
        scope, name = "", token.text
        if self._take("."):
            if self._token.kind != "word":
                raise FormulaError("formula-syntax", self._token.at, f"A name is missing after `{name}.`.")
            scope, name = name, self._token.text
            self._next += 1
        opened = self._take("(")
        if not opened:
            return self._built(Name(scope, name, token.at))
        arguments: list[Tree] = []
        while not self._take(")"):
            if arguments and not self._take(","):
                self._need(")", opened)
            arguments.append(self.expression(depth + 1))
        return self._built(Call(scope, name, tuple(arguments), token.at), *arguments)


# -- back to text --------------------------------------------------------------------------------

_RANKS = {"or": 1, "and": 2, "+": 5, "-": 5, "*": 6, "/": 6} | dict.fromkeys(COMPARISONS, 4)


def formula_text(tree: Tree) -> str:
    """The tree as a formula with no more brackets than it needs."""
    return _written(tree)[0]


def _written(tree: Tree) -> tuple[str, int]:
    """The text, and how tightly it holds together."""
    match tree:
        case Number(value):
            text = repr(int(value)) if value == int(value) else repr(value)
            return text, 7 if value < 0 else 9
        case Name(scope, name):
            return f"{scope}.{name}" if scope else name, 9
        case Call(scope, name, arguments):
            inner = ", ".join(formula_text(argument) for argument in arguments)
            return (f"{scope}." if scope else "") + f"{name}({inner})", 9
        case Prefix(operator, value):
            rank = 7 if operator == "-" else 3
            return f"{operator}{' ' if rank == 3 else ''}{_bracketed(value, rank)}", rank
        case Infix(operator, left, right):
            rank = _RANKS[operator]
            first = _bracketed(left, 5 if rank == 4 else rank)
            return f"{first} {operator} {_bracketed(right, rank + 1)}", rank
        case Conditional(then, condition, otherwise):
            parts = _bracketed(then, 1), _bracketed(condition, 1), _bracketed(otherwise, 0)
            return f"{parts[0]} if {parts[1]} else {parts[2]}", 0


def _bracketed(tree: Tree, least: int) -> str:
    text, rank = _written(tree)
    return text if rank >= least else f"({text})"
