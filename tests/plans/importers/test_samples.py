"""What is read from each of the sample files, every one a shape in which plans come."""

from tests.plans.importers.readings import Summary, TaskLine, read_sample, summary_of
from thidua.lib.dates import PartialDate


def test_a_bloc_with_a_table_by_tabs_and_group_rows():
    assert summary_of(read_sample("khoi_tab_table.txt")) == Summary(
        superior=("UBND TỈNH LAM GIANG",),
        issuer=("KHỐI THI ĐUA SỐ 6",),
        number="07",
        symbol="/KH-KTĐ6",
        place="Lam Giang",
        issued_on=PartialDate(9, 3, 2026),
        subject=("Hoạt động của Khối thi đua số 6 năm 2026",),
        bases=(
            "Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022;",
            (
                "Căn cứ Quyết định số 22/QĐ-UBND ngày 12 tháng 01 năm 2026 của Ủy ban nhân dân tỉnh Lam Giang về "
                "việc thành lập các khối, cụm thi đua;"
            ),
        ),
        opening=("Khối thi đua số 6 xây dựng Kế hoạch hoạt động năm 2026, cụ thể như sau:",),
        headings=(
            "I. MỤC ĐÍCH, YÊU CẦU",
            "1. Mục đích",
            "2. Yêu cầu",
            "II. NỘI DUNG HOẠT ĐỘNG",
            "III. TỔ CHỨC THỰC HIỆN",
            "1. Khối trưởng",
            "2. Các đơn vị thành viên",
        ),
        columns=("number | content | time | lead | support",),
        tasks=(
            TaskLine(
                "Họp Khối, thống nhất Quy chế hoạt động và Bảng chấm điểm",
                "Sở Du lịch",
                "Các đơn vị thành viên",
                end="2026-03-20",
            ),
            TaskLine(
                "Ký giao ước thi đua giữa các đơn vị",
                "Các đơn vị thành viên",
                "Sở Du lịch",
                "2026-03-20",
                "2026-03-31",
            ),
            TaskLine(
                "Giải cầu lông, bóng bàn chào mừng ngày thành lập tỉnh",
                "Sở Xây dựng",
                "Công đoàn các đơn vị",
                "2026-05-01",
                "2026-05-31",
            ),
            TaskLine("Hội nghị sơ kết 6 tháng đầu năm", "Sở Du lịch", start="2026-07-01", end="2026-07-31"),
            TaskLine("Chấm điểm chéo giữa các đơn vị", "Tổ giúp việc Khối", "Các đơn vị thành viên", end="2026-11-10"),
            TaskLine("Bình xét, suy tôn đơn vị dẫn đầu Khối", "Sở Du lịch", "Tổ giúp việc Khối", end="2026-11-15"),
            TaskLine(
                "Giới thiệu gương điển hình tiên tiến", "Các đơn vị thành viên", "Báo và Đài Phát thanh Lam Giang"
            ),
        ),
        closing=("Trên đây là Kế hoạch hoạt động năm 2026 của Khối thi đua số 6./.",),
        recipients=(
            "Ban Thi đua - Khen thưởng, Sở Nội vụ (để phối hợp);",
            "Các đơn vị thành viên;",
            "Lưu: VT, KTĐ6.",
        ),
        authority=("TM. KHỐI THI ĐUA SỐ 6", "KHỐI TRƯỞNG"),
        position=("GIÁM ĐỐC SỞ DU LỊCH",),
        signer="Nguyễn Thị Sông Thương",
    )


