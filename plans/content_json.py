"""PlanContent as JSON: lossless, strict, one schema number.

Issued JSON is never rewritten: an older schema is upgraded when it is read, by pure functions from one number to the
next. An unknown key, class or kind of value is an error, so that nothing is dropped or bent in silence.
"""

import json
from typing import Any

from pydantic import TypeAdapter, ValidationError

from plans.content import PlanContent

SCHEMA = 1

_ADAPTER: TypeAdapter[PlanContent] = TypeAdapter(PlanContent)


class UnreadableContentError(ValueError):
    """The JSON is no PlanContent of a schema this program knows."""


def to_data(content: PlanContent) -> dict[str, Any]:
    """The content as plain data for a JSON column."""
    return {"schema": SCHEMA, "content": _ADAPTER.dump_python(content, mode="json", exclude_none=True)}


def dumps(content: PlanContent) -> str:
    """JSON text with stable order, for files and for the copy inside a paper."""
    return json.dumps(to_data(content), ensure_ascii=False, indent=1)


def from_data(data: Any) -> PlanContent:
    """The content of `to_data`; raises UnreadableContentError as `loads` does."""
    return loads(json.dumps(data))


def loads(text: str) -> PlanContent:
    """The content of `dumps`.

    Raises UnreadableContentError for another schema, an unknown key or class, or a value of the wrong kind.
    """
    try:
        data = json.loads(text)
    except (json.JSONDecodeError, RecursionError) as error:
        raise UnreadableContentError("Nội dung kế hoạch không phải là JSON.") from error
    if (
        not isinstance(data, dict)
        or set(data) != {"schema", "content"}
        or type(data["schema"]) is not int
        or data["schema"] != SCHEMA
    ):
        raise UnreadableContentError("Nội dung kế hoạch không đúng dạng mà phần mềm này đọc được.")
    try:
        return _ADAPTER.validate_json(json.dumps(data["content"]))
    except ValidationError as error:
        raise UnreadableContentError("Nội dung kế hoạch bị hỏng hoặc thuộc phiên bản khác.") from error
