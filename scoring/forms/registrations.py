"""Lines of a registration as they are typed, or pasted from Excel."""

import re
from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any, TypeVar

from django import forms
from django.core.exceptions import ValidationError

from blocs.form_fields import DayField
from plans.forms.steps import ReasonForm, ScanField
from scoring.honours import Nominee, Title, misplaced, nominee_of
from scoring.models import RegisteredCommendation, RegisteredTitle
from scoring.models.registration import RegisteredHonour
from scoring.services.registrations import HonourLine, Lines, TargetLine
from thidua.lib.points import NumberError, number_text, parse_number
from thidua.lib.text import fold, nfc
from thidua.papers.forms import TextField

BLANK_ROWS = 3
"""Empty rows below those that are filled; saving gives as many again."""
MOST_LINES = 200
CELL_ENDS = re.compile(r"\t|\|")
AMOUNT = re.compile(r"([+-−–]?[0-9][0-9.,]*)\s*(.*)")
Line = TypeVar("Line", TargetLine, HonourLine)


class NumberField(forms.CharField):
    """A number as Vietnamese papers write it: 1.234,5."""

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        try:
            return parse_number(text) if text else None
        except NumberError as error:
            raise ValidationError(str(error)) from error

    def prepare_value(self, value: Any) -> Any:
        return number_text(value) if isinstance(value, Decimal) else value


