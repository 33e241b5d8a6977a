"""The bloc's list of registrations as a paper to its superior: what is frozen, and what changed since."""

from dataclasses import dataclass, replace
from typing import Any

from django.db import transaction

from blocs.models import Term
from blocs.standing import Standing
from scoring import registration_json
from scoring.enums import Purpose
from scoring.models import Registration, YearPaper
from scoring.registration_documents import Report, changes
from scoring.services import year_papers
from scoring.services.registration_papers import report_of
from thidua.lib.verdict import RefusedError

NOTHING_SENT = "Chưa có đơn vị nào gửi đăng ký: đợi ít nhất một đơn vị gửi, hoặc Nhập thay."
NO_LEADER = "Năm thi đua chưa có đơn vị đứng đầu: cơ quan quản lý cần cử trước."


@dataclass(frozen=True, kw_only=True)
class Signatory:
    """Where it is signed and by whom, as printed."""

    place: str
    authority: tuple[str, ...]
    position: tuple[str, ...] = ()
    signer: str


def lay_before_signer(term: Term, signatory: Signatory, *, by: Standing) -> YearPaper:
    """Trình ký: what units have sent is frozen. Raises RefusedError without the right, or while something lacks."""

    @transaction.atomic
    def content() -> dict[str, Any]:
        list(Registration.objects.filter(unit__term=term).select_for_update(of=("self",)))  # none changes half-way
        report = report_of(term, by.today)
        if lacking := what_is_missing(term, report, by):
            raise RefusedError(" ".join(lacking))
        return registration_json.to_data(replace(report, frame=replace(report.frame, **vars(signatory))))

    return year_papers.lay_before_signer(term, Purpose.REGISTRATIONS, content, by=by)


def what_is_missing(term: Term, report: Report, by: Standing) -> tuple[str, ...]:
    """What must be there before it is laid before the signer."""
    lacks = {NOTHING_SENT: not report.registered, NO_LEADER: term.leader_on(by.today) is None}
    return tuple(words for words, is_lacking in lacks.items() if is_lacking)


def changes_since(paper: YearPaper, now: Report) -> tuple[str, ...]:
    """What units have sent, corrected or had returned since it was frozen."""
    return changes(registration_json.from_data(paper.paper.content), now)
