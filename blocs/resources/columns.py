"""What a column of the workbook holds: how a cell becomes a value and a value a cell.

A value that cannot be read raises ValueError with what to do about it. Reading what was written gives an equal value,
so that a file that is exported and sent back changes nothing.
"""

import re
import unicodedata
from datetime import date, datetime, time

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import NOT_PROVIDED
from import_export.fields import Field
from import_export.widgets import Widget

from thidua.lib.dates import typed_date
from thidua.lib.sheets import FIRST_EXCEL_YEAR
from thidua.lib.sheets_read import Unreadable, is_blank
from thidua.lib.text import nfc

EARLIEST, LATEST = date(1800, 1, 1), date(2199, 12, 31)
UNSEEN = ("Cc", "Cf", "Cs")
"""Unicode categories of signs that nobody sees and Excel may refuse: control, format, surrogate."""


class Column(Field):
    """A column: its heading, the cells below, and what is told and offered to whoever fills them in."""

    def __init__(
        self, heading, attribute, widget, *, note, required=False, width=16, options=None, default=NOT_PROVIDED
    ):
        super().__init__(attribute, heading, widget, default=default)
        self.note, self.required, self.width = note, required, width
        self.options = options
        """What a drop-down list offers: an enumeration's words, or (sheet, heading) of another column."""

    def read(self, cells):
        """The value in this column's cell; raises ValueError with what to do."""
        value = self.clean(cells)
        if self.required and value in (None, "", ()):
            raise ValueError("Ô này không được để trống. Hãy điền, hoặc xóa cả dòng nếu không dùng.")
        return value

    def value_of(self, row):
        """The value that a row of the database has, as `read` would give it."""
        return self.read({self.column_name: self.export(row)})


class Text(Widget):
    """A line of text, held to what its model field allows."""

    is_text = True

    def __init__(self, field):
        super().__init__()
        self.field = field

    def clean(self, value, row=None, **kwargs):
        text = self.field.to_python(line(value))
        if not text:
            return ""
        limit = self.field.max_length
        if limit and len(text) > limit:
            raise ValueError(f"Dài {len(text)} ký tự, nhiều nhất được {limit}. Hãy viết gọn lại.")
        try:
            self.field.run_validators(text)
        except ValidationError as error:
            raise ValueError(f"{' '.join(error.messages).rstrip('.')}. Hãy gõ lại.") from error
        return text

    def render(self, value, obj=None, **kwargs):
        return line(value)


class Code(Text):
    """The code of an organisation."""

    def __init__(self):
        super().__init__(models.CharField(max_length=50))


class Number(Widget):
    """A whole number from `least` to `most`."""

    is_text = False

    def __init__(self, least, most):
        super().__init__()
        self.least, self.most = least, most

    def clean(self, value, row=None, **kwargs):
        if is_blank(value):
            return None
        text = line(value, whole_numbers_only=False)
        if not re.fullmatch(r"\d{1,9}", text, re.ASCII) or not self.least <= int(text) <= self.most:
            raise ValueError(f"Hãy ghi một số nguyên từ {self.least} đến {self.most}.")
        return int(text)

    def render(self, value, obj=None, **kwargs):
        return value


class Day(Widget):
    """A date: Excel's own, or text with the day first."""

    is_text = False

    def clean(self, value, row=None, **kwargs):
        if is_blank(value):
            return None
        if isinstance(value, datetime) and value.time() == time.min:
            value = value.date()
        elif isinstance(value, str) and (
            written := re.fullmatch(r"\s*(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\s*", value, re.ASCII)
        ):
            day, month, year = map(int, written.groups())
            try:
                value = date(year, month, day)
            except ValueError:
                raise ValueError("Không có ngày này. Hãy ghi ngày trước, tháng sau: dd/mm/yyyy.") from None
        if isinstance(value, Unreadable):
            raise ValueError(value.message)
        if not isinstance(value, date) or isinstance(value, datetime):
            raise ValueError("Không đọc được ngày. Hãy ghi theo dạng dd/mm/yyyy, chẳng hạn 25/06/2026.")
        if not EARLIEST <= value <= LATEST:
            raise ValueError("Năm không hợp lý. Hãy kiểm tra lại ngày.")
        return value

    def render(self, value, obj=None, **kwargs):
        return typed_date(value) if value and value.year < FIRST_EXCEL_YEAR else value


class Choice(Widget):
    """One word of an enumeration, as people read it."""

    is_text = True

    def __init__(self, words):
        super().__init__()
        self.words = words
        self.by_label = {label.casefold(): member for member, label in zip(words, words.labels, strict=True)}

    def clean(self, value, row=None, **kwargs):
        text = line(value)
        if not text:
            return None
        try:
            return self.by_label[text.casefold()]
        except KeyError:
            raise ValueError(f"Hãy chọn một trong: {'; '.join(self.words.labels)}.") from None

    def render(self, value, obj=None, **kwargs):
        return self.words(value).label if value else ""


class Blocs(Widget):
    """Blocs, each as "KTĐ4 (UBND-T)": its symbol and the code of its superior."""

    is_text = True

    def clean(self, value, row=None, **kwargs):
        text = line(value)
        keys, position = [], 0
        for part in re.finditer(r"\s*(.+?)\s*\(([A-Za-z0-9._-]+)\)\s*(?:;|$)", text):
            if part.start() != position:
                break
            keys.append((part[2], part[1]))
            position = part.end()
        if position < len(text):
            raise ValueError("Hãy ghi mỗi khối theo dạng: ký hiệu (mã cơ quan quản lý); cách nhau bằng dấu chấm phẩy.")
        return tuple(sorted(set(keys)))

    def render(self, value, obj=None, **kwargs):
        return "; ".join(sorted(f"{line(bloc.symbol)} ({bloc.superior.code})" for bloc in value.all()))


def line(value, *, whole_numbers_only=True):
    """A cell as one line of composed letters, without signs that nobody sees."""
    match value:
        case None:
            return ""
        case Unreadable():
            raise ValueError(value.message)
        case bool() | date():
            raise ValueError("Ô này cần chữ. Hãy định dạng ô là Văn bản (Text) rồi gõ lại.")
        case int():
            return str(value)
        case float():
            if value.is_integer():
                return str(int(value))
            if whole_numbers_only:
                raise ValueError("Ô này cần chữ, không phải số lẻ. Hãy định dạng ô là Văn bản (Text) rồi gõ lại.")
            return str(value)
    words = " ".join(nfc(str(value)).split())
    return "".join(letter for letter in words if unicodedata.category(letter) not in UNSEEN).strip()
