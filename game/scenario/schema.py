"""The JSON Schema of the format, for completion and hover help in editors."""

from __future__ import annotations

import json
from typing import Any

from game.scenario.format import Document


def schema() -> dict[str, Any]:
    """The schema as plain values; descriptions are those of the format."""
    plain: dict[str, Any] = _plain(Document.model_json_schema(by_alias=True))
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **plain}


def schema_text() -> str:
    """The schema as the text of a file."""
    return json.dumps(schema(), indent=1, ensure_ascii=False) + "\n"


def _plain(value: Any, is_names: bool = False) -> Any:
    """Without the titles that repeat each key, and with unknown keys refused wherever keys have a form."""
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if not isinstance(value, dict):
        return value
    kept = {
        key: _plain(item, key in ("properties", "$defs"))
        for key, item in value.items()
        if is_names
        or key not in ("title", "default")
        or (key == "default" and item not in (None, "", [], {}))
    }
    if "patternProperties" in kept and not is_names:
        kept.setdefault("additionalProperties", False)
    return kept