def test_a_portal_page_with_a_pipe_a_line_and_merged_cells_in_its_annex():
    assert summary_of(read_sample("portal_cell_lines.txt")) == Summary(
        issuer=("ỦY BAN NHÂN DÂN", "TỈNH LAM GIANG"),
        number="145",
        symbol="/KH-UBND",
        place="Lam Giang",
        issued_on=PartialDate(2, 2, 2026),
        subject=("PHÁT ĐỘNG PHONG TRÀO THI ĐUA “LAM GIANG XANH” TRÊN ĐỊA BÀN TỈNH GIAI ĐOẠN 2026 - 2030",),
        bases=(
            (
                "Thực hiện Nghị quyết số 18-NQ/TU ngày 20 tháng 11 năm 2025 của Ban Chấp hành Đảng bộ tỉnh Lam "
                "Giang về bảo vệ môi trường gắn với phát triển kinh tế - xã hội giai đoạn 2026 - 2030;"
            ),
        ),
        opening=(
            (
                "Ủy ban nhân dân tỉnh ban hành Kế hoạch phát động phong trào thi đua “Lam Giang xanh”, với các "
                "nội dung như sau:"
            ),
        ),
        headings=("I. MỤC ĐÍCH", "II. TỔ CHỨC THỰC HIỆN", "1. Sở Nông nghiệp và Môi trường", "2. Sở Tài chính"),
        columns=("number | content | lead | support | time",),
        tasks=(
            TaskLine(
                "Xây dựng chuyên mục “Lam Giang xanh” trên sóng phát thanh",
                "Báo và Đài Phát thanh tỉnh",
                "Các sở, ban, ngành",
                "2026-04-01",
                "2026-04-30",
            ),
            TaskLine(
                "Tổ chức hội thi tìm hiểu về phân loại rác tại nguồn",
                "Sở Nông nghiệp và Môi trường",
                "Tỉnh đoàn",
                end="2026-06-30",
            ),
            TaskLine(
                "Tổ chức ngày Chủ nhật xanh tại các khu dân cư", "UBND các xã, phường", "Tỉnh đoàn", end="2026-06-30"
            ),
            TaskLine(
                "Sơ kết đợt thi đua",
                "Sở Nông nghiệp và Môi trường",
                "Các sở, ban, ngành",
                "2026-10-01",
                "2026-12-31",
            ),
            TaskLine("Ra mắt mô hình khu dân cư không rác", "UBND các xã, phường"),
        ),
        closing=(
            (
                "Trên đây là Kế hoạch phát động phong trào thi đua “Lam Giang xanh”; trong quá trình thực hiện "
                "nếu có vướng mắc, các đơn vị phản ánh về Sở Nông nghiệp và Môi trường để tổng hợp./."
            ),
        ),
        recipients=("Thường trực Tỉnh ủy;", "Các sở, ban, ngành tỉnh;", "UBND các xã, phường;", "Lưu: VT, NNMT."),
        authority=("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"),
        signer="Lê Thị Mây Hồng",
        annexes=(
            (
                "PHỤ LỤC",
                "DANH MỤC NHIỆM VỤ THỰC HIỆN PHONG TRÀO THI ĐUA",
                "(Kèm theo Kế hoạch số 145/KH-UBND ngày 02 tháng 02 năm 2026 của Ủy ban nhân dân tỉnh Lam Giang)",
            ),
        ),
    )


def test_markdown_with_decomposed_letters_emphasis_over_lines_a_link_and_literal_stars():
    assert summary_of(read_sample("nfd_markdown.md")) == Summary(
        superior=("ĐẢNG BỘ XÃ ĐÔNG HÒA LAM",),
        issuer=("CHI BỘ TRƯỜNG TIỂU HỌC BẾN LAM",),
        number="05",
        symbol="-KH/CB",
        place="Đông Hòa Lam",
        issued_on=PartialDate(12, 1, 2026),
        subject=("Phát động thi đua lập thành tích chào mừng bầu cử đại biểu Quốc hội và Hội đồng nhân dân các cấp",),
        opening=(
            (
                "Thực hiện Chỉ thị số 12-CT/TU ngày 05/12/2025 của Tỉnh ủy Lam Giang; Kế hoạch số 30-KH/ĐU ngày "
                "20/12/2025 của Đảng ủy xã, Chi bộ Trường Tiểu học Bến Lam xây dựng kế hoạch như sau:"
            ),
        ),
        headings=("I. MỤC ĐÍCH", "II. NỘI DUNG", "III. TỔ CHỨC THỰC HIỆN"),
        columns=("number | content | time | lead",),
        tasks=(
            TaskLine(
                "Quán triệt Chỉ thị số 12-CT/TU đến toàn thể đảng viên",
                "Bí thư Chi bộ",
                start="2026-01-01",
                end="2026-01-31",
            ),
            TaskLine(
                "Mỗi đảng viên đăng ký 01 việc làm theo *\n(nộp bản đăng ký về Chi ủy)",
                "Các đảng viên",
                end="2026-02-03",
            ),
            TaskLine("Sinh hoạt chuyên đề hằng quý", "Phó Bí thư"),
            TaskLine("Báo cáo kết quả đợt thi đua", "Chi ủy", end="2026-03-30"),
        ),
        recipients=("Đảng ủy xã (b/c),", "Các đảng viên,", "Lưu Chi bộ."),
        authority=("T/M CHI BỘ", "BÍ THƯ"),
        signer="Hoàng Thị Bến Thơ",
    )


