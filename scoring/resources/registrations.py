"""Registrations of a list as one workbook: a row a registration, and in further sheets its targets and honours."""

from django.core.exceptions import ValidationError

from blocs.resources.writer import write_sheets
from scoring.honours import Commendation, Nominee, Title
from scoring.models import RegisteredCommendation, RegisteredTarget, RegisteredTitle, Registration
from scoring.registration_rules import can_fill_in_registration
from scoring.resources.changes import Entry, ListPlan, by_place, changes_of
from scoring.resources.sheets import ListSheet, as_read, written
from scoring.services import registrations
from scoring.services.registrations import HonourLine, Lines, TargetLine, lines_of
from scoring.workbooks.cells import Column, Number, Text, Whole, Words
from thidua.lib.sheets_read import Fault, read_workbook

HEADS = "Đăng ký"
REGISTRATION = Column("Mã đăng ký", "Do máy ghi: dòng của đăng ký nào. Dòng mới: chép mã của đăng ký ấy.", Whole(), 12)
TOLD = {
    "unit": Column("Đơn vị", "Để biết, không đọc lại.", Text(), 36),
    "bloc": Column("Khối, cụm", "Để biết, không đọc lại.", Text(), 30),
    "year": Column("Năm", "Để biết, không đọc lại.", Text()),
    "state": Column("Tình trạng", "Để biết, không đọc lại. Đăng ký đã gửi không sửa được.", Text()),
}
SEEN = Column("Phiên bản", "Do máy ghi: đăng ký đã sửa trên trang sau khi tải tệp thì tệp không ghi đè.", Whole(0))
HEAD = ListSheet(HEADS, "Mỗi dòng là đăng ký của một đơn vị.", (REGISTRATION, *TOLD.values(), SEEN))


def _choices(enumeration):
    return Words({choice.value: choice.label for choice in enumeration})


TARGET_COLUMNS = {
    "text": Column("Nội dung", "Chỉ tiêu bằng lời.", Text(), 60),
    "figure": Column("Chỉ tiêu", "Con số; trống nếu lời đã nói đủ.", Number()),
    "measure": Column("Đơn vị tính", "%, tỷ đồng, hồ sơ…", Text()),
}


def _honour_columns(heading, kinds):
    return {
        "kind": Column(heading, "Chọn trong danh sách; “Khác” thì ghi tên ở cột sau.", _choices(kinds), 36),
        "own_words": Column("Tên khác", "Chỉ khi chọn “Khác”.", Text(), 30),
        "nominee": Column("Đối tượng", "Chọn trong danh sách.", _choices(Nominee)),
        "count": Column("Số lượng", "Từ 1 trở lên.", Whole()),
        "names": Column("Tên tập thể, cá nhân", "Có thể để trống.", Text(), 50),
    }


LISTS = {
    "Chỉ tiêu": ("targets", RegisteredTarget, TargetLine, TARGET_COLUMNS),
    "Danh hiệu": ("titles", RegisteredTitle, HonourLine, _honour_columns("Danh hiệu", Title)),
    "Khen thưởng": (
        "commendations", RegisteredCommendation, HonourLine, _honour_columns("Hình thức khen thưởng", Commendation),
    ),
}  # fmt: skip
"""By sheet: the part of `Lines`, its model, its value and its columns."""
NEEDED = {"text", "kind", "nominee", "count"}
ABOUT = "Mỗi dòng là một mục của đăng ký có mã ấy, theo thứ tự."
ROWS = {title: ListSheet(title, ABOUT, (REGISTRATION, *columns.values())) for title, (*_, columns) in LISTS.items()}
SHEETS = (HEAD, *ROWS.values())
GUIDANCE = (
    "ĐĂNG KÝ THI ĐUA: TẢI XUỐNG, SỬA, NHẬP LẠI",
    "",
    "1. Tệp có những đăng ký bạn được đọc. Chỉ sửa được đăng ký chưa gửi do bạn nhập thay đơn vị.",
    "2. Xóa dòng ở các trang sau trang Đăng ký là bỏ mục ấy. Dòng mới: ghi mã đăng ký.",
    "3. Không đổi tên trang, tiêu đề cột. Không dùng công thức: chép rồi dán giá trị.",
    "4. Nhập lại ở danh sách Đăng ký thi đua, mục Nhập Excel. Xem trước, xác nhận rồi mới ghi.",
)
MACHINE = frozenset({REGISTRATION.heading})


def write(queryset, standing):
    """The registrations that the person reads as a workbook; sent back as it is, it changes nothing."""
    found = [(registration, _cells(registration)) for registration in _whole(queryset, standing)]
    rows_of = {HEAD: HEAD.export([_head(registration) for registration, _ in found])}
    for title, sheet in ROWS.items():
        rows_of[sheet] = sheet.export([row for _, cells in found for row in cells[title]])
    return write_sheets(rows_of, GUIDANCE)


