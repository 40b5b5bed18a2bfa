"""What the parts of the format are made of: scalars, formulas, effects, conditions, texts.

A field's docstring is its description: hover help in editors, the reference, and error texts all
come from here. A short way to write something (`when: tension > 60` for `when: {if: tension > 60}`)
is a `Shorthand`: it is spelt out while reading, and the schema offers both.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    Strict,
    StringConstraints,
)
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from game.scenario.formulas import FormulaError, Tree, number_tree, parse_formula

JsonSchema = dict[str, Any]


class Part(BaseModel):
    """A part of a scenario file. Frozen; unknown keys are errors."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)


@dataclass(frozen=True, eq=False)
class Shorthand:
    """Lets a value be written shorter; `expand` gives the full form, or the value unchanged."""

    expand: Callable[[Any], Any]
    schema: Any  # of the short form

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_before_validator_function(self.expand, handler(source))

    def __get_pydantic_json_schema__(self, schema: Any, handler: GetJsonSchemaHandler) -> JsonSchema:
        return {"anyOf": [self.schema, handler(schema)]}


def _whole_as_text(value: Any) -> Any:
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


def flag_as_empty(value: Any) -> Any:
    """`true` for a part whose fields can all be left out, `false` for its absence."""
    return ({} if value else None) if isinstance(value, bool) else value


_word = StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=48)

Text = Annotated[str, Strict(), StringConstraints(max_length=4000)]
Number = Annotated[float, Strict(), Field(ge=-1e9, le=1e9, allow_inf_nan=False)]
Amount = Annotated[float, Strict(), Field(ge=0, le=1e9, allow_inf_nan=False)]  # not below 0
Whole = Annotated[int, Strict(), Field(ge=0, le=1000)]
Flag = Annotated[bool, Strict()]
Id = Annotated[str, Strict(), _word]  # small letters, digits and _
FactId = Annotated[str, Strict(), StringConstraints(pattern=r"^[A-Za-z][A-Za-z0-9_.-]*$", max_length=48)]
Word = Annotated[str, Shorthand(_whole_as_text, {"type": "integer"}), StringConstraints(max_length=60)]
Status = Literal["home", "abroad", "held", "gone"]
Badge = Literal["fact", "estimate", "fiction"]
Awareness = Literal["both", "own", "rival"]

FORMULA_SCHEMA: JsonSchema = {"type": ["number", "string", "boolean"]}


def _formula_error(error: FormulaError, offset: int = 0) -> PydanticCustomError:
    context = {"code": error.code, "offset": error.at + offset, "hint": error.hint, "text": error.message}
    return PydanticCustomError("formula", "{text}", context)


@dataclass(frozen=True, slots=True)
class Formula:
    """A number, or text that computes one from the names of the scenario."""

    text: str
    tree: Tree

    @classmethod
    def of(cls, value: Any) -> Formula:
        """The formula that an author wrote as a number, a truth value or a text."""
        if isinstance(value, Formula):
            return value
        try:
            if isinstance(value, (bool, int, float)):
                text = str(value).lower() if isinstance(value, bool) else repr(value)
                return cls(text, number_tree(float(value)))
            if isinstance(value, str):
                return cls(value, parse_formula(value))
        except FormulaError as error:
            raise _formula_error(error) from None
        raise PydanticCustomError("formula_type", "A number or a formula is expected.")

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(
            cls.of, serialization=core_schema.plain_serializer_function_ser_schema(lambda f: f.text)
        )

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: Any, handler: GetJsonSchemaHandler) -> JsonSchema:
        return dict(FORMULA_SCHEMA)


_TARGET = re.compile(r"\s*(?:(own|rival)\s+)?person(?:\s+where\s+)?")


@dataclass(frozen=True, slots=True)
class Target:
    """Whom an order concerns: `person where ...` of one's own, or `rival person where ...`."""

    is_rival: bool
    where: Formula | None
    offset: int = 0  # at which character the condition begins

    @classmethod
    def of(cls, value: Any) -> Target:
        """The target that an author wrote."""
        found = _TARGET.match(value) if isinstance(value, str) else None
        rest = value[found.end() :] if found else ""
        if found is None or (rest.strip() and not found.group().rstrip().endswith("where")):
            raise PydanticCustomError(
                "target", "A target reads `person where ...` or `rival person where ...`."
            )
        where = None
        if rest.strip() or found.group().rstrip().endswith("where"):
            try:
                where = Formula(rest, parse_formula(rest))
            except FormulaError as error:
                raise _formula_error(error, found.end()) from None
        return cls(found.group(1) == "rival", where, found.end())

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(
            cls.of, serialization=core_schema.plain_serializer_function_ser_schema(str)
        )

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: Any, handler: GetJsonSchemaHandler) -> JsonSchema:
        return {"type": "string", "pattern": "^((own|rival) )?person( where .+)?$"}


Effects = dict[
    Annotated[str, Strict(), StringConstraints(pattern=r"^([a-z][a-z0-9_]*\.)?[a-z][a-z0-9_]*$")], Formula
]


class Condition(Part):
    """A condition that may have to hold for several turns running."""

    if_: Formula = Field(alias="if")
    """What must be true (not 0)."""
    for_: Annotated[int, Strict(), Field(ge=1, le=100)] = Field(default=1, alias="for")
    """For how many turns running."""


class Requirement(Part):
    """Something that must be true on the turn's first morning, and what to say if it is not."""

    if_: Formula = Field(alias="if")
    """What must be true (not 0)."""
    else_: Text = Field(default="", alias="else")
    """A sentence for the player when it is not."""
    side: Id = ""
    """The only side of which it is asked; both, if left out."""


class Citing(Part):
    """What says whence it comes."""

    badge: Badge | None = None
    """fact (cited), estimate (a number or happening chosen by the author) or fiction."""
    cites: Annotated[
        tuple[FactId, ...], Shorthand(lambda v: [v] if isinstance(v, str) else v, {"type": "string"})
    ] = ()
    """Ids of the facts that it rests on."""


class Background(Citing):
    """What a thing in the game recalls from the world outside it."""

    text: Text
    """One or two sentences."""


class Documented(Citing):
    """What says whence it comes, and what it recalls."""

    background: Background | None = None
    """What it recalls from the world outside the game."""


def _spelt_condition(value: Any) -> Any:
    return value if isinstance(value, (dict, Condition)) else {"if": value}


def _spelt_needs(value: Any) -> Any:
    if isinstance(value, (list, tuple)):
        return [item if isinstance(item, (dict, Requirement)) else {"if": item} for item in value]
    return [value] if isinstance(value, dict) else [{"if": value}]


When = Annotated[Condition, Shorthand(_spelt_condition, FORMULA_SCHEMA)]
Needs = Annotated[tuple[Requirement, ...], Shorthand(_spelt_needs, FORMULA_SCHEMA)]
Texts = Annotated[tuple[Text, ...], Shorthand(lambda v: [v] if isinstance(v, str) else v, {"type": "string"})]