def test_a_page_layout_with_two_columns_of_spaces_page_numbers_and_a_sentence_over_two_pages():
    assert summary_of(read_sample("page_layout.txt")) == Summary(
        superior=("UBND PHƯỜNG BẾN LAM",),
        issuer=("CỤM THI ĐUA CÁC TRƯỜNG HỌC",),
        number="20",
        symbol="/KH-CTĐ",
        place="Bến Lam",
        issued_on=PartialDate(7, 10, 2025),
        subject=("Kiểm tra chéo công tác thi đua năm học 2025-2026",),
        bases=(
            (
                "Căn cứ Quyết định số 115/QĐ-UBND ngày 23/9/2025 của Ủy ban nhân dân phường Bến Lam về việc thành "
                "lập các cụm thi đua năm học 2025-2026;"
            ),
            (
                "Thực hiện Công văn số 46/UBND-VHXH ngày 29/9/2025 của Ủy ban nhân dân phường Bến Lam về việc "
                "hướng dẫn hoạt động cụm thi đua;"
            ),
        ),
        opening=(
            "Cụm thi đua các trường học xây dựng kế hoạch kiểm tra chéo công tác thi đua năm học 2025-2026 như sau:",
        ),
        headings=(
            "I. MỤC ĐÍCH, YÊU CẦU",
            "1. Mục đích",
            "2. Yêu cầu",
            "II. NỘI DUNG VÀ THỜI GIAN",
            "III. TỔ CHỨC THỰC HIỆN",
        ),
        tasks=(
            TaskLine(
                "Các trường hoàn thành tự kiểm tra, gửi báo cáo về Trường trung học cơ sở Bến Lam",
                "Các trường",
                end="2025-11-15",
            ),
            TaskLine(
                "Các đoàn kiểm tra chéo hoàn thành việc kiểm tra hồ sơ, chấm điểm các trường được phân công",
                "Các đoàn",
                end="2025-12-20",
            ),
            TaskLine(
                "Trường trung học cơ sở Bến Lam tổng hợp kết quả, báo cáo Ủy ban nhân dân phường",
                "Trường trung học cơ sở Bến Lam",
                end="2025-12-31",
            ),
        ),
        recipients=("UBND phường Bến Lam (để b/c);", "Các trường trong Cụm;", "Lưu: VT."),
        authority=("TM. CỤM THI ĐUA", "CỤM TRƯỞNG"),
        position=("HIỆU TRƯỞNG TRƯỜNG THCS", "BẾN LAM"),
        signer="Phạm Văn Bách Tùng",
    )


