"""Fields for words that people type, or paste from Word."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from thidua.lib.dates import PartialDate
from thidua.lib.text import nfc

LONGEST_TEXT = 20_000
LONGEST_WORD = 1_000
"""The same as in a file: the time to lay out a word grows with its square."""

_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff\x00-\x08\x0e-\x1f\x7f]")
_SPACES = re.compile("[\u00a0\u2007\u202f\t]")
_BULLET = re.compile("^[-–—•·▪●◦*+\uf0b7\uf02d\uf0a7]\\s+")
_SHORT_LINE = 70


def cleaned(text: str) -> str:
    """The text without what cannot be seen, with plain spaces and line ends."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\v", "\n").replace("\f", "\n")
    return nfc(_SPACES.sub(" ", _UNSEEN.sub("", text))).strip()


class WordsField(forms.CharField):
    """Words on one line, or on as many as they need."""

    def __init__(self, *, rows: int = 1, **options: Any) -> None:
        options.setdefault("max_length", LONGEST_TEXT)
        options.setdefault("widget", forms.Textarea({"rows": rows}) if rows > 1 else forms.TextInput())
        super().__init__(**options)

    def to_python(self, value: Any) -> str:
        return cleaned(super().to_python(value) or "")

    def validate(self, value: Any) -> None:
        super().validate(value)
        longest = max(map(len, value.split()), default=0)
        if longest > LONGEST_WORD:
            raise ValidationError(f"Có một chuỗi {longest} ký tự liền nhau, không phải chữ. Hãy xóa chuỗi ấy.")


class LinesField(WordsField):
    """Lines of a list, one below the other; blank lines and bullets in front are left out."""

    def __init__(self, *, rows: int = 3, **options: Any) -> None:
        super().__init__(rows=rows, **options)

    @staticmethod
    def lines_of(text: str) -> tuple[str, ...]:
        """The lines of a cleaned text."""
        return tuple(filter(None, (_BULLET.sub("", line.strip()).strip() for line in text.split("\n"))))


class PartialDateField(forms.CharField):
    """A paper's date, typed dd/mm/yyyy; blank, or with dots for what is not known: "…/02/2026"."""

    _FORM = re.compile(r"(\d{1,2}|[.…\s]*)[/.-](\d{1,2}|[.…\s]*)[/.-](\d{4})")

    def __init__(self, **options: Any) -> None:
        options.setdefault("widget", forms.TextInput({"placeholder": "dd/mm/yyyy", "autocomplete": "off"}))
        super().__init__(max_length=20, **options)

    @staticmethod
    def shown(day: PartialDate) -> str:
        """The date as the field takes it."""
        if day == PartialDate():
            return ""
        return f"{_two_figures(day.day)}/{_two_figures(day.month)}/{day.year or '…'}"

    def clean(self, value: Any) -> PartialDate:
        text = super().clean(value)
        if not text:
            return PartialDate()
        found = self._FORM.fullmatch(text)
        if found is None:
            raise ValidationError("Hãy nhập ngày dạng dd/mm/yyyy, ví dụ 05/01/2026; để trống nếu chưa có ngày.")
        day, month = (int(part) if part.isdigit() else None for part in found.groups()[:2])
        date = PartialDate(day, month, int(found[3]))
        if day is not None and month is not None and date.complete is None:
            raise ValidationError(f"Không có ngày {text}. Hãy kiểm tra lại ngày, tháng, năm.")
        if month is not None and not 1 <= month <= 12:
            raise ValidationError(f"Không có tháng {month}. Hãy nhập ngày dạng dd/mm/yyyy.")
        return date


def _two_figures(number: int | None) -> str:
    return "…" if number is None else f"{number:02d}"


def area_for(text: str) -> forms.Textarea:
    """An area as tall as the text it begins with."""
    rows = sum(len(line) // _SHORT_LINE + 1 for line in text.split("\n"))
    return forms.Textarea({"rows": min(max(rows + 1, 2), 14)})
