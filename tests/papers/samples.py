"""Invented papers of the fictional province Lam Giang."""

from dataclasses import replace

from thidua.lib.dates import PartialDate
from thidua.papers.document import (
    Align,
    Annex,
    Basis,
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

SENTENCE = (
    "Các đơn vị thành viên phát động phong trào thi đua thiết thực, hiệu quả, phù hợp với tình hình thực tế; "
    "tham gia đầy đủ các cuộc họp và hoạt động giao lưu do Khối trưởng tổ chức."
)

COLUMNS = (
    Column(title="TT", width=0.07, align=Align.CENTRE),
    Column(title="Nội dung công việc", width=0.41),
    Column(title="Thời gian thực hiện", width=0.21, align=Align.CENTRE),
    Column(title="Đơn vị chủ trì", width=0.31),
)


def section(label: str, text: str) -> Heading:
    return Heading(look=HeadingLook.SECTION, label=label, text=text, depth=1)


def clause(label: str, text: str, depth: int = 2) -> Heading:
    return Heading(look=HeadingLook.CLAUSE, label=label, text=text, depth=depth)


def row(*texts: str, group: bool = False) -> Row:
    return Row(cells=tuple(Cell(text=text) for text in texts), group=group)


def task_table(tasks: int) -> Table:
    """A schedule of the given number of tasks, in groups of ten."""
    rows: list[Row] = []
    for number in range(1, tasks + 1):
        if number % 10 == 1:
            rows.append(Row(cells=(Cell(text=f"Nhóm công việc thứ {number // 10 + 1}", columns=4),), group=True))
        rows.append(
            row(
                str(number),
                f"Tổ chức hội nghị chuyên đề lần thứ {number}, báo cáo theo Công văn số 215/CV-TĐKT",
                f"Trước ngày {number % 28 + 1}/6/2026",
                "Sở Du lịch và các đơn vị thành viên",
            )
        )
    return Table(columns=COLUMNS, rows=tuple(rows))


LETTERHEAD = Letterhead(
    superior=("Ủy ban nhân dân tỉnh Lam Giang",),
    issuer=("Khối thi đua số 6",),
    number="07",
    symbol="KH-KTĐ6",
    place="Lam Giang",
    issued_on=PartialDate(9, 3, 2026),
)

RECIPIENTS = Recipients(
    lines=tuple(
        Recipients.Line(text=text)
        for text in (
            "Hội đồng Thi đua - Khen thưởng tỉnh (để báo cáo);",
            "Ban Thi đua - Khen thưởng, Sở Nội vụ (để phối hợp);",
            "Các đơn vị thành viên Khối thi đua số 6;",
            "Lưu: VT, KTĐ6.",
        )
    )
)

SIGNATURE = SignatureBlock(
    authority=("TM. Khối thi đua số 6", "Khối trưởng"),
    position=("Giám đốc Sở Du lịch",),
    name="Nguyễn Thị Sông Thương",
)

BODY: tuple[Block, ...] = (
    Basis(text="Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022;"),
    Basis(
        text="Căn cứ Quyết định số 22/QĐ-UBND ngày 12 tháng 01 năm 2026 của Ủy ban nhân dân tỉnh Lam Giang "
        "về việc thành lập các khối, cụm thi đua;"
    ),
    Basis(
        text="Căn cứ Chỉ thị số 05-CT/TW ngày 15 tháng 5 năm 2016 của Bộ Chính trị về đẩy mạnh học tập "
        "và làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh."
    ),
    Paragraph(text="Khối thi đua số 6 xây dựng Kế hoạch hoạt động năm 2026, cụ thể như sau:"),
    section("I.", "Mục đích, yêu cầu"),
    clause("1.", "Mục đích"),
    Paragraph(label="a)", text=SENTENCE),
    Paragraph(label="b)", text="Kịp thời động viên, khen thưởng và nhân rộng các điển hình tiên tiến."),
    clause("2.", "Yêu cầu"),
    Paragraph(label="-", text=SENTENCE),
    section("II.", "Nội dung hoạt động"),
    task_table(6),
    section("III.", "Tổ chức thực hiện"),
    Paragraph(label="1.", text=SENTENCE),
    Paragraph(label="2.", text="Phụ lục I và Phụ lục II ban hành kèm theo Kế hoạch này. " + SENTENCE),
    Paragraph(
        text="Trên đây là Kế hoạch hoạt động năm 2026 của Khối thi đua số 6. Trong quá trình thực hiện, nếu có "
        "vướng mắc, các đơn vị phản ánh về Sở Du lịch để tổng hợp, giải quyết./."
    ),
)

REFERENCE = "(Kèm theo Kế hoạch số 07/KH-KTĐ6 ngày 09 tháng 3 năm 2026 của Khối thi đua số 6)"

ANNEXES = (
    Annex(
        label="Phụ lục I",
        title=("Danh sách đơn vị thành viên Khối thi đua số 6",),
        reference=REFERENCE,
        blocks=(Paragraph(text=SENTENCE), task_table(30)),
    ),
    Annex(
        label="Phụ lục II",
        title=("Bảng phân công nhiệm vụ",),
        reference=REFERENCE,
        blocks=(task_table(24),),
        landscape=True,
    ),
)


def sample_document(**changes: object) -> OfficialDocument:
    """A plan with every component, changed where a test says so."""
    document = OfficialDocument(
        title="Kế hoạch hoạt động của Khối thi đua số 6 năm 2026",
        author="Khối thi đua số 6",
        letterhead=LETTERHEAD,
        type_name="Kế hoạch",
        subject=("Hoạt động của Khối thi đua số 6 tỉnh Lam Giang năm 2026",),
        blocks=BODY,
        recipients=RECIPIENTS,
        signatures=(SIGNATURE,),
        annexes=ANNEXES,
    )
    return replace(document, **changes)  # type: ignore[arg-type]
