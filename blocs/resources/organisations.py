from blocs.models import Organisation
from blocs.resources.columns import Code, Column, Day, Text
from blocs.resources.sheets import Sheet, constraint_message
from blocs.rules import can_set_up
from blocs.services import organisations

SHEET = "Cơ quan"
CODES = (SHEET, "Mã")
SIMPLE = ("name", "short_name", "level_name", "symbol", "place", "first_day", "last_day")
LINKS = ("standing_body", "merged_into")


def _text(name):
    return Text(Organisation._meta.get_field(name))


class OrganisationSheet(Sheet):
    sheet_name = SHEET
    about = "Mỗi dòng là một cơ quan, đơn vị. Cơ quan cấp trên có thể đứng ở dòng dưới."
    key = ("code",)

    code = Column(
        "Mã", "code", _text("code"), required=True, width=14,
        note="Mã nhận ra cơ quan trong tệp này, do đơn vị tự đặt và giữ nguyên về sau. "
        "Chữ không dấu, số và các dấu . _ - ; chẳng hạn SXD.",
    )  # fmt: skip
    name = Column("Tên", "name", _text("name"), required=True, width=44, note="Tên đầy đủ như trên văn bản.")
    short_name = Column("Tên gọi tắt", "short_name", _text("short_name"), width=22, note="Như trong bảng phân công.")
    level_name = Column("Cấp", "level_name", _text("level_name"), width=12, note="Ghi tự do: tỉnh, xã, trường…")
    parent = Column(
        "Mã cơ quan cấp trên", "parent__code", Code(), width=18, options=CODES,
        note="Để trống chỉ với cơ quan cao nhất, do người quản trị lập.",
    )  # fmt: skip
    standing_body = Column(
        "Mã cơ quan thường trực Hội đồng", "standing_body__code", Code(), width=20, options=CODES,
        note="Cơ quan giúp việc thi đua, khen thưởng cho cơ quan này, chẳng hạn Sở Nội vụ. Để trống nếu tự làm.",
    )  # fmt: skip
    symbol = Column(
        "Ký hiệu văn bản", "symbol", _text("symbol"), note="Chữ viết tắt trong số, ký hiệu văn bản: SXD cho …/KH-SXD."
    )
    place = Column("Địa danh", "place", _text("place"), note="Ghi trước ngày tháng trên văn bản.")
    first_day = Column("Thành lập ngày", "first_day", Day(), note="dd/mm/yyyy; có thể để trống.")
    last_day = Column(
        "Hoạt động đến hết ngày", "last_day", Day(), note="dd/mm/yyyy; chỉ ghi khi cơ quan đã thôi hoạt động."
    )
    merged_into = Column(
        "Sáp nhập vào mã", "merged_into__code", Code(), options=CODES,
        note="Cơ quan tiếp nhận; khi ghi cột này phải ghi cả ngày thôi hoạt động.",
    )  # fmt: skip

    def rows_in_scope(self, standing):
        rows = Organisation.objects.select_related("parent", "standing_body", "merged_into").order_by("path")
        return rows if standing.is_administrator else rows.below(*standing.overseen_paths)

    def check(self, lines, world):
        self.refuse_repeated(lines)
        by_code: dict = {}
        for line in lines:
            by_code.setdefault(line.get("code"), line)
            self.compare(line, world.organisations.get(line.get("code")))
        by_code.pop(None, None)
        for code, line in by_code.items():
            if line.is_new:
                world.organisations[code] = world.plan(Organisation(code=code, name=line.get("name") or code))
        tree = Tree(by_code, world)
        for code in by_code:
            world.organisations[code].path = tree.path(code)
        for line in lines:
            self._check_line(line, world, tree)

    def _check_line(self, line, world, tree):
        parent = world.organisations.get(line.get("parent"))
        for name in ("parent", *LINKS):
            world.organisation_of(line, name)
        if not line.is_new:
            line.require("code", can_set_up(world.standing, line.existing))
        if line.get("code") and tree.is_below_itself(line.get("code")):
            line.fault("parent", "Cơ quan cấp trên không thể là chính nó hoặc đơn vị thuộc nó. Hãy sửa mã cấp trên.")
        elif (line.is_new or "parent" in line.changes) and (parent or line.get("parent") == ""):
            line.require("parent", can_set_up(world.standing, parent))
        first_day, last_day = line.get("first_day"), line.get("last_day")
        if first_day and last_day and last_day < first_day:
            line.fault("last_day", constraint_message(Organisation, "organisation_days_in_order"))
        if line.get("merged_into"):
            if line.get("merged_into") == line.get("code"):
                line.fault("merged_into", "Không thể sáp nhập một đơn vị vào chính nó. Hãy ghi mã cơ quan tiếp nhận.")
            if tree.is_merged(line.get("merged_into")):
                line.fault("merged_into", "Đơn vị này cũng đã sáp nhập. Hãy ghi mã đơn vị đang hoạt động.")
            if "last_day" in line.values and not last_day:
                line.fault("last_day", constraint_message(Organisation, "organisation_merged_has_last_day"))

    def steps(self):
        return self._create, self._complete

    def in_order(self, lines):
        """Superiors before those below them."""
        by_code = {line.get("code"): line for line in lines}
        ordered: dict = {}

        def add(line):
            above = []
            while line and id(line) not in ordered and line not in above:
                above.append(line)
                line = by_code.get(line.get("parent"))
            for each in reversed(above):
                ordered[id(each)] = each

        for line in lines:
            add(line)
        return list(ordered.values())

    def _create(self, line, world):
        """New organisations first, so that any row may refer to them."""
        if not line.is_new:
            return
        parent = world.organisations.get(line.get("parent"))
        world.organisations[line.get("code")] = organisations.create(
            by=world.standing, parent=parent, code=line.get("code"), **{name: line.get(name) for name in SIMPLE}
        )

    def _complete(self, line, world):
        if line.is_new:
            values = {name: world.organisations[line.get(name)] for name in LINKS if line.get(name)}
        else:
            values = {name: line.get(name) for name in SIMPLE if name in line.changes}
            for name in ("parent", *LINKS):
                if name in line.changes:
                    values[name] = Organisation.objects.filter(code=line.get(name)).first()
        if values:
            organisations.change(world.organisations[line.get("code")], by=world.standing, **values)


