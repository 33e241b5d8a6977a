from collections import defaultdict
from datetime import timedelta

from blocs.enums import LeadershipRole
from blocs.models import Leadership, MemberUnit
from blocs.resources.columns import Choice, Code, Column, Day
from blocs.resources.organisations import CODES
from blocs.resources.sheets import Sheet, constraint_message, within
from blocs.resources.terms import FROM_YEARS_SHEET, YEARS, superior_column, symbol_column
from blocs.rules import can_manage_bloc
from blocs.services import leadership
from thidua.lib.dates import typed_date

ONE_DAY = timedelta(days=1)


class LeadershipSheet(Sheet):
    sheet_name = "Đứng đầu"
    about = "Mỗi dòng là một đơn vị đứng đầu, đơn vị phó hoặc dự kiến đứng đầu của một khối, cụm trong một năm."
    key = ("superior", "symbol", "year", "organisation", "role", "from_on")

    symbol = symbol_column("term__bloc__symbol")
    superior = superior_column("term__bloc__superior__code")
    year = Column("Năm", "term__year", YEARS, required=True, width=10, note=FROM_YEARS_SHEET)
    organisation = Column(
        "Mã đơn vị", "organisation__code", Code(), required=True, width=16, options=CODES,
        note="Một đơn vị có trong trang “Thành viên” của năm ấy.",
    )  # fmt: skip
    role = Column(
        "Vai trò", "role", Choice(LeadershipRole), required=True, width=26, options=LeadershipRole,
        note="Chọn từ danh sách.",
    )  # fmt: skip
    from_on = Column("Từ ngày", "from_on", Day(), required=True, note="dd/mm/yyyy.")
    to_on = Column(
        "Đến hết ngày", "to_on", Day(),
        note="dd/mm/yyyy. Thay đơn vị đứng đầu giữa năm: ghi ngày trước ngày đơn vị sau bắt đầu. Còn lại để trống.",
    )  # fmt: skip

    def rows_in_scope(self, standing):
        rows = Leadership.objects.filter(within("term__bloc__superior", standing), term__closed_at=None)
        return rows.select_related("term__bloc__superior", "organisation").order_by(
            "term__bloc__superior__path", "term__bloc__sort_key", "term__bloc", "term__year", "from_on", "pk"
        )

    def check(self, lines, world):
        self.refuse_repeated(lines)
        of_term = defaultdict(list)
        for line in lines:
            key = self.key_of(line)
            self.compare(line, world.leaderships.get(key) if key else None)
            term = world.term_of(line)
            organisation = world.organisation_of(line, "organisation")
            if term is None:
                continue
            line.require("superior", can_manage_bloc(world.standing, term.bloc))
            if line.is_new and organisation:
                self._check_unit(line, term, organisation, world)
            of_term[world.term_key(line)].append(line)
            from_on, to_on = line.get("from_on"), line.get("to_on")
            if from_on and to_on and to_on < from_on:
                line.fault("to_on", constraint_message(Leadership, "leadership_days_in_order"))
            elif not line.is_new and "to_on" in line.changes and to_on is None:
                line.fault("to_on", "Đã thôi thì không mở lại được. Hãy ghi lại ngày cũ và thêm dòng mới.")
        for term_key, rows in of_term.items():
            self._check_times(rows, [row for key, row in world.leaderships.items() if key[:3] == term_key])

    @staticmethod
    def _check_unit(line, term, organisation, world):
        if term.bloc.is_movement and line.get("role") == LeadershipRole.LEADER:
            line.fault("role", "Phong trào do chính cơ quan phát động đứng đầu từ khi mở năm. Hãy xóa dòng này.")
            return
        owner = term.bloc.is_movement and organisation.pk == term.bloc.superior_id
        unit: MemberUnit | None = world.member_units.get((*world.term_key(line), organisation.code))
        if not owner and (unit is None or unit.left_on):
            line.fault(
                "organisation", "Đơn vị này không phải đơn vị thành viên của năm. Hãy thêm vào trang “Thành viên”."
            )

    def _check_times(self, lines, stored):
        """Each date has one leader; who was expected stops when somebody leads; nobody holds a role twice at once."""
        named = {id(line.existing) for line in lines}
        spans = sorted(
            [
                Span.of_line(line)
                for line in lines
                if line.get("from_on") and line.get("role") and "to_on" in line.values
            ]
            + [Span.of_row(row) for row in stored if id(row) not in named],
            key=lambda span: span.from_on,
        )
        leaders = [span for span in spans if span.role == LeadershipRole.LEADER]
        for number, leader in enumerate(leaders, start=1):
            self._check_succession(leader, leaders[number] if number < len(leaders) else None)
        for span in spans:
            if span.role == LeadershipRole.EXPECTED and span.to_on is None:
                later = next((each for each in leaders if each.is_new and each.from_on > span.from_on), None)
                if later:
                    span.fault(
                        "to_on", f"Đơn vị dự kiến thôi khi có đơn vị đứng đầu. {_write(later.from_on - ONE_DAY)}"
                    )
            if span.role != LeadershipRole.LEADER and any(
                span.is_new and other is not span and other.holds_with(span) for other in spans
            ):
                span.fault(
                    "from_on", "Đơn vị này giữ vai trò ấy hai lần trong cùng thời gian. Hãy sửa ngày, hoặc xóa dòng."
                )

    @staticmethod
    def _check_succession(leader, successor):
        if successor is None:
            if leader.to_on:
                leader.fault("to_on", "Khối phải luôn có một đơn vị đứng đầu. Hãy để trống, hoặc thêm đơn vị thay thế.")
        elif successor.from_on == leader.from_on or (leader.is_new and not successor.is_new):
            later = successor if successor.is_new else leader
            later.fault(
                "from_on", "Ngày này đã có đơn vị khác đứng đầu. Hãy chọn ngày sau, hoặc xóa một trong hai dòng."
            )
        elif leader.to_on != successor.from_on - ONE_DAY and (leader.to_on or successor.is_new):
            leader.fault("to_on", f"Đơn vị sau đứng đầu từ {typed_date(successor.from_on)}. "
                                  f"{_write(successor.from_on - ONE_DAY)}")  # fmt: skip

    def in_order(self, lines):
        """By time, as it went: a leader's time ends when the next is appointed."""
        return sorted(lines, key=lambda line: (line.get("from_on"), line.get("role") != LeadershipRole.LEADER))

    def write(self, line, world):
        role, to_on = line.get("role"), line.get("to_on")
        if line.is_new:
            row = leadership.appoint(
                world.terms[world.term_key(line)], world.organisations[line.get("organisation")], role,
                from_on=line.get("from_on"), by=world.standing,
            )  # fmt: skip
        else:
            row = line.existing
        if to_on and role != LeadershipRole.LEADER:
            leadership.end(row, last_day=to_on, by=world.standing)


class Span:
    """The time in which a unit holds a role, as the workbook says or the database where the workbook is silent."""

    def __init__(self, organisation, role, from_on, to_on, line=None):
        self.organisation, self.role, self.from_on, self.to_on, self.line = organisation, role, from_on, to_on, line

    @classmethod
    def of_line(cls, line):
        return cls(line.get("organisation"), line.get("role"), line.get("from_on"), line.get("to_on"), line)

    @classmethod
    def of_row(cls, row):
        return cls(row.organisation.code, row.role, row.from_on, row.to_on)

    @property
    def is_new(self):
        return self.line is not None and self.line.is_new

    def fault(self, name, message):
        """A row that the workbook does not name is ended by the service, and cannot be at fault."""
        if self.line:
            self.line.fault(name, message)

    def holds_with(self, other):
        return (
            (self.organisation, self.role) == (other.organisation, other.role)
            and (self.to_on is None or other.from_on <= self.to_on)
            and (other.to_on is None or self.from_on <= other.to_on)
        )


def _write(day):
    return f"Hãy ghi {typed_date(day)}."
