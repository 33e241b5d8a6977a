"""The papers of registering: what one unit registers, and what a bloc lays before its superior."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from thidua.lib.value import Value
from thidua.papers.document import (
    Align,
    Block,
    Cell,
    Column,
    Heading,
    HeadingLook,
    Letterhead,
    OfficialDocument,
    Paragraph,
    Recipients,
    Row,
    SignatureBlock,
    Table,
)
from thidua.papers.symbols import roman

TARGETS, TITLES, COMMENDATIONS = "Chỉ tiêu thi đua", "Danh hiệu thi đua", "Hình thức khen thưởng"
NOTHING = "Không đăng ký."

TARGET_COLUMNS = (
    Column(title="TT", width=0.08, align=Align.CENTRE),
    Column(title="Nội dung", width=0.62),
    Column(title="Chỉ tiêu", width=0.30),
)
HONOUR_COLUMNS = (
    Column(title="TT", width=0.08, align=Align.CENTRE),
    Column(title="Tên", width=0.38),
    Column(title="Đối tượng", width=0.15),
    Column(title="Số lượng", width=0.12, align=Align.CENTRE),
    Column(title="Tên tập thể, cá nhân", width=0.27),
)
TOTAL_COLUMNS = (
    Column(title="Tên", width=0.60),
    Column(title="Đối tượng", width=0.22),
    Column(title="Số lượng", width=0.18, align=Align.CENTRE),
)


@dataclass(frozen=True, kw_only=True)
class Honour(Value):
    """A title or commendation in words."""

    name: str
    nominee: str
    count: int
    names: str = ""


@dataclass(frozen=True, kw_only=True)
class Registered(Value):
    """What a unit has registered, in words."""

    unit: str
    targets: tuple[tuple[str, str], ...] = ()
    """Text and amount: ("Thu ngân sách", "12.500 tỷ đồng")."""
    titles: tuple[Honour, ...] = ()
    commendations: tuple[Honour, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Frame(Value):
    """Head and foot of a paper: who makes it for which year, who signs."""

    superior: str
    issuer: str
    """As in running text: "Khối thi đua số 4"."""
    symbol: str
    place: str
    year: str
    """ "Năm 2026"."""
    addressee: str
    """ "Hội đồng Thi đua - Khen thưởng tỉnh"; empty where nobody is named."""
    authority: tuple[str, ...]
    position: tuple[str, ...] = ()
    signer: str = ""
    recipients: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Report(Value):
    """What a bloc lays before its superior. Kept as JSON (`scoring.registration_json`), as what was reported."""

    frame: Frame
    registered: tuple[Registered, ...]
    missing: tuple[str, ...]
    """The units that sent nothing."""


def unit_document(registered: Registered, frame: Frame) -> OfficialDocument:
    """Bản đăng ký thi đua of one unit, for its head to sign."""
    subject = f"thi đua {frame.year.lower()} của {registered.unit}"
    return _paper(f"Đăng ký {subject}", "BẢN ĐĂNG KÝ", subject, (*_opening(frame), *_parts([registered])), frame)


def summary_document(report: Report) -> OfficialDocument:
    """Báo cáo tổng hợp đăng ký thi đua: the list that a bloc sends up."""
    frame, registered, missing = report.frame, report.registered, report.missing
    subject = f"Tổng hợp đăng ký thi đua {frame.year.lower()} của {frame.issuer}"
    count = len(registered) + len(missing)
    told = f"{frame.issuer} báo cáo kết quả đăng ký thi đua {frame.year.lower()}: {len(registered)}/{count} đơn vị."
    if missing:
        told += f" Chưa đăng ký: {', '.join(missing)}."
    blocks = (*_opening(frame), Paragraph(text=told), *_parts(registered), Paragraph(text="Trân trọng./."))
    return _paper(f"Báo cáo {subject}", "BÁO CÁO", subject, blocks, frame)


def changes(reported: Report, now: Report) -> tuple[str, ...]:
    """What units have sent, corrected or had returned since a report, in words: ("gửi thêm: Sở Y tế",)."""
    before, after = ({each.unit: each for each in report.registered} for report in (reported, now))
    told = {
        "gửi thêm": after.keys() - before.keys(),
        "sửa": {unit for unit in after.keys() & before.keys() if after[unit] != before[unit]},
        "không còn bản đã gửi": before.keys() - after.keys(),
    }
    in_order = dict.fromkeys([*before, *after])
    return tuple(f"{what}: {', '.join(filter(units.__contains__, in_order))}" for what, units in told.items() if units)


def totals(honours: Sequence[Honour]) -> list[tuple[str, str, int]]:
    """How many of each name for whom, in the order in which they first occur.

    >>> totals([Honour(name="Giấy khen", nominee="Cá nhân", count=count) for count in (2, 1)])
    [('Giấy khen', 'Cá nhân', 3)]
    """
    counts: Counter[tuple[str, str]] = Counter()
    for honour in honours:
        counts[honour.name, honour.nominee] += honour.count
    return [(name, nominee, count) for (name, nominee), count in counts.items()]


def _paper(title: str, kind: str, subject: str, blocks: tuple[Block, ...], frame: Frame) -> OfficialDocument:
    ends = [";"] * (len(frame.recipients) - 1) + ["."]
    return OfficialDocument(
        title=title,
        author=frame.issuer,
        letterhead=Letterhead(
            superior=(frame.superior.upper(),) if frame.superior else (),
            issuer=(frame.issuer.upper(),),
            symbol=frame.symbol,
            place=frame.place,
        ),
        type_name=kind,
        subject=(subject,),
        blocks=blocks,
        recipients=Recipients(
            lines=tuple(Recipients.Line(text=f"{text}{end}") for text, end in zip(frame.recipients, ends, strict=True))
            if frame.recipients
            else ()
        ),
        signatures=(SignatureBlock(authority=frame.authority, position=frame.position, name=frame.signer),),
    )


def _opening(frame: Frame) -> Iterator[Paragraph]:
    if frame.addressee:
        yield Paragraph(text=f"Kính gửi: {frame.addressee}.")


def _parts(registered: Sequence[Registered]) -> Iterator[Block]:
    """The three lists, each under a heading of its own; of several units, unit by unit, and then their totals."""
    several = len(registered) > 1
    for number, (title, columns, rows, honours) in enumerate(_lists(registered), start=1):
        yield Heading(look=HeadingLook.SECTION, label=f"{roman(number)}.", text=title.upper())
        if not any(rows):
            yield Paragraph(text=NOTHING)
            continue
        yield Table(columns=columns, rows=tuple(_rows(registered, rows, columns, by_unit=several)))
        if several and honours:
            yield Paragraph(text="Tổng cộng:")
            yield Table(
                columns=TOTAL_COLUMNS,
                rows=tuple(_row(name, nominee, str(count)) for name, nominee, count in totals(honours)),
            )


def _lists(
    registered: Sequence[Registered],
) -> Iterator[tuple[str, tuple[Column, ...], list[list[tuple[str, ...]]], list[Honour]]]:
    yield TARGETS, TARGET_COLUMNS, [list(each.targets) for each in registered], []
    for title, of_units in (
        (TITLES, [each.titles for each in registered]),
        (COMMENDATIONS, [each.commendations for each in registered]),
    ):
        rows: list[list[tuple[str, ...]]] = [[_honour(honour) for honour in honours] for honours in of_units]
        yield title, HONOUR_COLUMNS, rows, [honour for honours in of_units for honour in honours]


def _honour(honour: Honour) -> tuple[str, ...]:
    return honour.name, honour.nominee, str(honour.count), honour.names


def _rows(
    registered: Sequence[Registered], rows: list[list[tuple[str, ...]]], columns: tuple[Column, ...], *, by_unit: bool
) -> Iterator[Row]:
    for unit, lines in zip(registered, rows, strict=True):
        if by_unit and lines:
            yield Row(cells=(Cell(text=unit.unit, columns=len(columns)),), group=True)
        yield from (_row(str(number), *line) for number, line in enumerate(lines, start=1))


def _row(*texts: str) -> Row:
    return Row(cells=tuple(Cell(text=text) for text in texts))
