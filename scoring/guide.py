"""Hướng dẫn chấm điểm: a table of criteria as the paper by which a year is scored, the table itself its annex."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from scoring.criteria import Counts, Criteria, Criterion, Evidence, Group, counts_below, leaves, walk
from scoring.wording import class_text, rule_text, settings_lines
from thidua.lib.points import number_text
from thidua.papers.document import (
    Align,
    Annex,
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

TYPE_NAME = "HƯỚNG DẪN"
_COUNTS = {Counts.SCORE: "", Counts.BONUS: "điểm thưởng", Counts.DEDUCTION: "điểm trừ"}


@dataclass(frozen=True, kw_only=True)
class GuideWords:
    """What the paper says beside the table's own words."""

    letterhead: Letterhead
    issuer: str
    """Who issues it, as it is named in running words."""
    period: str
    """ "năm 2026"; empty for a table that is not for one year."""
    scored: str
    """Whose results are scored: "Khối thi đua số 4"."""
    authority: tuple[str, ...]
    """Above the signature: "TM. KHỐI THI ĐUA SỐ 4", "KHỐI TRƯỞNG"."""
    recipients: tuple[str, ...] = ()


def guide_document(criteria: Criteria, words: GuideWords) -> OfficialDocument:
    """The paper: how points are reckoned, classes, conditions; the whole table in the annex."""
    subject = " ".join(filter(None, ("Chấm điểm thi đua", words.period, f"của {words.scored}")))
    wide = _is_wide(criteria)
    return OfficialDocument(
        title=f"Hướng dẫn {subject[0].lower()}{subject[1:]}",
        author=" ".join(words.letterhead.issuer),
        letterhead=words.letterhead,
        type_name=TYPE_NAME,
        subject=(subject,),
        blocks=tuple(_body(criteria)),
        recipients=Recipients(lines=tuple(Recipients.Line(text=line) for line in words.recipients)),
        signatures=(SignatureBlock(authority=words.authority),),
        annexes=(
            Annex(
                label="Phụ lục",
                title=(criteria.title or "Bảng tiêu chí chấm điểm",),
                reference=f"(Kèm theo Hướng dẫn số …/{words.letterhead.symbol} của {words.issuer})",
                blocks=(criteria_table(criteria, wide=wide),),
                landscape=wide,
            ),
        ),
    )


def criteria_table(criteria: Criteria, *, wide: bool) -> Table:
    """The whole table as it is printed; wide with a column of the guide and one of the bodies that score."""
    columns = (
        Column(title="TT", width=0.08, align=Align.CENTRE),
        Column(title="Nội dung tiêu chí", width=0.30 if wide else 0.48),
        Column(title="Điểm chuẩn", width=0.09 if wide else 0.12, align=Align.RIGHT),
        Column(title="Cách chấm", width=0.20 if wide else 0.32),
        *((Column(title="Hướng dẫn", width=0.22), Column(title="Cơ quan chấm", width=0.11)) if wide else ()),
    )
    return Table(columns=columns, rows=tuple(_rows(criteria, wide=wide)))


def _is_wide(criteria: Criteria) -> bool:
    return any(criterion.guide or criterion.assessor for criterion, _ in leaves(criteria))


def _rows(criteria: Criteria, *, wide: bool) -> Iterator[Row]:
    for node, above in walk(criteria):
        if isinstance(node, Group):
            yield _group_row(node, counts_below((*above, node)), wide=wide)
        else:
            texts = [node.code, node.text, _points(node.max), _way(node)]
            yield _row(texts, [node.guide, node.assessor], wide=wide, part=node.key)
    yield _row(["", "Tổng điểm chuẩn", number_text(criteria.scale), ""], ["", ""], wide=wide, group=True)


def _group_row(group: Group, counts: Counts, *, wide: bool) -> Row:
    said = [_COUNTS[counts]] if group.counts else []
    if group.cap is not None:
        said.append(f"tính tối đa {number_text(group.cap)} điểm")
    about = ", ".join(filter(None, said))
    texts = [group.code, group.text, _points(group.max), about[:1].upper() + about[1:]]
    return _row(texts, ["", ""], wide=wide, group=True, part=group.key)


def _row(texts: list[str], more: list[str], *, wide: bool, group: bool = False, part: int | None = None) -> Row:
    cells = [*texts, *(more if wide else ())]
    return Row(cells=tuple(Cell(text=text) for text in cells), group=group, part=part)


def _way(criterion: Criterion) -> str:
    lines = [rule_text(criterion.rule)]
    if criterion.evidence is Evidence.REQUIRED:
        lines.append("Phải có minh chứng.")
    if criterion.floor is not None:
        lines.append(f"Điểm tối thiểu {number_text(criterion.floor)}.")
    return "\n".join(lines)


def _points(points: Decimal | None) -> str:
    return "" if points is None else number_text(points)


def _body(criteria: Criteria) -> Iterator[Block]:
    parts = [
        ("NGUYÊN TẮC CHẤM ĐIỂM", [*settings_lines(criteria), "Nội dung và điểm chuẩn từng tiêu chí tại Phụ lục."]),
        ("XẾP LOẠI", [class_text(each) for each in criteria.classes]),
        ("TRƯỜNG HỢP CHƯA XÉT", [condition.text for condition in criteria.pending]),
        ("TRƯỜNG HỢP KHÔNG XÉT", [condition.text for condition in criteria.excluded]),
    ]
    filled = [(title, lines) for title, lines in parts if lines]
    for numeral, (title, lines) in zip(("I.", "II.", "III.", "IV."), filled, strict=False):
        yield Heading(look=HeadingLook.SECTION, label=numeral, text=title)
        for number, line in enumerate(lines, start=1):
            yield Paragraph(text=line, label=f"{number}.")