def test_a_table_whose_cells_stand_one_below_the_other():
    assert summary_of(read_sample("loose_cells.txt")) == Summary(
        issuer=("ỦY BAN NHÂN DÂN", "XÃ HÒA LAM"),
        number="31",
        symbol="/KH-UBND",
        place="Hòa Lam",
        issued_on=PartialDate(15, 1, 2026),
        subject=("Tổ chức phong trào thi đua yêu nước năm 2026",),
        bases=("Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022;",),
        opening=(
            (
                "Ủy ban nhân dân xã Hòa Lam ban hành Kế hoạch tổ chức phong trào thi đua yêu nước năm 2026 với "
                "các nội dung cụ thể như sau:"
            ),
        ),
        headings=("I. MỤC ĐÍCH", "II. NHIỆM VỤ CỤ THỂ", "III. TỔ CHỨC THỰC HIỆN"),
        columns=("number | content | lead | support | time",),
        tasks=(
            TaskLine(
                "Phát động phong trào thi đua năm 2026",
                "Văn phòng HĐND và UBND xã",
                "Các thôn, các trường học",
                "2026-01-01",
                "2026-01-31",
            ),
            TaskLine(
                "Chấm điểm, bình xét thi đua 6 tháng đầu năm",
                "Phòng Văn hóa - Xã hội",
                "Các cơ quan, đơn vị",
                end="2026-06-15",
            ),
            TaskLine(
                "Tổng kết phong trào thi đua, đề nghị khen thưởng",
                "Phòng Văn hóa - Xã hội",
                "Hội đồng Thi đua - Khen thưởng xã",
                "2026-12-01",
                "2026-12-31",
            ),
        ),
        recipients=("Thường trực Đảng ủy xã;", "Các thôn, trường học;", "Lưu: VT."),
        authority=("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"),
        signer="Đỗ Văn Sông Hiền",
    )


def test_a_file_typed_with_tcvn3_fonts():
    assert summary_of(read_sample("tcvn3.txt")) == Summary(
        issuer=("Khối thi đua số 4",),
        number="04",
        symbol="/KH-KTĐ",
        place="Lam Giang",
        issued_on=PartialDate(6, 3, 2006),
        subject=("hoạt động của Khối thi đua số 4 năm 2006",),
        bases=(
            (
                "Căn cứ Luật Thi đua, Khen thưởng năm 2003 và Luật sửa đổi, bổ sung một số điều của Luật Thi đua, "
                "Khen thưởng năm 2005;"
            ),
        ),
        opening=("Khối thi đua số 4 xây dựng kế hoạch hoạt động năm 2006 với những nội dung chủ yếu như sau:",),
        headings=("I. Mục đích, yêu cầu", "II. Nội dung hoạt động", "III. Tổ chức thực hiện"),
        tasks=(
            TaskLine(
                "Các đơn vị đăng ký danh hiệu thi đua, gửi về Ban Tổ chức chính quyền tỉnh",
                "Các đơn vị",
                end="2006-03-20",
            ),
            TaskLine("Sở Thủy sản chuẩn bị hội nghị sơ kết sáu tháng đầu năm", "Sở Thủy sản", end="2006-07-15"),
            TaskLine('Tổ chức hội thi "Tiếng hát công nhân viên chức", ở đó mỗi đơn vị cử một đội', end="2006-09-30"),
        ),
        doubts=("ISSUER_DERIVED", "TITLE_ON_ONE_LINE"),
    )


def test_a_decision_that_issues_the_plan():
    assert summary_of(read_sample("decision.txt")) == Summary(
        issuer=("ỦY BAN NHÂN DÂN", "TỈNH LAM GIANG"),
        number="318",
        symbol="/QĐ-UBND",
        place="Lam Giang",
        issued_on=PartialDate(26, 2, 2026),
        subject=("Thi đua cải cách hành chính năm 2026",),
        decision=(
            "Về việc ban hành Kế hoạch thi đua cải cách hành chính năm 2026",
            "ỦY BAN NHÂN DÂN TỈNH LAM GIANG",
            "(Kèm theo Quyết định số 318/QĐ-UBND ngày 26 tháng 02 năm 2026 của Ủy ban nhân dân tỉnh Lam Giang)",
        ),
        articles=(
            "QUYẾT ĐỊNH:",
            (
                "Điều 1. Ban hành kèm theo Quyết định này Kế hoạch thi đua cải cách hành chính năm 2026 của tỉnh "
                "Lam Giang."
            ),
            "Điều 2. Quyết định này có hiệu lực kể từ ngày ký.",
            (
                "Điều 3. Chánh Văn phòng Ủy ban nhân dân tỉnh, Giám đốc Sở Nội vụ, Thủ trưởng các sở, ban, ngành "
                "và Chủ tịch Ủy ban nhân dân các xã, phường chịu trách nhiệm thi hành Quyết định này./."
            ),
        ),
        bases=(
            "Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;",
            "Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022;",
            "Theo đề nghị của Giám đốc Sở Nội vụ tại Tờ trình số 77/TTr-SNV ngày 20 tháng 02 năm 2026.",
        ),
        headings=(
            "I. MỤC TIÊU",
            "II. NHIỆM VỤ",
            "1. Sở Nội vụ",
            "2. Sở Khoa học và Công nghệ",
            "III. TỔ CHỨC THỰC HIỆN",
        ),
        tasks=(
            TaskLine(
                "Xây dựng tiêu chí chấm điểm thi đua cải cách hành chính, trình Ủy ban nhân dân tỉnh",
                "Sở Nội vụ",
                end="2026-03-31",
            ),
            TaskLine(
                "Tổ chức kiểm tra công vụ tại các sở, ban, ngành, địa phương; báo cáo Chủ tịch Ủy ban nhân dân tỉnh",
                "Sở Nội vụ",
                end="2026-10-30",
            ),
            TaskLine(
                "Hoàn thành kết nối, chia sẻ dữ liệu giữa Cổng dịch vụ công và các hệ thống chuyên ngành",
                "Sở Khoa học và Công nghệ",
                end="2026-09-30",
            ),
        ),
        recipients=("Như Điều 3;", "Bộ Nội vụ (để báo cáo);", "Lưu: VT, SNV."),
        authority=("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"),
        signer="Trần Quốc Lâm",
    )