class RowForm(forms.Form):
    """A row of a table: its fields are named by the heads of their columns, and by a label of their own to be heard."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for field in self.fields.values():
            look = "form-select" if isinstance(field, forms.ChoiceField) else "form-control"
            field.widget.attrs |= {"class": f"{look} {look}-sm", "aria-label": field.label or ""}


class TargetForm(RowForm):
    """A row of targets; without its text it is no row."""

    text = TextField(label="Nội dung", max_length=600, required=False)
    figure = NumberField(label="Chỉ tiêu", max_length=30, required=False)
    measure = TextField(label="Đơn vị tính", max_length=60, required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not cleaned.get("text") and (cleaned.get("figure") is not None or cleaned.get("measure")):
            self.add_error("text", "Hãy ghi nội dung chỉ tiêu, hoặc xóa cả dòng.")
        return cleaned

    @property
    def line(self) -> TargetLine | None:
        """What was entered; None in an empty row."""
        return TargetLine(**self.cleaned_data) if self.cleaned_data.get("text") else None


class HonourForm(RowForm):
    """A row of titles or commendations; without a kind it is no row."""

    row: type[RegisteredHonour]
    """What it becomes, and what says whether it may."""

    kind = forms.ChoiceField(label="Tên", required=False)
    own_words = TextField(label="Tên khác", max_length=200, required=False)
    nominee = forms.ChoiceField(label="Đối tượng", required=False, choices=[("", "Chọn…"), *Nominee.choices])
    count = forms.IntegerField(label="Số lượng", min_value=1, max_value=1_000_000, required=False)
    names = TextField(label="Tên tập thể, cá nhân", max_length=600, required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        kind = self.fields["kind"]
        assert isinstance(kind, forms.ChoiceField)
        kind.choices = [("", "Chọn…"), *self.row.kinds.choices]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        kind, nominee = cleaned.get("kind"), cleaned.get("nominee")
        if not kind:
            if any(cleaned.get(name) for name in ("own_words", "names", "count")):
                self.add_error("kind", "Hãy chọn trong danh sách, hoặc xóa cả dòng.")
            return cleaned
        kinds = self.row.kinds
        if kind == kinds.OTHER and not cleaned.get("own_words"):
            self.add_error("own_words", "Chọn “Khác” thì ghi tên.")
        if kind != kinds.OTHER:
            cleaned["own_words"] = ""
        cleaned["nominee"] = nominee or (nominee_of(kind) if kinds is Title else None) or ""
        cleaned["count"] = cleaned.get("count") or 1
        if not cleaned["nominee"]:
            fault = misplaced(cleaned.get("own_words", ""), kinds)
            self.add_error("own_words" if fault else "nominee", fault or "Hãy chọn đối tượng.")
        if not self.errors:
            self.row(**cleaned).clean()
        return cleaned

    @property
    def line(self) -> HonourLine | None:
        """What was entered; None in an empty row."""
        return HonourLine(**self.cleaned_data) if self.cleaned_data.get("kind") else None


class TitleForm(HonourForm):
    row = RegisteredTitle


class CommendationForm(HonourForm):
    row = RegisteredCommendation


class PastedTargets(forms.CharField):
    """Rows of targets out of Excel: text, figure, unit of measure."""

    def clean(self, value: Any) -> Any:
        return _each(_target, super().clean(value))

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, str) or value is None:
            return value
        return "\n".join(_joined(line.text, _number(line.figure), line.measure) for line in value)


class PastedHonours(forms.CharField):
    """Rows of titles or commendations: first what it is; then, in any order, for whom, how many, who."""

    def __init__(self, *, row: type[RegisteredHonour], **options: Any) -> None:
        self.row = row
        super().__init__(**options)

    def clean(self, value: Any) -> Any:
        return _each(partial(_honour, self.row), super().clean(value))

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, str) or value is None:
            return value
        return "\n".join(
            _joined(
                line.own_words or str(self.row.kinds(line.kind).label), str(Nominee(line.nominee).label),
                str(line.count), line.names,
            )
            for line in value
        )  # fmt: skip


class PastedLines(forms.Form):
    """The three lists as text, a row a line: what is pasted below the tables, or a row of the page for all units."""

    targets = PastedTargets(label="Chỉ tiêu", required=False)
    titles = PastedHonours(label="Danh hiệu thi đua", row=RegisteredTitle, required=False)
    commendations = PastedHonours(label="Hình thức khen thưởng", row=RegisteredCommendation, required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for field in self.fields.values():
            field.widget = forms.Textarea({"rows": 3, "class": "form-control form-control-sm"})

    @property
    def lines(self) -> Lines:
        """What was typed, once the form is valid."""
        return Lines(**self.cleaned_data)


class RegistrationForm:
    """A whole registration: rows of the three lists, and what was pasted into each."""

    def __init__(self, data: Any = None, *, lines: Lines = Lines()) -> None:  # noqa: B008  # frozen
        self.targets = _formset(TargetForm, data, "chi-tieu", lines.targets)
        self.titles = _formset(TitleForm, data, "danh-hieu", lines.titles)
        self.commendations = _formset(CommendationForm, data, "hinh-thuc", lines.commendations)
        self.pasted = PastedLines(data, prefix="dan")

    def is_valid(self) -> bool:
        return all(each.is_valid() for each in (self.targets, self.titles, self.commendations, self.pasted))

    @property
    def lines(self) -> Lines:
        """The filled rows, then the pasted ones."""
        pasted = self.pasted.lines
        return Lines(
            targets=(*_filled(self.targets), *pasted.targets),
            titles=(*_filled(self.titles), *pasted.titles),
            commendations=(*_filled(self.commendations), *pasted.commendations),
        )


class SignedRegistrationForm(forms.Form):
    """Ghi nhận bản giấy of one unit."""

    number = TextField(
        label="Số, ký hiệu", max_length=60, required=False, help_text="Như 12/ĐK-SYT; không có thì để trống."
    )
    signer = TextField(label="Người ký", max_length=150)
    scan = ScanField(label="Bản ký quét lại", help_text="Tệp .pdf, .jpg hoặc .png, không quá 20 MB.")

    def __init__(self, *args: Any, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["signed_on"] = DayField(label="Ngày ký", latest=today)
        self.order_fields(["number", "signed_on", "signer", "scan"])


class SignedForAllForm(SignedRegistrationForm):
    """Ghi nhận one paper for all units of a movement, which may have no scan."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["scan"].required = False