def plan(data, queryset, standing):
    """What the workbook would change in registrations of the queryset. Raises UnsafeFileError."""
    rows, faults = read_workbook(data, {sheet.sheet_name: sheet.headings for sheet in SHEETS}, complete=True)
    heads = [HEAD.line(row) for row in rows[HEADS]]
    keys = {line.get(REGISTRATION.heading) for line in heads} - {None}
    known = {registration.pk: registration for registration in _whole(queryset.filter(pk__in=keys), standing)}
    HEAD.refuse_repeated(heads)
    lines = {title: [sheet.line(row) for row in rows[title]] for title, sheet in ROWS.items()}
    for line in (line for of_sheet in lines.values() for line in of_sheet):
        if REGISTRATION.heading in line.values and line.get(REGISTRATION.heading) not in keys:
            line.fault(REGISTRATION.heading, f"Hãy ghi mã của một đăng ký có ở trang {HEADS}, hoặc xóa dòng này.")
    found = [_Found(head, known, lines, standing) for head in heads]
    every = [*heads, *(line for of_sheet in lines.values() for line in of_sheet)]
    faults += [fault for line in every for fault in line.faults]
    unchanged = sum(not each.at_fault and each.entry is None for each in found)
    return ListPlan(tuple(each.entry for each in found if each.entry), unchanged, tuple(faults))


def _whole(queryset, standing):
    read = Registration.objects.visible_to(standing).values("pk")
    rows = queryset.filter(pk__in=read).select_related("unit__organisation", "unit__term__bloc__superior")
    return rows.prefetch_related("targets", "titles", "commendations")


def _head(registration):
    told = {
        "unit": str(registration.unit.organisation), "bloc": str(registration.term.bloc),
        "year": registration.term.label, "state": registration.get_state_display(),
    }  # fmt: skip
    cells = {REGISTRATION: registration.pk, SEEN: registration.version}
    return written(cells | {TOLD[name]: words for name, words in told.items()})


def _cells(registration):
    """What a registration says, as cells by heading, by sheet."""
    lines = lines_of(registration)
    return {
        title: [
            written({REGISTRATION: registration.pk} | {columns[name]: value for name, value in vars(line).items()})
            for line in getattr(lines, part)
        ]
        for title, (part, _, _, columns) in LISTS.items()
    }


class _Found:
    """A registration of the workbook: its faults, which its lines carry, or what would change in it."""

    def __init__(self, head, known, lines, standing):
        self.head, self.standing, self.entry = head, standing, None
        key = head.get(REGISTRATION.heading)
        self.registration = known.get(key)
        self.lines = {
            title: [line for line in rows if key is not None and line.get(REGISTRATION.heading) == key]
            for title, rows in lines.items()
        }
        if REGISTRATION.heading in head.values and self.registration is None:
            head.fault(
                REGISTRATION.heading,
                "Không có đăng ký mã này trong phạm vi bạn được đọc. Hãy tải tệp xuống lại, hoặc xóa dòng này.",
            )
        if not self.at_fault:
            self._compare()

    @property
    def at_fault(self):
        return bool(self.head.faults or any(line.faults for rows in self.lines.values() for line in rows))

    def _compare(self):
        own = {
            title: [ROWS[title].line(as_read(ROWS[title], cells, number)) for number, cells in enumerate(rows)]
            for title, rows in _cells(self.registration).items()
        }
        after = _lines(self.lines)
        if after == _lines(own):
            return
        self._check_rows()
        self._may_change()
        if self.at_fault:
            return
        changes = [
            change
            for title, sheet in ROWS.items()
            for change in changes_of(
                title, by_place(own[title], self.lines[title]), name=sheet.headings[1], apart=MACHINE
            )
        ]
        seen = self.registration.version
        self.entry = Entry(
            str(self.registration),
            Fault(HEADS, self.head.number, REGISTRATION.heading, str(self.registration.pk), ""),
            tuple(changes),
            lambda: registrations.save(self.registration.unit, after, seen=seen, by=self.standing),
        )

    def _check_rows(self):
        """What the model itself refuses, at the cell it is about."""
        for title, (_, model, value, columns) in LISTS.items():
            for line in self.lines[title]:
                for name in NEEDED & columns.keys():
                    if line.get(columns[name].heading) in (None, ""):
                        line.fault(columns[name].heading, "Ô này không được để trống. Hãy điền, hoặc xóa cả dòng.")
                if line.faults:
                    continue
                row = model(registration=self.registration, position=line.number, **vars(_value(line, value, columns)))
                try:
                    row.full_clean(exclude=["registration"], validate_unique=False)
                except ValidationError as error:
                    for name, messages in error.message_dict.items():
                        line.fault(columns.get(name, next(iter(columns.values()))).heading, " ".join(messages))

    def _may_change(self):
        if self.head.get(SEEN.heading) != self.registration.version:
            self.head.fault(
                SEEN.heading,
                f"Đăng ký đã được sửa trên trang sau khi tải tệp này (nay là phiên bản {self.registration.version}). "
                "Hãy tải tệp xuống lại rồi sửa.",
            )
        if not (verdict := can_fill_in_registration(self.standing, self.registration)):
            self.head.fault(REGISTRATION.heading, f"{verdict.reason} Hãy để đăng ký này như khi tải xuống.")


def _lines(of_sheets):
    return Lines(
        **{
            part: tuple(_value(line, value, columns) for line in of_sheets[title])
            for title, (part, _, value, columns) in LISTS.items()
        }
    )


def _value(line, value, columns):
    return value(**{name: line.get(column.heading) for name, column in columns.items()})
