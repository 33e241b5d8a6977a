"""Who a line speaks of: the party in front of its verb, the lead and the support in a list of bodies."""

import re
from dataclasses import dataclass

from plans.content import Span

_BODIES = (
    "cơ quan|đơn vị|sở(?! hữu)|ban(?! hành| đầu)|bộ(?! tiêu chí| tài liệu| nhận diện)|ngành|phòng(?!,? chống|"
    " ngừa| trừ)|tổ(?! chức)|nhóm|hội đồng|khối trưởng|cụm trưởng|trưởng khối|trưởng cụm|khối phó|cụm phó|"
    "phó khối|phó cụm|khối(?! lượng)|cụm(?! từ)|ủy ban|uỷ ban|ubnd|hđnd|ubmttq|công đoàn|hội(?! nghị| thi| thảo|"
    " thao| diễn| họp| nhập)|đoàn(?! kết)|văn phòng|vp|vpub|trường(?! hợp)|nhà trường|trung tâm|công an|quân sự|"
    "trạm|ban giám hiệu|bgh|hiệu trưởng|phó hiệu trưởng|giáo viên|cán bộ|công chức|viên chức|đảng viên|đảng ủy|"
    "bí thư|phó bí thư|chi ủy|chi bộ|thủ trưởng|lãnh đạo|người đứng đầu|ngân hàng|bảo hiểm|kho bạc|chi cục|cục|"
    "thuế tỉnh|thuế cơ sở|thống kê tỉnh|viện|đài|mặt trận|liên minh|liên đoàn|hiệp hội|thành viên|doanh nghiệp|"
    "hợp tác xã|htx|thôn|ấp|khu phố|tổ dân phố|khóm|buôn|xã(?! hội)|phường|quận|"
    "huyện|bộ phận|lớp|khoa|trưởng các|trưởng phòng|trưởng khoa|gvcn|gvbm|tpt|btc|bch|đội|liên đội|ctcđ|"
    "phụ huynh|ban đại diện|tổng phụ trách|thầy|cô|nhân viên|kế toán|thư viện|vụ|cấp tỉnh|cấp huyện|cấp xã|"
    "cấp trường|cấp cơ sở|cấp trung ương|cấp thành phố|anh chị phụ trách|tiểu ban|chủ tịch|giám đốc|"
    "chánh văn phòng|thường trực|tập thể|cá nhân|học sinh|điện lực|bưu điện|tòa án"
)
_PARTY = re.compile(
    r"(?:(?:đề nghị|giao)\s*:?\s+)?(?:các\s+|những\s+|mỗi\s+|từng\s+|toàn thể\s+|đ/c\s+|đồng chí\s+)?"
    rf"(?:(?:{_BODIES})(?![\w-])|(?<=các )tổ chức(?![\w-]))",
    re.IGNORECASE,
)
_VERBS = (
    "chủ trì|phối hợp|chuẩn bị|xây dựng|(?<!quan, )(?<!vị, )(?<!các )(?<!và )tổ chức|triển khai|thực hiện|"
    "báo cáo|gửi|nộp|đăng ký|đăng kí|tham mưu|theo dõi|đôn đốc|tổng hợp|có trách nhiệm|có nhiệm vụ|căn cứ|"
    "ban hành|phát động|kiểm tra|thẩm định|chấm điểm|đánh giá|rà soát|hoàn thành|hoàn thiện|lập|cử|chỉ đạo|"
    "hướng dẫn|tuyên truyền|phổ biến|quán triệt|bám sát|tham gia|đề xuất|tiếp nhận|tiếp tục|thường xuyên|định kỳ|"
    "sẽ|phải|cần|chịu trách nhiệm|nghiên cứu|trình|xét|bình xét|họp|tiến hành|cập nhật|cung cấp|hỗ trợ|bố trí|"
    "tăng cường|đẩy mạnh|phát huy|ký|chủ động|đảm bảo|bảo đảm|đăng tải|lựa chọn|phân công|quản lý|vận hành|"
    "ổn định|nhắc nhở|phụ trách|duy trì|giao|yêu cầu|đề nghị|tự chấm|góp ý|ra sức|dự thảo|giúp|là đầu mối|"
    "là cơ quan|tạo điều kiện|tổng kết|sơ kết|đóng góp|chuyển|làm|trao|bầu|tập hợp|thống nhất"
)
_VERB = re.compile(rf"(?<=\s)(?:{_VERBS})(?![\w-])")
_LONGEST_PARTY = 260


def leading_party(text: str, start: int = 0) -> Span | None:
    """The party a sentence begins with, up to its verb or colon; None when it begins otherwise."""
    noun = _PARTY.match(text, start)
    if noun is None:
        return None
    verb = _VERB.search(text, noun.end(), noun.end() + _LONGEST_PARTY)
    colon = text.find(":", noun.end(), noun.end() + _LONGEST_PARTY)
    ends = [end for end in (verb.start() if verb else -1, colon) if end >= 0]
    if not ends:
        return None
    party = text[start : min(ends)].rstrip(" ,;-–")
    return Span(start, start + len(party)) if not re.search(r"\.\s|\d{4}", party) else None


def names_party(heading: str) -> bool:
    """Whether a heading is nothing but the name of a party: "Các tổ trưởng:", "Sở Nội vụ (cơ quan thường trực)"."""
    words = re.sub(r"\([^()]*\)", "", heading).strip(" .:;")
    if re.match(r"đối với\s", words, re.IGNORECASE):
        words = words[len("đối với ") :]
    return _PARTY.match(words) is not None and len(words) < _LONGEST_PARTY and _VERB.search(words) is None


@dataclass(frozen=True)
class Shares:
    """Places of lead and support within one list of bodies."""

    lead: Span
    support: Span | None


_SUPPORT = re.compile(r",?\s*(?:chủ trì\s*,?\s*)?phối hợp\s+(?:chặt chẽ\s+)?(?:với|cùng)?\s*", re.IGNORECASE)
_ROLE = re.compile(r"\s+là\s+(?:cơ quan|đơn vị)(?:\s+đầu mối)?\s*,?$", re.IGNORECASE)
_LEADS = re.compile(r"\s*,?\s*(?:là cơ quan\s+)?chủ trì\b.*", re.IGNORECASE | re.DOTALL)


def shares(text: str, start: int = 0) -> Shares:
    """Lead and support in "A chủ trì, phối hợp với B"; without these words all of it is the lead."""
    end = len(text.rstrip(" .;"))
    support = _SUPPORT.search(text, start, end)
    if support is None or support.end() >= end:
        return Shares(Span(start, max(end, start)), None)
    lead = _LEADS.sub("", _ROLE.sub("", text[start : support.start()]))
    if not lead.strip():
        return Shares(Span(start, end), None)
    return Shares(Span(start, start + len(lead.rstrip(" ,"))), Span(support.end(), end))