def test_a_school_year_month_by_month():
    assert summary_of(read_sample("school_year.txt")) == Summary(
        superior=("UBND PHƯỜNG BẾN LAM",),
        issuer=("TRƯỜNG THCS BẾN LAM",),
        number="45",
        symbol="/KH-THCSBL",
        place="Bến Lam",
        issued_on=PartialDate(10, 9, 2024),
        subject=("Công tác thi đua, khen thưởng năm học 2024 – 2025",),
        bases=(
            (
                "Căn cứ Thông tư số 29/2023/TT-BGDĐT ngày 29 tháng 12 năm 2023 của Bộ trưởng Bộ Giáo dục và Đào "
                "tạo hướng dẫn công tác thi đua, khen thưởng ngành Giáo dục;"
            ),
        ),
        opening=(
            (
                "Căn cứ tình hình thực tế của nhà trường, Trường THCS Bến Lam xây dựng kế hoạch công tác thi đua, "
                "khen thưởng năm học 2024 – 2025 như sau:"
            ),
        ),
        headings=(
            "A. ĐẶC ĐIỂM TÌNH HÌNH",
            "B. CHỈ TIÊU THI ĐUA",
            "1. Tập thể:",
            "2. Cá nhân:",
            "C. KẾ HOẠCH CỤ THỂ TỪNG THÁNG",
            "D. TỔ CHỨC THỰC HIỆN",
        ),
        tasks=(
            TaskLine(
                "Tổ chức Hội nghị viên chức, đăng ký danh hiệu thi đua năm học.",
                start="2024-09-01",
                end="2024-09-30",
            ),
            TaskLine("Ký giao ước thi đua giữa các tổ chuyên môn.", start="2024-09-01", end="2024-09-30"),
            TaskLine(
                "Phát động đợt thi đua “Hai tốt” lần thứ nhất (từ 05/10 đến 20/11/2024).",
                start="2024-10-01",
                end="2024-10-31",
            ),
            TaskLine("Sơ kết đợt thi đua lần thứ nhất.", start="2024-11-01", end="2024-12-31"),
            TaskLine("Sơ kết học kỳ I, bình xét thi đua học kỳ I trước ngày 18/01/2025.", end="2025-01-18"),
            TaskLine("Phát động đợt thi đua lần thứ hai chào mừng ngày 26/3.", start="2025-02-01", end="2025-03-31"),
            TaskLine(
                "Bình xét thi đua cuối năm, hoàn thiện hồ sơ đề nghị khen thưởng gửi Phòng Văn hóa - Xã hội trước "
                "ngày 28/5/2025.",
                end="2025-05-28",
            ),
            TaskLine("Tổng kết công tác thi đua năm học; rút kinh nghiệm.", start="2025-06-01", end="2025-07-31"),
        ),
        recipients=("UBND phường (để b/c);", "Các tổ chuyên môn (để t/h);", "Lưu: VT."),
        authority=("HIỆU TRƯỞNG",),
        signer="Vũ Thị Lam Trang",
    )


