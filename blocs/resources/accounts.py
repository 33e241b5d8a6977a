from collections import defaultdict
from itertools import pairwise

from django.db.models import Q

from blocs.enums import Role
from blocs.models import Post, User
from blocs.resources.columns import Blocs, Choice, Code, Column, Day, Text
from blocs.resources.organisations import CODES
from blocs.resources.sheets import Sheet, constraint_message, within
from blocs.rules import can_find_account, can_give_post, can_manage_account
from blocs.services import accounts

ABOUT_THE_PERSON = ("full_name", "email")
ABOUT_THE_POST = ("title", "to_on", "followed_blocs")


class AccountSheet(Sheet):
    sheet_name = "Tài khoản"
    about = (
        "Mỗi dòng là một vị trí công tác của một người. Người giữ hai vị trí có hai dòng cùng tên đăng nhập, "
        "họ và tên, thư điện tử."
    )
    key = ("login_name", "organisation", "role", "from_on")

    login_name = Column(
        "Tên đăng nhập", "user__login_name", Text(User._meta.get_field("login_name")), required=True, width=22,
        note="Chữ, số và các dấu . _ - @ +, không có dấu cách; chữ hoa hay chữ thường đều như nhau.",
    )  # fmt: skip
    full_name = Column(
        "Họ và tên", "user__full_name", Text(User._meta.get_field("full_name")), required=True, width=28,
        note="Có dấu, như trên giấy tờ. Tài khoản dùng chung: tên bộ phận.",
    )  # fmt: skip
    email = Column("Thư điện tử", "user__email", Text(User._meta.get_field("email")), width=28, note="Có thể để trống.")
    organisation = Column(
        "Mã cơ quan", "organisation__code", Code(), required=True, options=CODES, note="Như trang “Cơ quan”."
    )
    role = Column("Vai trò", "role", Choice(Role), required=True, width=32, options=Role, note="Chọn từ danh sách.")
    title = Column(
        "Chức danh", "title", Text(Post._meta.get_field("title")), width=22, note="Như in dưới chữ ký: Phó Giám đốc."
    )
    from_on = Column("Từ ngày", "from_on", Day(), required=True, note="dd/mm/yyyy; ngày bắt đầu giữ vị trí.")
    to_on = Column("Đến hết ngày", "to_on", Day(), note="dd/mm/yyyy; ghi khi thôi giữ vị trí, còn lại để trống.")
    followed_blocs = Column(
        "Khối theo dõi", "followed_blocs", Blocs(), width=36,
        note="Chỉ cho Chuyên viên theo dõi khối: ký hiệu và, trong ngoặc, mã cơ quan quản lý; cách nhau bằng dấu chấm "
        "phẩy. Chẳng hạn: KTĐ4 (UBNDT); CTĐ5 (UBNDT).",
    )  # fmt: skip

    def rows_in_scope(self, standing):
        rows = Post.objects.filter(Q(to_on=None) | Q(to_on__gte=standing.today))
        if not standing.is_administrator:
            rows = rows.filter(within("organisation", standing), user__is_superuser=False)
        return (
            rows.select_related("user", "organisation")
            .prefetch_related("followed_blocs__superior")
            .order_by("organisation__path", "user__sort_key", "user", "from_on", "pk")
        )

    def check(self, lines, world):
        self.refuse_repeated(lines)
        people: dict = {}
        spans = defaultdict(list)
        for line in lines:
            key = self.key_of(line)
            self.compare(line, world.posts.get(key) if key else None)
            self._check_person(line, people, world)
            self._check_post(line, world)
            if key and "to_on" in line.values:
                spans[key[:3]].append((line.get("from_on"), line.get("to_on"), line))
        named = {id(line.existing) for line in lines}
        for (*holding, _), post in world.posts.items():
            if id(post) not in named:
                spans[tuple(holding)].append((post.from_on, post.to_on, None))
        for held in spans.values():
            self._check_overlaps(sorted(held, key=lambda span: span[0]))

    def _check_person(self, line, people, world):
        """One account has one name and address, in the workbook and in the database."""
        user = world.users.get(line.get("login_name"))
        if user and not can_find_account(world.standing, user):
            line.fault("login_name", "Người ngoài phạm vi quản lý đã dùng tên đăng nhập này. Hãy chọn tên khác.")
            return
        first = people.setdefault(line.get("login_name"), line) if line.get("login_name") else line
        for name in ABOUT_THE_PERSON:
            if name not in line.values:
                continue
            if line.get(name) != first.values.get(name, line.get(name)):
                line.fault(name, f"Khác với dòng {first.number} của cùng tên đăng nhập. Hãy ghi giống nhau.")
            elif user and getattr(user, name) != line.get(name):
                line.changes[name] = (getattr(user, name), line.get(name))
                verdict = can_manage_account(world.standing, user)
                if not verdict:
                    line.fault(name, f"{verdict.reason} Hãy ghi như cũ: {getattr(user, name) or 'để trống'}.")
            elif user:
                line.changes.pop(name, None)

    @staticmethod
    def _check_post(line, world):
        organisation = world.organisation_of(line, "organisation")
        if organisation:
            line.require("organisation", can_give_post(world.standing, organisation))
        from_on, to_on = line.get("from_on"), line.get("to_on")
        if from_on and to_on and to_on < from_on:
            line.fault("to_on", constraint_message(Post, "post_days_in_order"))
        if line.get("followed_blocs") and line.get("role") not in (None, Role.FOLLOWER):
            line.fault(
                "followed_blocs", "Chỉ Chuyên viên theo dõi khối có khối theo dõi. Hãy xóa ô này, hoặc sửa vai trò."
            )
            return
        for superior, symbol in line.get("followed_blocs") or ():
            bloc = world.blocs.get((superior, symbol))
            if bloc is None:
                line.fault("followed_blocs", f"Không có khối {symbol} của cơ quan mã {superior}. Hãy sửa lại.")
            else:
                line.require("followed_blocs", can_give_post(world.standing, bloc.superior))

    @staticmethod
    def _check_overlaps(held):
        for (_, end, before), (start, _, after) in pairwise(held):
            line = after if after and after.is_new else before
            if line and line.is_new and (end is None or start <= end):
                line.fault(
                    "from_on",
                    "Người này đang giữ vai trò ấy ở cơ quan này. Hãy ghi ngày thôi cho dòng trước, hoặc xóa dòng này.",
                )

    def write(self, line, world):
        user = world.users.get(line.get("login_name"))
        if user is None:
            user = accounts.create_account(
                line.get("login_name"), line.get("full_name"), email=line.get("email"), by=world.standing,
                organisation=world.organisations[line.get("organisation")],
            )  # fmt: skip
            world.users[user.login_name] = user
            world.created_users.append(user)
        elif (user.full_name, user.email) != (line.get("full_name"), line.get("email")):
            world.users[user.login_name] = accounts.change_account(
                user, by=world.standing, full_name=line.get("full_name"), email=line.get("email")
            )
        followed = [world.blocs[key] for key in line.get("followed_blocs")]
        if line.is_new:
            accounts.give_post(
                user, world.organisations[line.get("organisation")], line.get("role"), by=world.standing,
                from_on=line.get("from_on"), to_on=line.get("to_on"), title=line.get("title"), followed_blocs=followed,
            )  # fmt: skip
        elif any(name in line.changes for name in ABOUT_THE_POST):
            accounts.change_post(
                line.existing, by=world.standing, title=line.get("title"), to_on=line.get("to_on"),
                followed_blocs=followed,
            )  # fmt: skip
