"""Phiếu tiếp nhận: what a unit holds in hand when its sheet has arrived."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from scoring.deadline import VIETNAM
from scoring.documents import check_code
from thidua.lib.dates import PartialDate, short_date
from thidua.lib.points import number_text
from thidua.papers.document import Align, Cell, Column, Letterhead, OfficialDocument, Row, Table

COLUMNS = (
    Column(title="Nội dung", width=0.35),
    Column(title="Ghi nhận", width=0.65, align=Align.LEFT),
)


@dataclass(frozen=True, kw_only=True)
class Receipt:
    """What arrived when."""

    bloc: str
    place: str
    unit: str
    year: str
    at: datetime
    last_day: date
    days_late: int
    signer: str
    total: Decimal
    cost_of_lateness: Decimal
    """Points; the total is before them."""
    digest: str


def receipt_document(receipt: Receipt) -> OfficialDocument:
    """The receipt as a paper: issued by the system, signed by nobody, checked by its digest."""
    at = receipt.at.astimezone(VIETNAM)
    lateness = f"Nộp chậm {receipt.days_late} ngày" if receipt.days_late else "Đúng hạn"
    lines = {
        "Đơn vị nộp": receipt.unit,
        "Nộp lúc": f"{at:%H:%M:%S}, {short_date(at.date())} (giờ Việt Nam)",
        "Hạn nộp": f"hết ngày {short_date(receipt.last_day)}",
        "Tình trạng": lateness,
        "Người ký": receipt.signer,
        "Tổng điểm tự chấm": number_text(receipt.total),
        **_cost(receipt),
        "Mã kiểm": check_code(receipt.digest),
        "Mã băm SHA-256": receipt.digest,
    }
    subject = f"bảng tự chấm điểm thi đua {receipt.year.lower()}"
    return OfficialDocument(
        title=f"Phiếu tiếp nhận {subject} của {receipt.unit}",
        author=receipt.bloc,
        letterhead=Letterhead(issuer=(receipt.bloc.upper(),), place=receipt.place, issued_on=PartialDate.of(at.date())),
        type_name="PHIẾU TIẾP NHẬN",
        subject=(subject,),
        blocks=(
            Table(
                columns=COLUMNS,
                rows=tuple(Row(cells=(Cell(text=name), Cell(text=value))) for name, value in lines.items()),
            ),
        ),
        mark=f"Mã kiểm: {check_code(receipt.digest)}",
    )


def _cost(receipt: Receipt) -> dict[str, str]:
    if not receipt.cost_of_lateness:
        return {}
    return {"Trừ nộp chậm": f"{number_text(receipt.cost_of_lateness)} điểm, trừ ở bảng tổng hợp của khối, cụm"}
