"""The pledge as a paper: one text, and a place for every unit to sign."""

from collections.abc import Sequence
from dataclasses import dataclass

from thidua.papers.document import Letterhead, OfficialDocument, Paragraph, SignatureBlock

TEMPLATE = """\
Thực hiện kế hoạch hoạt động {year} của {bloc}, chúng tôi, thủ trưởng các đơn vị thành viên, cùng nhau ký giao ước thi \
đua với những nội dung sau:
1. Lãnh đạo, chỉ đạo tập thể công chức, viên chức, người lao động hoàn thành tốt nhiệm vụ chuyên môn được giao; phấn \
đấu đạt và vượt các chỉ tiêu đã đăng ký.
2. Chấp hành chủ trương của Đảng, chính sách, pháp luật của Nhà nước; giữ gìn đoàn kết nội bộ; thực hành tiết kiệm, \
chống lãng phí, tiêu cực.
3. Đẩy mạnh cải cách hành chính, chuyển đổi số; nâng cao chất lượng phục vụ Nhân dân.
4. Tổ chức phong trào thi đua thiết thực; phát hiện, nhân rộng điển hình tiên tiến; khen thưởng đúng người, đúng việc, \
kịp thời.
5. Tham gia đầy đủ các hoạt động chung; gửi báo cáo, tự chấm điểm đúng hạn, trung thực.
Các đơn vị cam kết thực hiện đúng những nội dung trên.
"""
"""What the leader begins with, and changes."""

HEAD = "Thủ trưởng đơn vị"


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where a unit signs: its name, the post and the name of its head, as far as they are known."""

    unit: str
    head_title: str = ""
    head: str = ""


@dataclass(frozen=True, kw_only=True)
class PledgeFrame:
    """Whose pledge it is, for which year."""

    superior: str
    issuer: str
    place: str
    year: str


def pledge_document(text: str, places: Sequence[Place], frame: PledgeFrame, code: str = "") -> OfficialDocument:
    """Giao ước thi đua, two signatures abreast; with its check code once its words stand still.

    It has no number: all who sign it make it, and no kind of paper of Nghị định 30/2020/NĐ-CP is called so.
    """
    subject = f"{frame.year} của {frame.issuer}"
    return OfficialDocument(
        title=f"Giao ước thi đua {subject}",
        author=frame.issuer,
        letterhead=Letterhead(
            superior=(frame.superior.upper(),) if frame.superior else (),
            issuer=(frame.issuer.upper(),),
            place=frame.place,
        ),
        type_name="GIAO ƯỚC THI ĐUA",
        subject=(subject,),
        blocks=tuple(Paragraph(text=line.strip()) for line in text.splitlines() if line.strip()),
        signatures=tuple(
            SignatureBlock(authority=(place.unit, place.head_title or HEAD), name=place.head) for place in places
        ),
        mark=f"Mã kiểm: {code}" if code else "",
    )