def test_prose_by_quarter_with_a_blank_day_and_no_head():
    assert summary_of(read_sample("quarters.txt")) == Summary(
        issuer=("Khối thi đua số 2",),
        number="11",
        symbol="/KH-KTĐ",
        place="Hòa Lam",
        issued_on=PartialDate(None, 2, 2025),
        subject=("Hoạt động của Khối thi đua số 2 các xã năm 2025",),
        bases=(
            "Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022;",
            (
                "Căn cứ Thông báo số 39/TB-HĐTĐKT ngày 08/01/2025 của Hội đồng Thi đua - Khen thưởng tỉnh Lam "
                "Giang về danh sách Khối trưởng, Khối phó các khối thi đua năm 2025;"
            ),
        ),
        opening=("Khối thi đua số 2 xây dựng Kế hoạch hoạt động năm 2025, cụ thể như sau:",),
        headings=(
            "I. MỤC ĐÍCH, YÊU CẦU",
            "1. Mục đích:",
            "2. Yêu cầu:",
            "II. NỘI DUNG HOẠT ĐỘNG NĂM 2025",
            "1. Quý I và quý II",
            "2. Quý III",
            "3. Quý IV",
            "III. TỔ CHỨC THỰC HIỆN",
        ),
        tasks=(
            TaskLine(
                "Tổ chức phát động phong trào thi đua năm 2025; đăng ký thi đua và ký giao ước thi đua giữa các "
                "đơn vị trong Khối;",
                start="2025-01-01",
                end="2025-06-30",
            ),
            TaskLine(
                "Khối trưởng xây dựng Bảng tiêu chí chấm điểm thi đua, gửi các đơn vị góp ý trước ngày 31/3/2025.",
                "Khối trưởng",
                end="2025-03-31",
            ),
            TaskLine(
                "Tổ chức Hội nghị sơ kết phong trào thi đua 6 tháng đầu năm (nếu có điều kiện).",
                start="2025-07-01",
                end="2025-09-30",
            ),
            TaskLine(
                "Các đơn vị tự chấm điểm, gửi Khối trưởng tổng hợp trước ngày 10/11/2025.",
                "Các đơn vị",
                end="2025-11-10",
            ),
            TaskLine(
                "Tổ chức Hội nghị tổng kết công tác thi đua của Khối năm 2025, phát động thi đua năm 2026.",
                start="2025-10-01",
                end="2025-12-31",
            ),
        ),
        closing=(
            (
                "Trên đây là Kế hoạch hoạt động của Khối thi đua số 2 năm 2025. Trong quá trình thực hiện, nếu có "
                "nội dung cần bổ sung, đề nghị các đơn vị phản ánh về Khối trưởng./."
            ),
        ),
        recipients=("Hội đồng TĐKT tỉnh;", "Các đơn vị trong Khối;", "Lưu: Khối trưởng."),
        authority=("TM. KHỐI THI ĐUA", "KHỐI TRƯỞNG"),
        position=("CHỦ TỊCH UBND XÃ HÒA LAM",),
        signer="Đỗ Văn Sông Hiền",
        doubts=("ISSUER_DERIVED",),
    )