class Tree:
    """Who stands below whom once the workbook is written."""

    def __init__(self, by_code, world):
        self.by_code, self.world = by_code, world
        self.code_of = {line.existing.pk: code for code, line in by_code.items() if not line.is_new}

    def above(self, code):
        """The organisations above one, nearest first, as far as rows of the workbook have a part in it."""
        seen = {code}
        while code := self._superior(code):
            yield code
            if code in seen:
                return
            seen.add(code)

    def is_below_itself(self, code):
        return code in self.above(code)

    def is_merged(self, code):
        line, organisation = self.by_code.get(code), self.world.organisations.get(code)
        return bool(line.get("merged_into") if line else organisation and organisation.merged_into_id)

    def path(self, code):
        """The place in the tree; a new organisation's ends with its code until it has a key."""
        organisation = self.world.organisations[code]
        if organisation.pk > 0:
            return organisation.path
        parts = [code]
        for superior in self.above(code):
            organisation = self.world.organisations.get(superior)
            if organisation is None or organisation.pk > 0:
                return f"{organisation.path if organisation else '/'}{'/'.join(reversed(parts))}/"
            parts.append(superior)
        return f"/{'/'.join(reversed(parts))}/"

    def _superior(self, code):
        if line := self.by_code.get(code):
            return line.get("parent")
        organisation = self.world.organisations.get(code)
        if organisation is None:
            return None
        keys = [int(key) for key in organisation.path.strip("/").split("/")[:-1]]
        return next((self.code_of[key] for key in reversed(keys) if key in self.code_of), None)
