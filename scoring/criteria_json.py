"""Criteria as JSON (`thidua.lib.stored_json`)."""

from scoring.criteria import Criteria
from thidua.lib.stored_json import StoredJson, UnreadableContentError

__all__ = ["SCHEMA", "UnreadableContentError", "dumps", "from_data", "loads", "to_data"]

SCHEMA = 1

_JSON = StoredJson(Criteria, SCHEMA, "Bảng tiêu chí")

to_data = _JSON.to_data
dumps = _JSON.dumps
from_data = _JSON.from_data
loads = _JSON.loads