def test_events_with_time_place_participants_and_assignments():
    assert summary_of(read_sample("events.txt")) == Summary(
        superior=("UBND TỈNH LAM GIANG",),
        issuer=("CỤM THI ĐUA SỐ 3",),
        number="09",
        symbol="/KH-CTĐ3",
        place="Lam Giang",
        issued_on=PartialDate(5, 1, 2026),
        subject=("Tổ chức các hội nghị của Cụm thi đua số 3 năm 2026",),
        bases=(
            (
                "Căn cứ Quy chế hoạt động của Cụm thi đua số 3 ban hành kèm theo Quyết định số 02/QĐ-CTĐ3 ngày 15 "
                "tháng 12 năm 2025;"
            ),
        ),
        opening=("Cụm thi đua số 3 xây dựng Kế hoạch tổ chức các hội nghị năm 2026 như sau:",),
        headings=(
            "I. MỤC ĐÍCH",
            "II. CÁC HỘI NGHỊ",
            "1. Hội nghị ký giao ước thi đua",
            "2. Hội nghị sơ kết 6 tháng đầu năm",
            "III. TỔ CHỨC THỰC HIỆN",
        ),
        tasks=(
            TaskLine("Sở Y tế chuẩn bị hội trường, tài liệu, giấy mời", "Sở Y tế", end="2026-01-15"),
            TaskLine("Các đơn vị thành viên chuẩn bị bản đăng ký thi đua.", "Các đơn vị thành viên", end="2026-01-20"),
            TaskLine(
                "Sở Tư pháp chuẩn bị báo cáo sơ kết và các điều kiện phục vụ hội nghị.",
                "Sở Tư pháp",
                start="2026-07-01",
                end="2026-07-31",
            ),
        ),
        recipients=("Ban Thi đua - Khen thưởng tỉnh;", "Các đơn vị trong Cụm;", "Lưu: VT."),
        authority=("TM. CỤM THI ĐUA SỐ 3", "CỤM TRƯỞNG"),
        position=("GIÁM ĐỐC SỞ Y TẾ",),
        signer="Bùi Thị Thu Lam",
    )


def test_activities_with_lettered_fields():
    assert summary_of(read_sample("activities.txt")) == Summary(
        issuer=("ỦY BAN NHÂN DÂN", "PHƯỜNG BẾN LAM"),
        number="64",
        symbol="/KH-UBND",
        place="Bến Lam",
        issued_on=PartialDate(18, 3, 2026),
        subject=("Triển khai phong trào thi đua “Bến Lam chuyển đổi số” năm 2026",),
        opening=(
            (
                "Thực hiện Kế hoạch số 88/KH-UBND ngày 02 tháng 3 năm 2026 của Ủy ban nhân dân tỉnh Lam Giang về "
                "phong trào thi đua chuyển đổi số, Ủy ban nhân dân phường Bến Lam ban hành Kế hoạch như sau:"
            ),
        ),
        headings=(
            "I. MỤC TIÊU",
            "II. CÁC HOẠT ĐỘNG",
            "1. Tuyên truyền về chuyển đổi số",
            "2. Tập huấn tổ công nghệ số cộng đồng",
            "3. Đánh giá, khen thưởng",
            "III. TỔ CHỨC THỰC HIỆN",
        ),
        tasks=(
            TaskLine(
                "Xây dựng tin, bài phát trên hệ thống truyền thanh; treo băng rôn tại các trục đường chính của phường.",
                "Phòng Văn hóa - Xã hội",
                "Trung tâm Phục vụ hành chính công",
            ),
            TaskLine(
                "Tổ chức 02 lớp tập huấn kỹ năng số cho thành viên các tổ công nghệ số cộng đồng.",
                "Văn phòng HĐND và UBND phường",
                start="2026-04-01",
                end="2026-06-30",
            ),
            TaskLine(
                "Tổng hợp kết quả, trình Chủ tịch Ủy ban nhân dân phường khen thưởng các khu phố tiêu biểu.",
                "Phòng Văn hóa - Xã hội",
                end="2026-12-15",
            ),
        ),
        recipients=("UBND tỉnh (để báo cáo);", "Đảng ủy, HĐND phường;", "Lưu: VT."),
        authority=("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"),
        signer="Ngô Văn Bến Hải",
    )


