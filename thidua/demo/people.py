"""The demo's people: who they are, what they do where, and the accounts that may be tried out. All are invented."""

from dataclasses import dataclass

from blocs.enums import Role


@dataclass(frozen=True, kw_only=True)
class Person:
    """Somebody with an account; `organisation` is a code of `thidua.demo.world`, "" for the technical administrator."""

    login_name: str
    full_name: str
    organisation: str = ""
    role: Role = Role.OFFICER
    title: str = ""
    follows: tuple[str, ...] = ()
    """Symbols of the blocs that a follower has."""


ADMINISTRATOR = Person(login_name="quantri", full_name="Đinh Công Kỹ")
STANDING_BODY = Person(
    login_name="snv.thuongtruc", full_name="Lê Thị Minh Châu", organisation="LG-SNV", role=Role.STANDING_BODY,
    title="Trưởng phòng Thi đua - Khen thưởng",
)  # fmt: skip
OUTSIDER = Person(login_name="tinhkhac", full_name="Vương Đình Lộc", organisation="TL-STC", title="Chuyên viên")

OPEN_TO_VISITORS: tuple[Person, ...] = (
    Person(
        login_name="stc.chuyenvien", full_name="Phạm Thị Thu Hằng", organisation="LG-STC",
        title="Chuyên viên Văn phòng",
    ),
    Person(
        login_name="stc.lanhdaophong", full_name="Đỗ Mạnh Tường", organisation="LG-STC", role=Role.OFFICE_CHIEF,
        title="Chánh Văn phòng",
    ),
    Person(
        login_name="stc.giamdoc", full_name="Trần Hữu Nghĩa", organisation="LG-STC", role=Role.HEAD, title="Giám đốc",
    ),
    Person(login_name="stc.vanthu", full_name="Ngô Thị Bích", organisation="LG-STC", role=Role.CLERK, title="Văn thư"),
    Person(login_name="sxd.chuyenvien", full_name="Hoàng Anh Dũng", organisation="LG-SXD", title="Chuyên viên"),
    Person(login_name="sct.chuyenvien", full_name="Bùi Thị Lệ Quyên", organisation="LG-SCT", title="Chuyên viên"),
    Person(
        login_name="snv.theodoi", full_name="Nguyễn Văn Toàn", organisation="LG-SNV", role=Role.FOLLOWER,
        title="Chuyên viên phòng Thi đua - Khen thưởng", follows=("KTĐ4", "CTĐ5"),
    ),
    STANDING_BODY,
    Person(login_name="binhlam.giaovien", full_name="Tạ Quang Vinh", organisation="LG-BL", title="Thư ký hội đồng"),
    Person(
        login_name="namlam.chutich", full_name="Lý Thành Trung", organisation="LG-NL", role=Role.HEAD,
        title="Chủ tịch UBND phường",
    ),
    Person(login_name="vinhlam.chuyenvien", full_name="H'Lan Niê", organisation="LG-VL", title="Chuyên viên"),
    Person(login_name="thvl2.giaovien", full_name="Y Thịnh Byă", organisation="LG-VL-TH2", title="Thư ký hội đồng"),
    OUTSIDER,
    Person(
        login_name="kiemtra", full_name="Cao Xuân Trường", organisation="LG", role=Role.AUDITOR, title="Thanh tra viên",
    ),
    ADMINISTRATOR,
)  # fmt: skip
"""Those whose accounts have the demo's password, in the order in which they are printed."""

OTHERS: tuple[Person, ...] = (
    Person(login_name="snnmt.chuyenvien", full_name="Lương Thị Hoa", organisation="LG-SNNMT", title="Chuyên viên"),
    Person(login_name="skhcn.chuyenvien", full_name="Dương Minh Khôi", organisation="LG-SKHCN", title="Chuyên viên"),
    Person(login_name="kcn.chuyenvien", full_name="Mai Thị Hồng Nhung", organisation="LG-BQLKCN", title="Chuyên viên"),
    Person(login_name="thue.chuyenvien", full_name="Chu Đức Mạnh", organisation="LG-THUE", title="Công chức"),
    Person(login_name="thongke.chuyenvien", full_name="Tô Thị Ánh", organisation="LG-TK", title="Thống kê viên"),
    Person(login_name="htx.chuyenvien", full_name="Kiều Văn Sáng", organisation="LG-LMHTX", title="Chuyên viên"),
    Person(
        login_name="sgddt.theodoi", full_name="Phan Thị Diệu Linh", organisation="LG-SGDDT", role=Role.FOLLOWER,
        title="Chuyên viên Văn phòng", follows=("CTĐ3",),
    ),
    Person(login_name="nuivoi.giaovien", full_name="Hồ Sĩ Nguyên", organisation="LG-NV", title="Thư ký hội đồng"),
    Person(login_name="dongmay.giaovien", full_name="Võ Thị Như Ý", organisation="LG-DM", title="Thư ký hội đồng"),
    Person(login_name="tangiang.giaovien", full_name="Lâm Chí Công", organisation="LG-TG", title="Thư ký hội đồng"),
    Person(login_name="phuockhe.giaovien", full_name="Đào Thị Vân", organisation="LG-PK", title="Thư ký hội đồng"),
    Person(login_name="dtnt.giaovien", full_name="H'Brih Êban", organisation="LG-DTNT", title="Thư ký hội đồng"),
    Person(login_name="gdtx.giaovien", full_name="Trịnh Hoài Nam", organisation="LG-GDTX", title="Thư ký hội đồng"),
    Person(login_name="namlam.chuyenvien", full_name="Đặng Thùy Dương", organisation="LG-NL", title="Chuyên viên"),
    Person(
        login_name="thvl2.hieupho", full_name="H'Mai Byă", organisation="LG-VL-TH2", role=Role.HEAD,
        title="Phó Hiệu trưởng",
    ),
)  # fmt: skip
"""Officers whose accounts wait for their activation: they fill the lists, and some act in the demo's past."""


INVESTMENT_HEAD = "Nguyễn Thanh Hải"
AGRICULTURE_HEAD = "Phạm Quốc Thịnh"
FINANCE_HEAD = "Trần Hữu Nghĩa"
BINH_LAM_HEAD = "Nguyễn Thị Kim Oanh"
VINH_LAM_HEAD = "Y Bhăm Niê"
NAM_LAM_HEAD = "Lý Thành Trung"
SCHOOL_DEPUTY = "H'Mai Byă"
"""Heads who sign on paper; most never sign in."""
