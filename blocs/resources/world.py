"""What the rows of a workbook may refer to, in the database and further down in the workbook itself.

Loaded by codes, in a number of queries that does not depend on the number of rows. What a row will create stands here
too, with a key below zero until it is written.
"""

from itertools import count

from blocs.models import Bloc, Leadership, MemberUnit, Organisation, User

_AT_ONCE = 10_000
"""SQLite takes 32,766 values in one query."""


class World:
    def __init__(self, standing, *, codes, symbols, years, login_names):
        self.standing = standing
        self._keys = count(-1, -1)
        self.organisations = {
            organisation.code: organisation
            for organisation in _found(
                Organisation.objects.select_related("parent", "standing_body", "merged_into"), code=codes
            )
        }
        pks = [organisation.pk for organisation in self.organisations.values()]
        self.blocs = {
            (bloc.superior.code, bloc.symbol): bloc
            for bloc in _found(Bloc.objects.select_related("superior").prefetch_related("terms"), superior=pks)
            if bloc.symbol in symbols
        }
        self.terms = {(*key, term.year): term for key, bloc in self.blocs.items() for term in bloc.terms.all()}
        term_keys = {term.pk: key for key, term in self.terms.items() if term.year in years}
        rows_of_terms = ("organisation", "term__bloc__superior")
        self.member_units = {
            (*term_keys[unit.term_id], unit.organisation.code): unit
            for unit in _found(MemberUnit.objects.select_related(*rows_of_terms), term=term_keys)
        }
        self.leaderships = {
            (*term_keys[row.term_id], row.organisation.code, row.role, row.from_on): row
            for row in _found(Leadership.objects.select_related(*rows_of_terms).order_by("pk"), term=term_keys)
        }
        self.users = {
            user.login_name: user
            for user in _found(
                User.objects.prefetch_related("posts__organisation", "posts__followed_blocs__superior"),
                login_name=login_names,
            )
        }
        self.posts = {
            (login_name, post.organisation.code, post.role, post.from_on): post
            for login_name, user in self.users.items()
            for post in user.posts.all()
        }
        self.created_users = []

    def plan(self, row):
        """Give a row that is yet to be written a key that no row has."""
        row.pk = next(self._keys)
        return row

    def refresh_paths(self):
        """Bring the organisations up to the database after some were written or moved."""
        pks = [organisation.pk for organisation in self.organisations.values()]
        self.organisations = {row.code: row for row in _found(Organisation.objects.all(), pk=pks)}
        for (superior, _), bloc in self.blocs.items():
            bloc.superior = self.organisations[superior]

    # References -------------------------------------------------------------------------------------------------------

    def organisation_of(self, line, name):
        """The organisation that a cell names by its code; None when the cell is empty or at fault."""
        code = line.get(name)
        organisation = self.organisations.get(code)
        if code and organisation is None:
            line.fault(name, "Không có cơ quan dùng mã này. Hãy sửa mã, hoặc thêm cơ quan vào trang “Cơ quan”.")
        return organisation

    def bloc_of(self, line):
        """The bloc that a line names by its symbol and the code of its superior."""
        if not self.organisation_of(line, "superior") or not line.get("symbol"):
            return None
        bloc = self.blocs.get((line.get("superior"), line.get("symbol")))
        if bloc is None:
            line.fault(
                "symbol",
                "Cơ quan quản lý này không có khối, cụm dùng ký hiệu ấy. "
                "Hãy sửa ký hiệu, hoặc thêm vào trang “Khối, cụm”.",
            )
        return bloc

    def term_of(self, line):
        """The year that a line names, while it is open."""
        bloc, year = self.bloc_of(line), line.get("year")
        if bloc is None or year is None:
            return None
        term = self.terms.get((*self.bloc_key(line), year))
        if term is None:
            line.fault("year", "Khối, cụm chưa mở năm này. Hãy sửa năm, hoặc thêm dòng vào trang “Năm thi đua”.")
        elif not term.is_open:
            line.fault("year", f"{term.label} đã khép, không sửa được nữa. Hãy xóa dòng này.")
            return None
        return term

    @staticmethod
    def bloc_key(line):
        return line.get("superior"), line.get("symbol")

    @staticmethod
    def term_key(line):
        return line.get("superior"), line.get("symbol"), line.get("year")


def _found(rows, **wanted):
    """The rows whose field has one of many values."""
    [(name, values)] = wanted.items()
    values = list(values)
    for start in range(0, len(values), _AT_ONCE):
        yield from rows.filter(**{f"{name}__in": values[start : start + _AT_ONCE]})