class SeenVersionForm(forms.Form):
    """Gửi đăng ký: the version that the head has before him."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


STEP_FORMS: dict[str, type[forms.Form]] = {
    "gui": SeenVersionForm,
    "ban-giay": SignedRegistrationForm,
    "tra-lai": ReasonForm,
}


def _formset(form: type[forms.Form], data: Any, prefix: str, lines: Sequence[TargetLine | HonourLine]) -> Any:
    kind = forms.formset_factory(form, extra=BLANK_ROWS, max_num=MOST_LINES, absolute_max=MOST_LINES + BLANK_ROWS)
    return kind(data, prefix=prefix, initial=[vars(line) for line in lines])


def _filled(formset: Any) -> list[Any]:
    return [form.line for form in formset if form.line]


def _rows(text: str) -> list[list[str]]:
    """The cells of each line that says something, cells being parted by tabs or by "|"."""
    lines = nfc(text or "").splitlines()
    if len(lines) > MOST_LINES:
        raise ValidationError(f"Nhiều nhất {MOST_LINES} dòng. Hãy chia nhỏ.")
    cells = ([" ".join(cell.split()) for cell in CELL_ENDS.split(line)] for line in lines)
    return [row for row in cells if any(row)]


def _each(read: Callable[[list[str]], Line], text: str) -> tuple[Line, ...]:
    """What each line says. Raises ValidationError with all that is wrong, not the first of it alone."""
    found, faults = [], []
    for cells in _rows(text):
        try:
            found.append(read(cells))
        except ValidationError as error:
            faults += error.messages
    if faults:
        raise ValidationError(faults)
    return tuple(found)


def _target(cells: list[str]) -> TargetLine:
    """Text, figure, measure: "98,5 %" and "98,5" with "%" beside it alike; what is no number is a measure, unless one
    stands beside it."""
    text, amount, measure, *more = [*cells, "", ""]
    if not text:
        raise ValidationError(f"Dòng “{' | '.join(cells)}” thiếu nội dung chỉ tiêu ở ô đầu.")
    if any(more):
        raise ValidationError(
            f"Dòng “{' | '.join(cells)}” có {len(cells)} ô. Một chỉ tiêu có ba ô: nội dung, con số, đơn vị tính; "
            "hãy gộp hoặc bỏ ô thừa."
        )
    match = AMOUNT.fullmatch(amount)
    try:
        figure = parse_number(match[1]) if match else None
    except NumberError as error:
        raise ValidationError(str(error)) from error
    if amount and not match and measure:
        raise ValidationError(
            f"Dòng “{' | '.join(cells)}”: “{amount}” không phải là số. Hãy ghi bằng chữ số, như 12, "
            "hoặc để trống ô ấy nếu lời ở ô đầu đã nói đủ."
        )
    return TargetLine(
        text=text, figure=figure, measure=" ".join(filter(None, (match[2] if match else amount, measure)))
    )


def _honour(row: type[RegisteredHonour], cells: list[str]) -> HonourLine:
    kinds = row.kinds
    called, *rest = cells
    if not called:
        raise ValidationError(f"Dòng “{' | '.join(cells)}” thiếu tên ở ô đầu.")
    kind = next((kind for kind in kinds if fold(str(kind.label)) == fold(called)), kinds.OTHER)
    nominee: str = (nominee_of(kind) if kinds is Title else None) or ""
    count, names = 1, []
    for cell in filter(None, rest):
        told = next((each for each in Nominee if fold(str(each.label)) == fold(cell)), None)
        if told:
            nominee = told
        elif cell.isascii() and cell.isdigit() and 0 < len(cell) < 7:
            count = int(cell)
        else:
            names.append(cell)
    own_words = called if kind == kinds.OTHER else ""
    if not nominee:
        lacking = f"Dòng “{called}” thiếu đối tượng. Hãy ghi thêm ô Tập thể, Cá nhân hoặc Hộ gia đình."
        raise ValidationError(misplaced(own_words, kinds) or lacking)
    line = HonourLine(kind=kind, own_words=own_words, nominee=nominee, count=count, names="; ".join(names))
    row(**vars(line)).clean()
    return line


def _joined(*cells: str) -> str:
    return " | ".join(cells).rstrip(" |")


def _number(figure: Decimal | None) -> str:
    return "" if figure is None else number_text(figure)
