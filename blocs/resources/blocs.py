from blocs.enums import BlocKind, YearKind
from blocs.models import Bloc
from blocs.resources.columns import Choice, Code, Column, Day, Number, Text
from blocs.resources.organisations import CODES
from blocs.resources.sheets import Sheet, within
from blocs.rules import can_set_up
from blocs.services import blocs

SHEET = "Khối, cụm"
SYMBOLS = (SHEET, "Ký hiệu")


def _text(name):
    return Text(Bloc._meta.get_field(name))


class BlocSheet(Sheet):
    sheet_name = SHEET
    about = "Mỗi dòng là một khối, cụm thi đua hoặc một phong trào của cơ quan."
    key = ("superior", "symbol")

    symbol = Column(
        "Ký hiệu", "symbol", _text("symbol"), required=True, width=12,
        note="Sau tên loại trong số, ký hiệu văn bản: KTĐ4 cho …/KH-KTĐ4. Không trùng trong một cơ quan quản lý.",
    )  # fmt: skip
    superior = Column(
        "Mã cơ quan quản lý", "superior__code", Code(), required=True, width=18, options=CODES,
        note="Cơ quan lập ra khối, cụm; với phong trào: chính cơ quan phát động.",
    )  # fmt: skip
    kind = Column(
        "Loại", "kind", Choice(BlocKind), required=True, width=26, options=BlocKind, note="Chọn từ danh sách."
    )
    name = Column("Tên", "name", _text("name"), required=True, width=34, note="Như trên văn bản: Khối thi đua số 4.")
    field = Column("Lĩnh vực", "field", _text("field"), width=24, note="Chẳng hạn: Kinh tế - Kỹ thuật.")
    number = Column("Số thứ tự", "number", Number(0, 32767), width=10, note="Số nguyên; có thể để trống.")
    head_line = Column(
        "Dòng trên tên khối", "head_line", _text("head_line"), width=36,
        note="In phía trên tên khối ở đầu văn bản: HỘI ĐỒNG THI ĐUA - KHEN THƯỞNG TỈNH. Để trống nếu không in.",
    )  # fmt: skip
    leader_title = Column(
        "Chức danh đứng đầu", "leader_title", _text("leader_title"), width=20, default="Khối trưởng",
        note="Khối trưởng, Trưởng khối, Cụm trưởng…; để trống: Khối trưởng.",
    )  # fmt: skip
    deputy_title = Column(
        "Chức danh cấp phó", "deputy_title", _text("deputy_title"), width=20,
        note="Khối phó, Cụm phó…; để trống nếu không có.",
    )  # fmt: skip
    year_kind = Column(
        "Năm theo", "year_kind", Choice(YearKind), width=18, options=YearKind, default=YearKind.CALENDAR,
        note="Để trống: năm dương lịch.",
    )  # fmt: skip
    last_day = Column(
        "Hoạt động đến hết ngày", "last_day", Day(), note="dd/mm/yyyy; chỉ ghi khi khối đã thôi hoạt động."
    )

    def rows_in_scope(self, standing):
        rows = Bloc.objects.select_related("superior").order_by("superior__path", "sort_key", "pk")
        return rows if standing.is_administrator else rows.filter(within("superior", standing))

    def check(self, lines, world):
        self.refuse_repeated(lines)
        for line in lines:
            key = self.key_of(line)
            self.compare(line, world.blocs.get(key) if key else None)
            superior = world.organisation_of(line, "superior")
            if superior:
                line.require("superior", can_set_up(world.standing, superior))
            if not line.is_new and line.existing.terms.all():
                for name in blocs.FIXED_BY_YEARS:
                    if name in line.changes:
                        line.fault(name, blocs.YEARS_OPENED)
        for line in lines:
            key = self.key_of(line)
            if line.is_new and key and line.get("superior") in world.organisations and key not in world.blocs:
                world.blocs[key] = world.plan(
                    Bloc(
                        name=line.get("name") or line.get("symbol"),
                        symbol=line.get("symbol"),
                        superior=world.organisations[line.get("superior")],
                        kind=line.get("kind") or BlocKind.KHOI,
                        year_kind=line.get("year_kind") or YearKind.CALENDAR,
                    )
                )

    def write(self, line, world):
        key = self.key_of(line)
        values = {name: line.get(name) for name in self.fields if name not in self.key and name in line.changes}
        if line.is_new:
            world.blocs[key] = blocs.create(
                by=world.standing,
                superior=world.organisations[line.get("superior")],
                symbol=line.get("symbol"),
                **values,
            )
        else:
            world.blocs[key] = blocs.change(line.existing, by=world.standing, **values)
