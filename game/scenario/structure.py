"""From a file's plain values to the frozen `Document`, with every structural error at its place.

A part that is wrong is told, left out, and the rest is read again, so that the checks that follow
still see everything else.
"""

from __future__ import annotations

import copy
import typing
from typing import Any

from pydantic import BaseModel, ValidationError

from game.scenario.format import Document
from game.scenario.problems import MOST_PROBLEMS, Findings, meant
from game.scenario.source import Source, Trail

_ROUNDS = 12  # of leaving out what is wrong
_STAND_INS: dict[str, Any] = {
    "format": 1, "title": "?", "summary": "?", "minutes": 1,
    "orders": {"nothing": {"family": "diplomacy", "title": "?", "cost": 0}},
    "endings": {"over": {"title": "?", "payoff": 0}},
    "score": {"parts": {"nothing": {"label": "?", "value": 0}}},
    "calendar": {"first": "1", "turns": 60},
}  # fmt: skip
_PAIRS = "a list of `key: value`"
_EXPECTED = {
    "string_type": "a text", "float_type": "a number", "int_type": "a whole number", "tuple_type": "a list",
    "bool_type": "true or false", "dict_type": _PAIRS, "model_type": _PAIRS, "model_attributes_type": _PAIRS,
    "int_parsing": "a whole number", "float_parsing": "a number", "int_from_float": "a whole number",
    "finite_number": "a finite number",
}  # fmt: skip


def read_document(source: Source, findings: Findings) -> Document | None:
    """The document without the parts that are wrong; None if what is left makes no scenario."""
    data: Any = source.data
    for round_ in range(_ROUNDS):
        try:
            return Document.model_validate(data)
        except ValidationError as error:
            defects = error.errors(include_url=False, include_input=False)
            if round_ == 0:
                data = copy.deepcopy(data)
                for defect in defects[:MOST_PROBLEMS]:
                    _tell(defect, source, findings)
            left_out: set[Trail] = set()
            for defect in defects:
                if not _leave_out(data, _trail(defect), defect["type"] == "missing", left_out):
                    return None
    return None


def _trail(defect: Any) -> Trail:
    return tuple(step for step in defect["loc"] if step != "[key]")


def _leave_out(data: dict[str, Any], trail: Trail, is_missing: bool, left_out: set[Trail]) -> bool:
    """Takes the wrong value out of `data`, or the part that it leaves incomplete.

    `left_out` holds what is gone already. False if nothing can be left out.
    """
    trail = trail[:-1] if is_missing and len(trail) > 1 else trail
    if any(trail[:length] in left_out for length in range(1, len(trail) + 1)):
        return True
    holders: list[Any] = [data]
    steps: list[str | int] = []
    for step in trail:
        holder = holders[-1]
        if isinstance(holder, dict) and step not in holder:
            step = next((key for key in holder if str(key) == str(step)), step)
        inside = (
            step in holder if isinstance(holder, dict) else isinstance(holder, list) and isinstance(step, int)
        )
        if not inside:
            break
        steps.append(step)
        holders.append(holder[step])
    while len(steps) > 1 and not isinstance(holders[len(steps) - 1], dict):
        steps.pop()  # items of a list are not left out alone: that would move the others
    if not steps:
        key = str(trail[0]) if trail else ""
        if key in _STAND_INS:
            data[key] = _STAND_INS[key]
            left_out.add((key,))
            return True
        return False
    del holders[len(steps) - 1][steps[-1]]
    left_out.add(tuple(steps))
    return True