def test_a_table_without_titles_in_utf_16():
    assert summary_of(read_sample("headless_table_utf16.txt")) == Summary(
        issuer=("BAN QUẢN LÝ DI TÍCH LAM GIANG",),
        number="03",
        symbol="/KH-BQL",
        place="Lam Giang",
        issued_on=PartialDate(12, 1, 2026),
        subject=("Thi đua năm 2026",),
        opening=("Ban Quản lý di tích Lam Giang xây dựng Kế hoạch thi đua năm 2026 như sau:",),
        headings=("I. MỤC ĐÍCH", "II. CÔNG VIỆC TRONG NĂM", "III. TỔ CHỨC THỰC HIỆN"),
        columns=("number | content | time | lead",),
        tasks=(
            TaskLine("Kiểm kê hiện vật tại các di tích", "Phòng Nghiệp vụ", end="2026-03-31"),
            TaskLine(
                "Tập huấn kỹ năng thuyết minh cho viên chức, người lao động",
                "Phòng Hành chính",
                start="2026-04-01",
                end="2026-04-30",
            ),
            TaskLine(
                "Tổng kết phong trào thi đua, bình xét danh hiệu",
                "Hội đồng Thi đua - Khen thưởng",
                start="2026-12-01",
                end="2026-12-31",
            ),
        ),
        recipients=("Sở Văn hóa, Thể thao và Du lịch;", "Các phòng;", "Lưu: VT."),
        authority=("GIÁM ĐỐC",),
        signer="Lý Thị Sông Ngân",
        doubts=("TABLE_WITHOUT_TITLES",),
    )


def test_a_head_flattened_into_lines_in_windows_1258():
    assert summary_of(read_sample("flat_head_cp1258.txt")) == Summary(
        issuer=("ỦY BAN NHÂN DÂN XÃ HÒA LAM",),
        number="17",
        symbol="/KH-UBND",
        place="Hòa Lam",
        issued_on=PartialDate(20, 4, 2026),
        subject=("Phát động đợt thi đua cao điểm chào mừng ngày thành lập xã",),
        bases=(
            (
                "Căn cứ Kế hoạch số 31/KH-UBND ngày 15 tháng 01 năm 2026 của Ủy ban nhân dân xã Hòa Lam về tổ "
                "chức phong trào thi đua yêu nước năm 2026;"
            ),
        ),
        opening=("Ủy ban nhân dân xã phát động đợt thi đua cao điểm với các nội dung sau:",),
        headings=("I. NỘI DUNG THI ĐUA", "II. TỔ CHỨC THỰC HIỆN"),
        tasks=(
            TaskLine("Các thôn hoàn thành chỉnh trang đường làng, ngõ xóm", "Các thôn", end="2026-06-30"),
            TaskLine(
                "Các trường học gửi danh sách học sinh khen thưởng về Phòng Văn hóa - Xã hội",
                "Các trường học",
                end="2026-06-10",
            ),
        ),
        recipients=("Đảng ủy xã;", "Các thôn;", "Lưu: VT."),
        authority=("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"),
        signer="Đỗ Văn Sông Hiền",
    )


def test_columns_in_any_order():
    assert summary_of(read_sample("columns_any_order.md")) == Summary(
        superior=("UBND TỈNH LAM GIANG",),
        issuer=("SỞ DU LỊCH",),
        number="210",
        symbol="/KH-SDL",
        place="Lam Giang",
        issued_on=PartialDate(15, 1, 2026),
        subject=("Phong trào thi đua “Nụ cười Lam Giang” năm 2026",),
        opening=(
            (
                "Thực hiện Kế hoạch số 12/KH-UBND ngày 05 tháng 01 năm 2026 của Ủy ban nhân dân tỉnh Lam Giang, "
                "Sở Du lịch xây dựng Kế hoạch như sau:"
            ),
        ),
        headings=("I. YÊU CẦU", "II. PHÂN CÔNG NHIỆM VỤ", "III. TỔ CHỨC THỰC HIỆN"),
        columns=("support | time | product | content | lead | number | note",),
        tasks=(
            TaskLine(
                "Xây dựng bộ tiêu chí ứng xử văn minh",
                "Phòng Quản lý du lịch",
                "Hiệp hội Du lịch tỉnh",
                "2026-01-01",
                "2026-03-31",
            ),
            TaskLine(
                "Khảo sát mức độ hài lòng của du khách",
                "Trung tâm Xúc tiến du lịch",
                "UBND các xã, phường",
                "2026-04-01",
                "2026-06-30",
            ),
            TaskLine("Đề nghị khen thưởng", "Văn phòng Sở", end="2026-12-10"),
        ),
        recipients=("UBND tỉnh (để báo cáo);", "Các phòng, đơn vị thuộc Sở;", "Lưu: VT."),
        authority=("GIÁM ĐỐC",),
        signer="Nguyễn Thị Sông Thương",
    )
