"""PlanContent as JSON (`thidua.lib.stored_json`)."""

from plans.content import PlanContent
from thidua.lib.stored_json import StoredJson, UnreadableContentError

__all__ = ["SCHEMA", "UnreadableContentError", "dumps", "from_data", "loads", "to_data"]

SCHEMA = 1

_JSON = StoredJson(PlanContent, SCHEMA, "Nội dung kế hoạch")

to_data = _JSON.to_data
dumps = _JSON.dumps
from_data = _JSON.from_data
loads = _JSON.loads
