"""Recipients and signature blocks (ô 7 and 9b)."""

import re
from collections.abc import Iterator

from plans.review.case import Case, names_bloc_post, signs_for_bloc
from plans.review.finding import Finding, clause, listed, quoted

_UNIONS = re.compile(r"công đoàn|liên đoàn|đoàn thanh niên|hội liên hiệp|mặt trận", re.IGNORECASE)
_KEEPS_FILES = re.compile(r"(?<!\w)(?:VT|VP\w*|Văn thư|Văn phòng)(?!\w)")


def findings(case: Case) -> Iterator[Finding]:
    yield from _recipients(case)
    yield from _filing_line(case)
    yield from _signatures(case)


def _recipients(case: Case) -> Iterator[Finding]:
    """Phụ lục I, II.9: each line ends in ";", the last, "Lưu: VT, …", in "."."""
    recipients = case.content.recipients
    lines = [recipient for recipient in recipients if not recipient.caption]
    if not lines:
        yield Finding("RECIPIENTS_MISSING", f"Chưa có nơi nhận. Hãy ghi nơi nhận và dòng lưu ({clause('II.9')}).")
        return
    glued = [line for line in lines if _is_glued(line.text)]
    if glued:
        yield Finding(
            "RECIPIENT_SPACING",
            f"Nơi nhận có chữ viết dính nhau: {listed(line.text for line in glued)}. Hãy thêm khoảng trắng.",
            glued[0].key,
        )
    unmarked = [line for line in lines[:-1] if not line.text.rstrip().endswith(";")]
    if unmarked and len(lines) == len(recipients) and not case.is_of_party:
        yield Finding(
            "RECIPIENT_PUNCTUATION",
            f"Dòng nơi nhận chưa kết thúc bằng dấu chấm phẩy: {listed(line.text for line in unmarked)}. "
            f"Hãy đặt “;” cuối mỗi dòng, “.” ở dòng cuối ({clause('II.9')}).",
            unmarked[0].key,
        )


def _is_glued(text: str) -> bool:
    """Whether a word or a bracket follows an abbreviation without a space: "UBNDtỉnh", "tỉnh(b/c)"."""
    endings = (re.sub(r"^[A-ZĐ]{2,}", "", word) for word in re.findall(r"[A-ZĐ]{2}\w+", text))
    return re.search(r"\w\(\w", text) is not None or any(len(end) > 1 and end.islower() for end in endings)


def _filing_line(case: Case) -> Iterator[Finding]:
    """Phụ lục I, II.9: "Lưu", a colon, "VT", the drafting unit and a full stop; a union may have no văn thư."""
    lines = [recipient for recipient in case.content.recipients if not recipient.caption]
    if not lines or case.is_of_party:
        return
    line = next((line for line in lines if line.text.lstrip().startswith("Lưu")), None)
    if line is None:
        yield Finding("LUU_MISSING", f"Nơi nhận chưa có dòng lưu. Hãy thêm “Lưu: VT, …” ở cuối ({clause('II.9')}).")
        return
    text = line.text.strip()
    if not re.match(r"Lưu\s*:", text):
        yield Finding(
            "LUU_NO_COLON",
            f"Sau chữ “Lưu” thiếu dấu hai chấm: {quoted(text)}. Hãy viết “Lưu: …” ({clause('II.9')}).",
            line.key,
        )
    issuer = " ".join((*case.content.head.superior, *case.content.head.issuer))
    if not _KEEPS_FILES.search(text) and not _UNIONS.search(issuer):
        yield Finding(
            "LUU_NOT_VT",
            f"Dòng lưu không có văn thư: {quoted(text)}. Hãy viết “Lưu: VT, …” ({clause('II.9')}).",
            line.key,
        )
    if not text.endswith("."):
        yield Finding(
            "LUU_NO_FULL_STOP",
            f"Dòng lưu thiếu dấu chấm cuối: {quoted(text)}. Hãy thêm “.” ({clause('II.9')}).",
            line.key,
        )


def _signatures(case: Case) -> Iterator[Finding]:
    """Phụ lục I, II.7: authority (TM., KT. …) with a space, post and name; a bloc's signer shows both his posts."""
    signatures = case.content.signatures
    if not any(signature.name.strip() for signature in signatures):
        yield Finding(
            "SIGNER_MISSING", f"Chưa có họ tên người ký. Hãy nhập quyền hạn, chức vụ, họ tên ({clause('II.7')})."
        )
    for signature in signatures:
        glued = [line for line in signature.authority if re.match(r"(?:TM|KT|TL|TUQ|Q)\.\S", line)]
        if glued:
            right = re.sub(r"^(\w+\.)", r"\1 ", glued[0])
            yield Finding(
                "AUTHORITY_SPACING",
                f"Sau quyền hạn ký thiếu khoảng trắng: {listed(glued)}. Hãy viết {quoted(right)} ({clause('II.7')}).",
                signature.key,
            )
        if not signs_for_bloc(signature):
            continue
        if not any(re.match(r"T/?M[. /]", line) for line in signature.authority):
            yield Finding(
                "NO_AUTHORITY",
                f"Người ký thay mặt khối, cụm nhưng khối chữ ký chỉ ghi {listed(signature.authority)}. "
                f"Hãy thêm dòng “TM. KHỐI THI ĐUA …” hoặc “TM. CỤM THI ĐUA …” ở trên ({clause('II.7')}).",
                signature.key,
            )
        below = signature.authority[1 + max(i for i, line in enumerate(signature.authority) if names_bloc_post(line)) :]
        if not (*below, *signature.position):
            yield Finding(
                "NO_7B_POSITION",
                "Người ký thay mặt khối, cụm chưa ghi chức vụ ở cơ quan mình. "
                f"Hãy ghi chức vụ đó trên họ tên ({clause('II.7.c')}).",
                signature.key,
            )
