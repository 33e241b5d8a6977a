"""Reports on registrations as JSON (`thidua.lib.stored_json`)."""

from scoring.registration_documents import Report
from thidua.lib.stored_json import StoredJson

SCHEMA = 1

_JSON = StoredJson(Report, SCHEMA, "Báo cáo tổng hợp đăng ký")

to_data = _JSON.to_data
from_data = _JSON.from_data
