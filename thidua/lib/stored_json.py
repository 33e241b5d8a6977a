"""Frozen values as JSON: lossless, strict, each kind with one schema number.

JSON that was issued is never rewritten: an older schema is upgraded when it is read, by pure functions from one number
to the next. An unknown key, class or kind of value is an error, so that nothing is dropped or bent in silence.
"""

import json
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Generic, TypeVar

from pydantic import TypeAdapter, ValidationError

from thidua.lib.value import Value

Kept = TypeVar("Kept", bound=Value)


class UnreadableContentError(ValueError):
    """The JSON is no value of the kind asked for, or of a schema this program does not know."""


@dataclass(frozen=True)
class StoredJson(Generic[Kept]):
    """How one kind of value is written and read; `name` is what people call it, for messages."""

    kind: type[Kept]
    schema: int
    name: str

    @cached_property
    def _adapter(self) -> TypeAdapter[Kept]:
        return TypeAdapter(self.kind)

    def to_data(self, content: Kept) -> dict[str, Any]:
        """The content as plain data for a JSON column."""
        return {"schema": self.schema, "content": self._adapter.dump_python(content, mode="json", exclude_none=True)}

    def dumps(self, content: Kept) -> str:
        """JSON text with stable order, for files and for the copy inside a paper."""
        return json.dumps(self.to_data(content), ensure_ascii=False, indent=1)

    def from_data(self, data: Any) -> Kept:
        """The content of `to_data`; raises UnreadableContentError as `loads` does."""
        return self.loads(json.dumps(data))

    def loads(self, text: str) -> Kept:
        """The content of `dumps`.

        Raises UnreadableContentError for another schema, an unknown key or class, or a value of the wrong kind.
        """
        try:
            data = json.loads(text)
        except (json.JSONDecodeError, RecursionError) as error:
            raise UnreadableContentError(f"{self.name} không phải là JSON.") from error
        if (
            not isinstance(data, dict)
            or set(data) != {"schema", "content"}
            or type(data["schema"]) is not int
            or data["schema"] != self.schema
        ):
            raise UnreadableContentError(f"{self.name} không đúng dạng mà phần mềm này đọc được.")
        try:
            return self._adapter.validate_json(json.dumps(data["content"]))
        except ValidationError as error:
            raise UnreadableContentError(f"{self.name} bị hỏng hoặc thuộc phiên bản khác.") from error
