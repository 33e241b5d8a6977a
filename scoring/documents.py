"""The papers of scoring: what stands on them, in words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from scoring.criteria import Counts, Criteria, Criterion, Group, counts_below, leaves, walk
from scoring.figures import Figure
from scoring.kinds import Asked
from scoring.tally import Tally
from thidua.lib.points import number_text
from thidua.papers.document import (
    Align,
    Cell,
    Column,
    Letterhead,
    OfficialDocument,
    Paragraph,
    Row,
    SignatureBlock,
    Table,
)

CODE_LENGTH = 8
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's: no letter that looks like a figure."""

SHEET_COLUMNS = (
    Column(title="TT", width=0.08, align=Align.CENTRE),
    Column(title="Nội dung tiêu chí", width=0.37),
    Column(title="Điểm chuẩn", width=0.11, align=Align.RIGHT),
    Column(title="Kết quả thực hiện", width=0.18),
    Column(title="Tự chấm", width=0.1, align=Align.RIGHT),
    Column(title="Minh chứng, giải trình", width=0.16),
)


def check_code(digest: str) -> str:
    """ "7K3F-92QD": the beginning of a digest, to be compared by people."""
    value = int(digest[: CODE_LENGTH * 2], 16)
    letters = "".join(ALPHABET[value >> 5 * place & 31] for place in reversed(range(CODE_LENGTH)))
    return f"{letters[:4]}-{letters[4:]}"


def is_code(typed: str, digest: str) -> bool:
    """Whether somebody typed the check code of a digest, however: O for 0, small letters, without its hyphen."""
    plain = typed.upper().replace("O", "0").replace("I", "1").replace("L", "1")
    return "".join(letter for letter in plain if letter.isalnum()) == check_code(digest).replace("-", "")


@dataclass(frozen=True, kw_only=True)
class SheetWords:
    """What a sheet's paper says beside the table's own words."""

    superior: str
    unit: str
    place: str
    year: str
    """ "Năm 2026"."""
    head_title: str = ""
    head: str = ""
    figures: Mapping[int, Figure] = field(default_factory=dict)
    provisional: frozenset[int] = frozenset()
    proofs: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    """What is under a criterion's points: its proofs, then the unit's own words."""


def sheet_document(criteria: Criteria, tally: Tally, words: SheetWords, code: str) -> OfficialDocument:
    """Bảng tự chấm điểm, for the head to sign: the whole table with the unit's figures and points.

    `code` is "" while the figures may still change.
    """
    subject = f"thi đua {words.year.lower()} của {words.unit}"
    return OfficialDocument(
        title=f"Bảng tự chấm điểm {subject}",
        author=words.unit,
        letterhead=Letterhead(
            superior=(words.superior.upper(),) if words.superior else (),
            issuer=(words.unit.upper(),),
            place=words.place,
        ),
        type_name="BẢNG TỰ CHẤM ĐIỂM",
        subject=(subject,),
        blocks=(
            Table(columns=SHEET_COLUMNS, rows=tuple(_sheet_rows(criteria, tally, words))),
            *_remarks(criteria, tally, words),
        ),
        signatures=(SignatureBlock(authority=((words.head_title or "Thủ trưởng đơn vị").upper(),), name=words.head),),
        mark=f"Mã kiểm: {code}" if code else "Bản nháp, chưa có mã kiểm",
    )


def figure_text(asked: Asked, figure: Figure) -> str:
    """What was entered for a criterion: "95/100 hồ sơ", "Xuất sắc"."""
    if figure.not_applicable:
        return "Không phát sinh nhiệm vụ"
    if figure.chosen is not None:
        return "; ".join(asked.choices[number] for number in figure.chosen)
    if figure.amount is None:
        return ""
    of_target = f"/{number_text(figure.target)}" if figure.target is not None else ""
    return f"{number_text(figure.amount)}{of_target} {asked.unit}".strip()


def _sheet_rows(criteria: Criteria, tally: Tally, words: SheetWords) -> Iterator[Row]:
    for node, above in walk(criteria):
        if isinstance(node, Group):
            net = number_text(tally.groups[node.key].net)
            yield _row(node.code, node.text, _points(node.max), "", net, "", group=True)
        else:
            yield _criterion_row(node, tally, words, is_deduction=counts_below(above) is Counts.DEDUCTION)
    for title, points in sums_of(criteria, tally):
        yield Row(cells=(Cell(text=title, columns=4), Cell(text=number_text(points)), Cell(text="")), group=True)


def _criterion_row(criterion: Criterion, tally: Tally, words: SheetWords, *, is_deduction: bool) -> Row:
    figure = words.figures.get(criterion.key, Figure())
    result = figure_text(criterion.rule.asked, figure)
    if result and criterion.key in words.provisional:
        result += " (ước)"
    points = tally.points.get(criterion.key)
    shown = "" if points is None else _points(-points if is_deduction else points)
    proofs = "\n".join(words.proofs.get(criterion.key, ()))
    return _row(criterion.code, criterion.text, _points(criterion.max), result, shown, proofs)


def sums_of(criteria: Criteria, tally: Tally) -> list[tuple[str, Decimal]]:
    """The last lines of a sheet: what the points come to."""
    return [(title, points) for title, points in possible_sums(criteria, tally) if points is not None]


def possible_sums(criteria: Criteria, tally: Tally) -> list[tuple[str, Decimal | None]]:
    """The same with every line that other figures may bring; None for one that says nothing now."""
    lines: list[tuple[str, Decimal | None]] = [("Điểm đạt được", tally.score)]
    if criteria.not_applicable.normalise:
        normalised = None if tally.normalised == tally.score else tally.normalised
        lines.append((f"Quy đổi theo thang {number_text(criteria.scale)} điểm", normalised))
    if any(counts_below(above) is Counts.BONUS for _, above in leaves(criteria)):
        lines.append(("Điểm thưởng", tally.bonus))
    if any(counts_below(above) is Counts.DEDUCTION for _, above in leaves(criteria)):
        lines.append(("Điểm trừ", -tally.deductions))
    return [*lines, ("Tổng điểm tự chấm", tally.total)]


def _remarks(criteria: Criteria, tally: Tally, words: SheetWords) -> Iterator[Paragraph]:
    if words.provisional:
        yield Paragraph(text="Số liệu ghi (ước) là ước thực hiện, sẽ cập nhật khi có số chính thức.")
    if tally.provisional:
        yield Paragraph(
            text="Tiêu chí so với đơn vị dẫn đầu tính điểm chắc chắn đạt; điểm còn lại tính khi đủ số liệu cả khối."
        )
    if tally.not_applicable:
        yield Paragraph(
            text=f"Không phát sinh nhiệm vụ: {number_text(tally.not_applicable)} điểm trong thang "
            f"{number_text(criteria.scale)} điểm."
        )


def _row(*texts: str, group: bool = False) -> Row:
    return Row(cells=tuple(Cell(text=text) for text in texts), group=group)


def _points(points: Decimal | None) -> str:
    return "" if points is None else number_text(points)
