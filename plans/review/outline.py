"""Headings, labels and the end of the text (ô 6)."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from plans.content import Block, LabelStyle, Line, Section, walk
from plans.labels import computed_core, with_marks
from plans.parties import names_party
from plans.review.case import Case
from plans.review.finding import Finding, clause, listed, quoted

_NUMBERED = (LabelStyle.PART, LabelStyle.UPPER, LabelStyle.ROMAN, LabelStyle.ARABIC, LabelStyle.DECIMAL)
_MOST_LABELS = 4
_ANNOUNCES = re.compile(r"(?:sau|gồm|như)\s*:$", re.IGNORECASE)


@dataclass(frozen=True)
class _Label:
    """The label of a line as it is printed, and as its place in the list asks."""

    key: int
    printed: str
    computed: str


def findings(case: Case) -> Iterator[Finding]:
    labels = list(_labels(case.content.body))
    for annex in case.content.annexes:
        labels.extend(_labels(annex.blocks))
    yield from _case_of_headings(case, labels)
    yield from _marks_after_headings(case, labels)
    yield from _order(labels)
    yield from _end_mark(case)


def _labels(blocks: tuple[Block, ...], above: str = "") -> Iterator[_Label]:
    """Of every line below in reading order; past the end of the alphabet the written label is taken for right."""
    ordinals: dict[LabelStyle, int] = {}
    for line in blocks:
        if not isinstance(line, Line):
            continue
        ordinals[line.style] = ordinals.get(line.style, 0) + 1
        try:
            computed = computed_core(line.style, ordinals[line.style], above)
        except ValueError:
            computed = line.label or ""
        core = line.label or computed
        yield _Label(line.key, with_marks(line.style, core), with_marks(line.style, computed))
        yield from _labels(line.blocks, core if line.style in (LabelStyle.ARABIC, LabelStyle.DECIMAL) else "")


def _written(sections: Iterable[Section], labels: list[_Label]) -> str:
    """The headings as they are printed, each in quotation marks."""
    printed = {label.key: label.printed for label in labels}
    return listed(f"{printed[section.key]} {section.text}" for section in sections)


def _case_of_headings(case: Case, labels: list[_Label]) -> Iterator[Finding]:
    """Titles of the outermost headings are in capitals; said where most are (Phụ lục I, II.6)."""
    outermost = [block for block in case.content.body if isinstance(block, Section) and block.style in _NUMBERED[:3]]
    small = [section for section in outermost if not section.text.isupper()]
    if small and len(small) * 2 < len(outermost):
        yield Finding(
            "HEADING_CASE",
            "Tiêu đề cấp một chưa viết hoa như các tiêu đề khác: "
            f"{_written(small, labels)}. Hãy viết IN HOA ({clause('II.6')}).",
            small[0].key,
        )


def _marks_after_headings(case: Case, labels: list[_Label]) -> Iterator[Finding]:
    """A title on its own line ends without a mark, as in the decree's samples; one that announces a list may not."""
    headings = [
        block
        for block, _ in walk(case.content.body)
        if isinstance(block, Section) and block.style in _NUMBERED and not block.aside
    ]
    with_colon = [heading for heading in headings if _is_title_with_colon(heading.text)]
    with_stop = [heading for heading in headings if re.search(r"[^.]\.$", heading.text.rstrip())]
    for code, mark, marked in (
        ("HEADING_COLON", "dấu hai chấm", with_colon),
        ("HEADING_FULL_STOP", "dấu chấm", with_stop),
    ):
        if marked:
            yield Finding(
                code,
                f"Tiêu đề không kết thúc bằng {mark}: {_written(marked, labels)}. Hãy bỏ dấu.",
                marked[0].key,
            )


def _is_title_with_colon(text: str) -> bool:
    title = text.rstrip()
    return title.endswith(":") and not _ANNOUNCES.search(title) and not names_party(title)


def _order(labels: list[_Label]) -> Iterator[Finding]:
    """Labels follow one another, points in the order a b c d đ e g … (Phụ lục I, II.6)."""
    differing = [label for label in labels if label.printed != label.computed]
    if differing:
        pairs = [f"“{label.printed}” theo thứ tự là “{label.computed}”" for label in differing]
        more = f" và {len(pairs) - _MOST_LABELS} chỗ khác" if len(pairs) > _MOST_LABELS else ""
        yield Finding(
            "LABEL_DIFFERS",
            f"Số thứ tự của đề mục khác thứ tự thật: {', '.join(pairs[:_MOST_LABELS])}{more}. "
            f"Hãy nhận số thứ tự tính lại hoặc sửa ({clause('II.6')}).",
            differing[0].key,
        )


def _end_mark(case: Case) -> Iterator[Finding]:
    """The text ends with "./." (Phụ lục III, samples): that of the decision where one issues the plan."""
    content = case.content
    blocks = content.decision.blocks if content.decision else content.closing or content.body
    last = next(reversed([block for block, _ in walk(blocks)]), None)
    if case.is_of_party or not isinstance(last, Line):
        return
    text = (isinstance(last, Section) and last.aside) or last.text
    if not text.rstrip().endswith("./."):
        yield Finding(
            "END_MARK",
            f"Nội dung chưa kết thúc bằng “./.”: {quoted(text)}. Hãy đặt “./.” ở cuối "
            "(Nghị định 30/2020/NĐ-CP, Phụ lục III, các mẫu trình bày).",
            last.key,
        )
