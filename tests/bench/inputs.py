"""What is timed: three invented papers of the fictional province Lam Giang, and a long plan as text.

A paper's `copy` is the number of its bloc. It stands in nearly every sentence and row, so that no engine can reuse
what it has set for the copy before.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

from tests import plans
from thidua.lib.dates import PartialDate
from thidua.papers.document import (
    Align,
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
from thidua.papers.symbols import roman

SAMPLE_PLAN = Path(plans.__file__).parent / "importers" / "samples" / "khoi_tab_table.txt"

MEMBERS = (
    "Sở Du lịch", "Sở Xây dựng", "Sở Khoa học và Công nghệ", "Trường Cao đẳng Lam Giang",
    "Báo và Đài Phát thanh, Truyền hình Lam Giang", "Ban Quản lý Khu kinh tế Bến Lam",
)  # fmt: skip

FIELDS = (
    "phát triển kinh tế - xã hội", "cải cách hành chính", "chuyển đổi số", "xây dựng Đảng, chính quyền và đoàn thể",
    "an sinh xã hội", "văn hóa, văn nghệ, thể dục thể thao", "công tác khen thưởng", "tuyên truyền gương điển hình",
)  # fmt: skip


def one_page(copy: int) -> OfficialDocument:
    """Notice of a meeting."""
    bloc = _bloc(copy)
    return _paper(
        copy,
        type_name="Thông báo",
        subject=f"Họp {bloc} quý II năm 2026",
        blocks=(
            Basis(text=f"Căn cứ Kế hoạch số 07/KH-KTĐ{copy} ngày 09 tháng 3 năm 2026 của {bloc};"),
            Paragraph(text=f"{bloc} thông báo tổ chức cuộc họp quý II năm 2026 như sau:"),
            *(Paragraph(label=f"{number}.", text=aim) for number, aim in enumerate(_aims(copy)[:3], start=1)),
        ),
    )


def four_pages(copy: int) -> OfficialDocument:
    """A bloc's plan for a year: bases, sections, a table of twelve tasks, the duties of every member."""
    return _paper(
        copy,
        type_name="Kế hoạch",
        subject=f"Hoạt động của {_bloc(copy)} tỉnh Lam Giang năm 2026",
        blocks=tuple(_plan(copy)),
    )


def three_hundred_rows(copy: int) -> OfficialDocument:
    """A schedule of 300 tasks and little else."""
    return _paper(
        copy,
        type_name="Kế hoạch",
        subject=f"Phân công nhiệm vụ của {_bloc(copy)} năm 2026",
        blocks=(Paragraph(text=_aims(copy)[0]), _task_table(300, copy)),
    )


PAPERS: dict[str, Callable[[int], OfficialDocument]] = {
    "one page": one_page,
    "four pages": four_pages,
    "300 rows": three_hundred_rows,
}


