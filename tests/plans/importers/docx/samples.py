"""Word files in the ways offices lay plans out: head and signature as tables, by tabs, in text boxes; lists by Word."""

from tests.plans.importers.docx.files import level, lists, numbered, p, r, tbl, tc, tr, word_file

CENTRED = '<w:jc w:val="center"/>'
BOLD = "<w:b/>"
NUMBERS = lists(
    level(0, "upperRoman", "%1."), level(1, "decimal", "%2."), level(2, "lowerLetter", "%3)"), level(3, "bullet", "-")
)


def box(*paragraphs):
    """A text box as Word writes it: once for new versions, once for old ones."""
    inside = f"<w:txbxContent>{''.join(map(p, paragraphs))}</w:txbxContent>"
    return (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:wsp><wps:txbx>{inside}</wps:txbx>'
        f"</wps:wsp></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>{inside}</v:textbox></v:shape>"
        "</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


ISSUER = ("UBND TỈNH LAM GIANG", "KHỐI THI ĐUA SỐ 4", "Số: 05/KH-KTĐ4")
NATION = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "Lam Giang, ngày 09 tháng 3 năm 2026")
RECIPIENTS = ("Nơi nhận:", "- Sở Nội vụ (để báo cáo);", "- Các đơn vị thành viên;", "- Lưu: VT.")
SIGNATURE = ("TM. KHỐI THI ĐUA", "KHỐI TRƯỞNG", "", "Nguyễn Thị Sông Thương")

TITLE = p(r("KẾ HOẠCH", BOLD), CENTRED) + p(r("Hoạt động của Khối thi đua số 4 năm 2026", BOLD), CENTRED)
BASES = (
    p("Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022;")
    + p("Khối thi đua số 4 xây dựng Kế hoạch hoạt động năm 2026 như sau:")
)  # fmt: skip
SECTIONS = (
    numbered(r("MỤC ĐÍCH", BOLD), 1, 0)
    + numbered("Tạo không khí thi đua sôi nổi giữa các đơn vị.", 1, 3)
    + numbered(r("NỘI DUNG", BOLD), 1, 0)
    + numbered(r("Công tác tổ chức", BOLD), 1, 1)
    + numbered("Các đơn vị gửi đăng ký thi đua về Khối trưởng trước ngày 20/3/2026.", 1, 2)
    + numbered(r("Lịch hoạt động", BOLD), 1, 1)
)
SCHEDULE = tbl(
    tr(
        tc("TT", merge="restart"), tc("Nội dung", merge="restart"), tc("Thời gian", merge="restart"),
        tc("Đơn vị", span=2),
    ),
    tr(tc(merge="continue"), tc(merge="continue"), tc(merge="continue"), "Chủ trì", "Phối hợp"),
    tr("(1)", "(2)", "(3)", "(4)", "(5)"),
    tr(tc("QUÝ I", span=5)),
    tr(tc(numbered("", 2, 1)), "Họp Khối", "Trước 31/3/2026", tc("Sở Du lịch", merge="restart"), "Sở Xây dựng"),
    tr(tc(numbered("", 2, 1)), "Ký giao ước thi đua", "Tháng 3/2026", tc(merge="continue"), "Các đơn vị"),
    widths=(700, 3600, 2000, 1800, 1900),
)  # fmt: skip
CLOSING = p("Trên đây là Kế hoạch hoạt động năm 2026 của Khối thi đua số 4./.")
BODY = f"{BASES}{SECTIONS}{SCHEDULE}{CLOSING}"


def _cell(lines):
    return tc("".join(map(p, lines)))


HEAD_TABLE = tbl(tr(_cell(ISSUER), _cell(NATION)), widths=(4000, 6000))
TAIL_TABLE = tbl(tr(_cell(RECIPIENTS), _cell(SIGNATURE)), widths=(5000, 5000))
TABLES = word_file(f"{HEAD_TABLE}{TITLE}{BODY}{TAIL_TABLE}", numbering=NUMBERS)
TABS = word_file(
    "".join(p(f"{left}|{right}") for left, right in zip(ISSUER, NATION, strict=True))
    + f"{TITLE}{BODY}"
    + "".join(p(f"{left}|{right}") for left, right in zip(RECIPIENTS, SIGNATURE, strict=True)),
    numbering=NUMBERS,
)
BOXES = word_file(
    p(box(*ISSUER) + box(*NATION) + r("KẾ HOẠCH", BOLD), CENTRED)
    + p(r("Hoạt động của Khối thi đua số 4 năm 2026", BOLD), CENTRED)
    + f"{BASES}{SECTIONS}{SCHEDULE}"
    + p(r("Trên đây là Kế hoạch hoạt động năm 2026 của Khối thi đua số 4./.") + box(*SIGNATURE))
    + "".join(map(p, RECIPIENTS)),
    numbering=NUMBERS,
)
SAMPLE_FILES = (TABLES, TABS, BOXES)
