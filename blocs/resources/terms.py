from collections import Counter

from blocs.models import Bloc, MemberUnit, Term
from blocs.resources.blocs import SYMBOLS
from blocs.resources.columns import Code, Column, Day, Number, Text
from blocs.resources.organisations import CODES
from blocs.resources.sheets import Sheet, within
from blocs.rules import can_manage_bloc
from blocs.services import members, terms
from blocs.services.terms import MOST_OPEN, days_of

YEARS = Number(2000, 2199)
FROM_YEARS_SHEET = "Như trang “Năm thi đua”."


def symbol_column(attribute):
    """The first of the two columns that name a bloc."""
    return Column(
        "Ký hiệu khối", attribute, Text(Bloc._meta.get_field("symbol")), required=True, width=14, options=SYMBOLS,
        note="Như trang “Khối, cụm”.",
    )  # fmt: skip


def superior_column(attribute):
    """The second of the two columns that name a bloc."""
    return Column(
        "Mã cơ quan quản lý", attribute, Code(), required=True, width=18, options=CODES,
        note="Cơ quan quản lý khối, cụm: như trang “Khối, cụm”.",
    )  # fmt: skip


class TermSheet(Sheet):
    sheet_name = "Năm thi đua"
    about = "Mỗi dòng mở một năm của một khối, cụm. Năm đã khép không có trong tệp."
    key = ("superior", "symbol", "year")

    symbol = symbol_column("bloc__symbol")
    superior = superior_column("bloc__superior__code")
    year = Column("Năm", "year", YEARS, required=True, width=10, note="Bốn chữ số; năm học: ghi năm đầu.")

    def rows_in_scope(self, standing):
        rows = Term.objects.open().filter(within("bloc__superior", standing)).select_related("bloc__superior")
        return rows.order_by("bloc__superior__path", "bloc__sort_key", "bloc", "year")

    def check(self, lines, world):
        self.refuse_repeated(lines)
        open_years = Counter((superior, symbol) for (superior, symbol, _), row in world.terms.items() if row.is_open)
        for line in lines:
            key = self.key_of(line)
            self.compare(line, world.terms.get(key) if key else None)
            bloc = world.bloc_of(line)
            if bloc:
                line.require("superior", can_manage_bloc(world.standing, bloc))
            if not line.is_new:
                world.term_of(line)
            elif bloc and key:
                open_years[world.bloc_key(line)] += 1
                if open_years[world.bloc_key(line)] > MOST_OPEN:
                    line.fault(
                        "year", "Khối, cụm chỉ mở được hai năm cùng lúc. Hãy khép năm cũ trước, hoặc xóa dòng này."
                    )
        for line in lines:
            key = self.key_of(line)
            if line.is_new and key and self.bloc_known(line, world) and key not in world.terms:
                bloc = world.blocs[world.bloc_key(line)]
                starts_on, ends_on = days_of(line.get("year"), bloc.year_kind)
                world.terms[key] = world.plan(
                    Term(
                        bloc=bloc, year=line.get("year"), year_kind=bloc.year_kind, starts_on=starts_on, ends_on=ends_on
                    )
                )

    @staticmethod
    def bloc_known(line, world):
        return world.bloc_key(line) in world.blocs

    def write(self, line, world):
        bloc = world.blocs[world.bloc_key(line)]
        world.terms[self.key_of(line)] = terms.open_term(bloc, line.get("year"), by=world.standing)


class MemberSheet(Sheet):
    sheet_name = "Thành viên"
    about = "Mỗi dòng là một đơn vị thành viên của một khối, cụm trong một năm."
    key = ("superior", "symbol", "year", "organisation")

    symbol = symbol_column("term__bloc__symbol")
    superior = superior_column("term__bloc__superior__code")
    year = Column("Năm", "term__year", YEARS, required=True, width=10, note=FROM_YEARS_SHEET)
    organisation = Column(
        "Mã đơn vị", "organisation__code", Code(), required=True, width=16, options=CODES, note="Như trang “Cơ quan”."
    )
    position = Column(
        "Thứ tự", "position", Number(0, 32767), width=10,
        note="Thứ tự trong danh sách của khối; để trống: xếp tiếp theo, hoặc giữ như đang có.",
    )  # fmt: skip
    left_on = Column(
        "Thôi từ ngày", "left_on", Day(), width=16, note="dd/mm/yyyy; chỉ ghi khi đơn vị rời khối giữa năm."
    )
    note = Column("Ghi chú", "note", Text(MemberUnit._meta.get_field("note")), width=30, note="Có thể để trống.")

    def rows_in_scope(self, standing):
        rows = MemberUnit.objects.filter(within("term__bloc__superior", standing), term__closed_at=None)
        return rows.select_related("term__bloc__superior", "organisation").order_by(
            "term__bloc__superior__path", "term__bloc__sort_key", "term__bloc", "term__year", "position", "pk"
        )

    def check(self, lines, world):
        self.refuse_repeated(lines)
        last: dict = {}
        for key, unit in world.member_units.items():
            last[key[:3]] = max(unit.position, last.get(key[:3], 0))
        for line in lines:
            key = self.key_of(line)
            existing = world.member_units.get(key) if key else None
            term = world.term_of(line)
            world.organisation_of(line, "organisation")
            if "position" in line.values:
                self._place(line, existing, last)
            self.compare(line, existing)
            if term:
                line.require("superior", can_manage_bloc(world.standing, term.bloc))
        for line in lines:
            key = self.key_of(line)
            if line.is_new and key and world.term_key(line) in world.terms and key[3] in world.organisations:
                world.member_units.setdefault(key, MemberUnit(left_on=line.get("left_on")))
            elif not line.is_new and "left_on" in line.values:
                world.member_units[key].left_on = line.get("left_on")

    @staticmethod
    def _place(line, existing, last):
        """An empty place in the list keeps the one it has, or follows the last."""
        term = (line.get("superior"), line.get("symbol"), line.get("year"))
        if line.values["position"] is None:
            line.values["position"] = existing.position if existing else last.get(term, 0) + 1
        last[term] = max(last.get(term, 0), line.values["position"])

    def write(self, line, world):
        values = {name: line.get(name) for name in ("position", "left_on", "note")}
        if line.is_new:
            term, organisation = world.terms[world.term_key(line)], world.organisations[line.get("organisation")]
            members.add(term, organisation, by=world.standing, **values)
        else:
            members.change(line.existing, by=world.standing, **values)