def plan_text() -> str:
    """A plan of 60 kB: the body of a sample, sections and table, once in each of many parts."""
    sample = SAMPLE_PLAN.read_text(encoding="utf-8")
    body_start, body_end = sample.index("I. MỤC ĐÍCH"), sample.index("Trên đây là")
    body = sample[body_start:body_end]
    parts = range(1, 60_000 // len(body.encode()) + 2)
    bodies = "".join(f"Phần {roman(part)}\nCÔNG TÁC ĐỢT {part}\n{body}" for part in parts)
    return sample[:body_start] + bodies + sample[body_end:]


def _plan(copy: int) -> Iterator[Block]:
    bloc, aims = _bloc(copy), _aims(copy)
    yield Basis(text="Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022;")
    yield Basis(text="Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư;")
    yield Basis(
        text="Căn cứ Quyết định số 22/QĐ-UBND ngày 12 tháng 01 năm 2026 của Ủy ban nhân dân tỉnh Lam Giang "
        f"về việc thành lập {bloc} và các khối, cụm thi đua khác;"
    )
    yield Paragraph(text=f"{bloc} xây dựng Kế hoạch hoạt động năm 2026, cụ thể như sau:")
    yield _section("I.", "Mục đích, yêu cầu")
    yield _clause("1.", "Mục đích")
    yield from (Paragraph(label="-", text=aim) for aim in aims[:2])
    yield _clause("2.", "Yêu cầu")
    yield from (Paragraph(label="-", text=aim) for aim in aims[2:])
    yield _section("II.", "Nội dung thi đua")
    for number, field in enumerate(FIELDS, start=1):
        yield Paragraph(
            label=f"{number}.",
            text=f"Thi đua về {field}: các đơn vị thành viên {bloc} đăng ký nội dung cụ thể, phân công người "
            "phụ trách, kiểm tra định kỳ và gửi kết quả bằng văn bản về Khối trưởng để tổng hợp, chấm điểm.",
        )
    yield _section("III.", "Kế hoạch chi tiết")
    yield _task_table(12, copy)
    yield _section("IV.", "Tổ chức thực hiện")
    for number, member in enumerate(MEMBERS, start=1):
        yield _clause(f"{number}.", member)
        yield Paragraph(
            label="-",
            text=f"Chủ trì, phối hợp với các đơn vị thành viên thực hiện nội dung {FIELDS[number]} của {bloc}; "
            "chuẩn bị tài liệu, địa điểm và kinh phí cho các hoạt động được phân công.",
        )
        yield Paragraph(label="-", text=f"Báo cáo {bloc} trước ngày 15 tháng cuối của mỗi quý.")
    yield Paragraph(
        text=f"Trên đây là Kế hoạch hoạt động năm 2026 của {bloc}. Trong quá trình thực hiện, nếu có vướng mắc, "
        "các đơn vị phản ánh về Sở Du lịch để tổng hợp, giải quyết./."
    )


def _aims(copy: int) -> tuple[str, ...]:
    bloc = _bloc(copy)
    return (
        (
            f"Tạo không khí thi đua sôi nổi, đoàn kết giữa các đơn vị thành viên {bloc}, phấn đấu hoàn thành và "
            "hoàn thành vượt mức các chỉ tiêu, nhiệm vụ chính trị được Ủy ban nhân dân tỉnh Lam Giang giao trong năm."
        ),
        (
            f"Kịp thời phát hiện, bồi dưỡng, nhân rộng các điển hình tiên tiến, gương người tốt, việc tốt của {bloc}; "
            "nâng cao chất lượng công tác khen thưởng, bảo đảm chính xác, công khai, dân chủ, công bằng."
        ),
        (
            f"Phong trào thi đua của {bloc} có chủ đề, nội dung, hình thức thiết thực, gắn với cải cách hành chính "
            "và chuyển đổi số; tránh phô trương, hình thức, không gây phiền hà cho cơ sở."
        ),
        (
            f"Các đơn vị thành viên {bloc} tham gia đầy đủ các cuộc họp, hoạt động chung; thực hiện chế độ báo cáo "
            f"đúng nội dung và thời gian theo Quy chế hoạt động số 15/QC-KTĐ{copy}."
        ),
    )


def _task_table(tasks: int, copy: int) -> Table:
    """In groups of six."""
    bloc = _bloc(copy)
    work = (
        f"Họp {bloc}, thống nhất Quy chế hoạt động, Bảng chấm điểm và Kế hoạch năm",
        f"Ký giao ước thi đua giữa các đơn vị thành viên {bloc}",
        f"Đăng ký danh hiệu thi đua, gửi {bloc} tổng hợp theo Công văn số 215/CV-KTĐ{copy}",
        f"Giải cầu lông, bóng bàn các đơn vị thuộc {bloc}",
        f"Hội nghị sơ kết 6 tháng đầu năm của {bloc}",
        f"Tập huấn nghiệp vụ thi đua, khen thưởng cho cán bộ {bloc}",
    )
    rows: list[Row] = []
    for place in range(tasks):
        group, turn = divmod(place, len(work))
        if turn == 0:
            rows.append(Row(cells=(Cell(text=f"Đợt {group + 1} của {bloc}", columns=4),), group=True))
        texts = (
            str(place + 1),
            work[turn],
            f"Trước ngày {place % 28 + 1}/6/{2026 + copy}",
            f"{MEMBERS[turn]} và các đơn vị {bloc}",
        )
        rows.append(Row(cells=tuple(Cell(text=text) for text in texts)))
    return Table(
        columns=(
            Column(title="TT", width=0.07, align=Align.CENTRE),
            Column(title="Nội dung công việc", width=0.41),
            Column(title="Thời gian thực hiện", width=0.21, align=Align.CENTRE),
            Column(title="Đơn vị chủ trì", width=0.31),
        ),
        rows=tuple(rows),
    )


def _paper(copy: int, *, type_name: str, subject: str, blocks: tuple[Block, ...]) -> OfficialDocument:
    bloc = _bloc(copy)
    return OfficialDocument(
        title=f"{type_name} {subject}",
        author=bloc,
        letterhead=Letterhead(
            superior=("Ủy ban nhân dân tỉnh Lam Giang",),
            issuer=(bloc,),
            number="07",
            symbol=f"KH-KTĐ{copy}",
            place="Lam Giang",
            issued_on=PartialDate(9, 3, 2026),
        ),
        type_name=type_name,
        subject=(subject,),
        blocks=blocks,
        recipients=Recipients(
            lines=tuple(
                Recipients.Line(text=text)
                for text in (
                    "Hội đồng Thi đua - Khen thưởng tỉnh (để báo cáo);",
                    "Ban Thi đua - Khen thưởng, Sở Nội vụ (để phối hợp);",
                    f"Các đơn vị thành viên {bloc};",
                    f"Lưu: VT, KTĐ{copy}.",
                )
            )
        ),
        signatures=(
            SignatureBlock(
                authority=(f"TM. {bloc}", "Khối trưởng"),
                position=("Giám đốc Sở Du lịch",),
                name="Nguyễn Thị Sông Thương",
            ),
        ),
    )


def _section(label: str, text: str) -> Heading:
    return Heading(look=HeadingLook.SECTION, label=label, text=text, depth=1)


def _clause(label: str, text: str) -> Heading:
    return Heading(look=HeadingLook.CLAUSE, label=label, text=text, depth=2)


def _bloc(copy: int) -> str:
    return f"Khối thi đua số {copy}"