def _tell(defect: Any, source: Source, findings: Findings) -> None:
    """Adds one of pydantic's errors, in the words of this house."""
    trail, kind, context = _trail(defect), defect["type"], defect.get("ctx", {})
    is_key = kind == "extra_forbidden" or "[key]" in defect["loc"]
    mark = source.key_mark(trail) if is_key or kind == "missing" else source.value_mark(trail)
    line, column = mark.line, mark.column
    name = str(trail[-1]) if trail else "the file"
    code, message, hint = "wrong-value", f"`{_short(name)}`: {defect['msg']}.", ""
    if kind == "formula":
        line, column = source.inside(trail, context["offset"])
        code, message, hint = context["code"], context["text"], context["hint"]
    elif kind == "missing":
        code, message = "missing-key", f"`{name}` is missing."
        hint = f"Write `{name}:` and {_wanted(trail)}." if _wanted(trail) else ""
    elif kind == "extra_forbidden":
        known = _keys_at(trail[:-1])
        code, message = "unknown-key", f"`{_short(name)}` is no key here."
        hint = meant(findings.nearest(name, known)) or "Keys here: " + ", ".join(known) + "."
        if not name.replace("_", "").isalnum():  # what follows a comma inside braces became a key
            hint = "Inside `{...}` a text with a comma needs quotes."
    elif "[key]" in defect["loc"]:
        code, message = "bad-id", f"`{_short(name)}` cannot be a name here."
        hint = "Names have small letters, digits and _, and begin with a letter."
        if kind in _EXPECTED:
            hint = f"Expected is {_EXPECTED[kind]}."
    elif kind == "string_pattern_mismatch":
        code, message = "bad-id", f"`{_short(name)}` must be a name."
        hint = "Names have small letters, digits and _, and begin with a letter."
    elif kind == "literal_error":
        code, message = "wrong-value", f"`{_short(name)}` cannot be this."
        hint = f"Expected is {context['expected']}."
    elif kind in ("formula_type", "target"):
        code, message = "wrong-type", defect["msg"]
    elif kind in _EXPECTED:
        code, message = "wrong-type", f"`{_short(name)}` must be {_EXPECTED[kind]}."
    elif kind in ("greater_than_equal", "less_than_equal", "greater_than", "less_than"):
        bound = context.get("ge", context.get("le", context.get("gt", context.get("lt"))))
        code = "out-of-range"
        message = f"`{_short(name)}` must be {bound:g} or {'more' if kind.startswith('greater') else 'less'}."
    elif kind == "too_long":
        code, message = "too-many", f"`{_short(name)}` has more than {context['max_length']} entries."
    elif kind == "too_short":
        code, message = "too-few", f"`{_short(name)}` needs {context['min_length']} or more entries."
    elif kind == "string_too_long":
        code, message = "too-long", f"`{_short(name)}` has more than {context['max_length']} characters."
    findings.add("error", code, line, column, message, hint)


def _keys_at(trail: Trail) -> list[str]:
    """The keys that the part at `trail` may have."""
    part = _part_at(trail)
    return [field.alias or name for name, field in part.model_fields.items()] if part else []


def _wanted(trail: Trail) -> str:
    """The description of a field, as a hint."""
    part = _part_at(trail[:-1])
    for name, field in part.model_fields.items() if part else ():
        if (field.alias or name) == trail[-1] and field.description:
            return "what it is: " + field.description.rstrip(".").replace("`", "")
    return ""


def _part_at(trail: Trail) -> type[BaseModel] | None:
    """The model that the format has at a place."""
    at: Any = Document
    for step in trail:
        if isinstance(at, type) and issubclass(at, BaseModel):
            fields = {field.alias or name: field for name, field in at.model_fields.items()}
            if step not in fields:
                return None
            at = _meat(fields[str(step)].annotation)
        else:
            arguments = typing.get_args(at)
            at = _meat(arguments[-1 if typing.get_origin(at) is dict else 0]) if arguments else None
    return at if isinstance(at, type) and issubclass(at, BaseModel) else None


def _meat(annotation: Any) -> Any:
    """The annotation without `Annotated` and `None`."""
    while True:
        if hasattr(annotation, "__metadata__"):
            annotation = annotation.__origin__
            continue
        arguments = [item for item in typing.get_args(annotation) if item is not type(None)]
        if len(arguments) == 1 and typing.get_origin(annotation) not in (dict, tuple):
            annotation = arguments[0]
            continue
        return annotation


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:37] + "..."
