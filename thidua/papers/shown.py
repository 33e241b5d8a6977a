"""What pages and tables say of a register's numbers and of a paper's life."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from django.utils.timezone import localdate

from thidua.papers.enums import EntryState, PaperFile, PaperState, SignedWay
from thidua.papers.models import Paper, RegisterEntry, SignedCopy

RELATED = (
    "paper__entry",
    "paper__signed__file",
    "paper__scan",
    "paper__numbered",
    "paper__rendering",
    "paper__replaces__entry",
)
"""What `RegisterRow` looks at, to be fetched with the entries; and, of many, `paper__replaced_by__entry`."""


EXCEL_HEADINGS = (
    "Số, ký hiệu văn bản",
    "Ngày tháng văn bản",
    "Tên loại và trích yếu nội dung văn bản",
    "Người ký",
    "Tình trạng",
    "Ghi chú",
)
"""The titles of `RegisterRow.cells`."""


@dataclass(frozen=True)
class Note:
    """A remark, and the paper that it names."""

    text: str
    paper: Paper | None = None

    def __str__(self) -> str:
        return f"{self.text} {self.paper.number_and_symbol}" if self.paper else self.text


@dataclass(frozen=True)
class RegisterRow:
    """A line of a register, with the columns of Nghị định 30/2020/NĐ-CP, Phụ lục IV that are known here."""

    entry: RegisterEntry
    paper: Paper | None

    @property
    def cells(self) -> tuple[str | date, ...]:
        """The row as it stands in an Excel file."""
        notes = "; ".join(map(str, self.notes))
        return self.entry.number_and_symbol, self.entry.given_on, self.subject, self.signer, self.state, notes

    @property
    def subject(self) -> str:
        """Kind and subject of the paper; for a number without a paper, what it is kept for."""
        return f"{self.paper.kind} {self.paper.subject}" if self.paper else self.entry.subject

    @property
    def signer(self) -> str:
        return self.paper.signer if self.paper else ""

    @property
    def state(self) -> str:
        """What became of the paper, or of the number while it has none."""
        shown: PaperState | EntryState = PaperState(self.paper.state) if self.paper else EntryState(self.entry.state)
        return str(shown.label)

    @property
    def file(self) -> PaperFile | None:
        """The paper's file to hand out."""
        return PaperFile(next(iter(self.paper.files))) if self.paper else None

    @property
    def notes(self) -> list[Note]:
        """What it replaces, what replaced it, why it was withdrawn or the number voided."""
        notes = list(links(self.paper)) if self.paper else []
        reason = self.paper.reason if self.paper else self.entry.reason
        return [*notes, Note(f"Lý do: {reason}")] if reason else notes


@dataclass(frozen=True)
class Event:
    """A day in a paper's life; None where only the act itself is known."""

    on: date | None
    what: str
    detail: str = ""


def register_rows(entries: Iterable[RegisterEntry]) -> list[RegisterRow]:
    """The lines of a register, for entries fetched with `RELATED`."""
    return [RegisterRow(entry, getattr(entry, "paper", None)) for entry in entries]


def links(paper: Paper) -> Iterator[Note]:
    """The papers that this one replaces, and that replaced it."""
    if paper.replaces:
        yield Note("Thay thế", paper.replaces)
    for later in paper.replaced_by.all():
        yield Note("Được thay thế bởi", later)


def events(paper: Paper) -> Iterator[Event]:
    """A paper's life in the order in which it happens."""
    yield Event(localdate(paper.frozen_at), "Chốt nội dung, trình ký", f"Người lập: {paper.frozen_by}")
    if paper.signed_on:
        yield Event(paper.signed_on, "Đã ký", f"Người ký: {paper.signer}")
    if paper.issued_on:
        yield Event(paper.issued_on, "Cấp số, ban hành", f"Số, ký hiệu: {paper.number_and_symbol}")
    if paper.scan:
        yield Event(localdate(paper.scan.created_at), "Lưu bản ký tay quét lại")
    for copy in paper.copies.all():
        yield Event(localdate(copy.filed_at), "Lưu bản điện tử", _way(copy))
    if paper.state == PaperState.REPLACED:
        yield Event(paper.ended_on, "Được thay thế", ", ".join(str(later) for later in paper.replaced_by.all()))
    elif paper.reason:
        yield Event(paper.ended_on, PaperState(paper.state).label, f"Lý do: {paper.reason}")


def _way(copy: SignedCopy) -> str:
    """How it came about; of a file that the agency made itself, how far it is ours."""
    if copy.way != SignedWay.OWN_SYSTEM:
        return f"{copy}, người lưu: {copy.filed_by}"
    return f"{copy}; {copy.filed_by} đã đối chiếu với bản trình ký: {copy.compared}"


def ranges(numbers: list[int]) -> list[str]:
    """Rising numbers, those that follow one another joined: "02 đến 05", "09"."""
    breaks = [place for place, (before, after) in enumerate(pairwise(numbers), start=1) if after != before + 1]
    runs = [numbers[start:end] for start, end in pairwise([0, *breaks, len(numbers)])] if numbers else []
    return [f"{run[0]:02d} đến {run[-1]:02d}" if len(run) > 1 else f"{run[0]:02d}" for run in runs]
