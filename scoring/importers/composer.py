"""A tree of rows → `Criteria`, and what was doubtful about each of them."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import count, pairwise

from plans.importers.blocks import Doubt
from scoring.criteria import Condition, Counts, Criteria, Criterion, Evidence, Group, Node
from scoring.importers.clauses import clauses_of, given, most_of, quoted
from scoring.importers.codes import NO_CODE, split_code
from scoring.importers.entries import Entry, as_written
from scoring.importers.guesses import Guess, guess
from scoring.importers.headings import conditions_of, hint_of, is_mixed
from scoring.importers.points import Points
from scoring.importers.rows import Taken
from scoring.importers.tables import WHOLE
from scoring.importers.tree import Branch
from scoring.kinds import Direct, Levels, PerTime, PlusMinus, Rule
from scoring.sums import maxima
from thidua.lib.points import has_at_most, is_multiple, number_text

_NAMES = {Counts.BONUS: "điểm thưởng", Counts.DEDUCTION: "điểm trừ"}
_SHORT = 60
_LONG = 200
_MANY = 3
_STEPS = tuple(map(Decimal, ("1", "0.5", "0.25", "0.1", "0.05", "0.01")))


class Composer:
    """Builds the table from the tree; keys are given in reading order."""

    def __init__(self, title: str) -> None:
        self.title = title
        self.doubts: list[Doubt] = []
        self.guides_of_groups: dict[int, str] = {}
        self.hinted: dict[int, tuple[str, Counts]] = {}
        """Groups of the score whose words speak of bonuses or deductions."""
        self.conditions: dict[str, list[Condition]] = {"excluded": [], "pending": []}
        self._keys = count(1)

    def criteria(self, branches: Sequence[Branch], taken: Taken) -> Criteria:
        nodes = tuple(node for branch in branches for node in self._nodes(branch, Counts.SCORE))
        maximal = [node.max for node in _leaves(nodes) if node.max is not None]
        stated = [*maximal, *(points for leaf in _leaves(nodes) for points in _points_in_words(leaf))]
        step = next((step for step in _STEPS if all(is_multiple(points, step) for points in stated)), _STEPS[-1])
        if not all(has_at_most(2, most) for most in maximal):
            self._doubt("DECIMALS", "Có điểm chuẩn lẻ hơn 2 chữ số thập phân. Hãy làm tròn.")
        draft = Criteria(
            last_key=next(self._keys) - 1,
            title=self.title,
            scale=Decimal(0),
            step=step,
            nodes=nodes,
            pending=tuple(self.conditions["pending"]),
            excluded=tuple(self.conditions["excluded"]),
        )
        scale = self._scale(draft, taken.totals)
        self._doubt_hinted(draft)
        self._doubt("STEP", f"Thang điểm tạm lấy {number_text(scale)}, bước điểm {number_text(step)}. Hãy kiểm tra.")
        if not self.title:
            self._doubt("TITLE", "Không thấy tên bảng. Hãy đặt tên cho bảng.")
        if taken.dropped:
            names = "; ".join(f"“{name[:_SHORT]}”" for name in dict.fromkeys(taken.dropped))
            self._doubt("COLUMNS", f"Không lấy các cột {names}. Nếu cần, hãy chép vào hướng dẫn của tiêu chí.")
        if taken.further:
            names = "; ".join(f"“{name[:_SHORT]}”" for name in dict.fromkeys(taken.further))
            self._doubt(
                "FURTHER_POINTS",
                f"Bảng có thêm cột điểm {names}: đã ghi vào hướng dẫn của từng tiêu chí, không tính là điểm chuẩn. "
                "Nếu cột ấy cộng hoặc trừ riêng, hãy lập nhóm điểm thưởng, điểm trừ.",
            )
        self._doubt_guides_of_groups()
        self.doubts += taken.doubts
        return replace(draft, scale=scale)

    def _doubt(self, code: str, message: str, key: int | None = None) -> None:
        self.doubts.append(Doubt(code, message, key))

    def _doubt_guides_of_groups(self) -> None:
        """Each beside its group, but many of them as one."""
        if len(self.guides_of_groups) > _MANY:
            self._doubt(
                "GROUP_GUIDE",
                f"Nhóm không có hướng dẫn riêng; đã bỏ hướng dẫn của {len(self.guides_of_groups)} nhóm. Nếu cần, hãy "
                "chép từ tệp gốc vào tiêu chí bên dưới.",
            )
            return
        for key, guide in self.guides_of_groups.items():
            self._doubt("GROUP_GUIDE", f"Nhóm không có hướng dẫn riêng; đã bỏ: {guide}.", key)

    def _doubt_hinted(self, criteria: Criteria) -> None:
        """Each beside its group; a table that comes to a whole without it says so, too."""
        sums = maxima(criteria)
        for key, (text, hint) in self.hinted.items():
            without = sums.total.score - sums.groups[key].score
            rest = f" Không kể nhóm này, các tiêu chí cộng lại được {number_text(without)}." if without in WHOLE else ""
            self._doubt(
                "UNCOUNTED",
                f"Tính “{text[:_SHORT]}” vào điểm chuẩn dù lời có thể là {_NAMES[hint]}.{rest} Nếu đúng là "
                f"{_NAMES[hint]}, hãy đổi cách tính của nhóm.",
                key,
            )

    def _scale(self, criteria: Criteria, totals: Sequence[Decimal]) -> Decimal:
        """What the maxima of the score add up to, where a total says so, or all of them together; else the last one."""
        most = maxima(criteria).total
        if not totals or {most.score, most.score + most.bonus} & {*totals, sum(totals)}:
            return most.score
        self._doubt(
            "TOTAL",
            f"Dòng tổng cộng ghi {number_text(totals[-1])} nhưng các tiêu chí cộng lại được {number_text(most.score)}. "
            "Hãy kiểm tra điểm chuẩn.",
        )
        return totals[-1]

    def _nodes(self, branch: Branch, above: Counts) -> Iterator[Node]:
        """The part that a row becomes; none where it has no points to give."""
        entry = branch.entry
        if above is Counts.SCORE and _all_take_away(branch):
            entry.counts = Counts.DEDUCTION
        counts = branch.counts or above
        if not branch.has_points and (conditions := conditions_of(entry.text)):
            self._take_conditions(branch, conditions)
            return
        if not branch.has_points and counts is Counts.SCORE:
            self._doubt("LEFT_OUT", f"Bỏ dòng không có điểm: “{_quoted(branch)}”. Nếu là tiêu chí, hãy thêm lại.")
            return
        if entry.max is not None and self._only_explain(branch, counts):
            entry.guide += [line for inner in branch.branches for line in _lines(inner)]
            branch.branches = []
        if branch.branches or (entry.max is None and not entry.unread and branch.counts):
            yield self._group(branch, counts)
        elif branch.counts is not None and branch.counts is not above:
            yield self._group(Branch(replace(entry, guide=[]), [Branch(replace(entry, code=NO_CODE))]), counts)
        else:
            yield self._criterion(entry, counts)

    def _only_explain(self, branch: Branch, counts: Counts) -> bool:
        """Whether the rows below a criterion with a maximum say how it is scored, and are no criteria."""
        below = branch.branches
        if not any(inner.has_points for inner in below):
            return True
        takes_away = counts is Counts.SCORE and not branch.entry.is_minus and all(_is_minus(inner) for inner in below)
        are_levels = _are_levels(branch)
        if not takes_away and not (are_levels and not any(inner.branches for inner in below)):
            return False
        what = "là các lỗi bị trừ điểm" if takes_away else "là các mức điểm của một tiêu chí, không cộng lại"
        message = f"Hiểu {len(below)} dòng nhỏ {what}; đã ghi vào hướng dẫn của tiêu chí. Hãy kiểm tra."
        branch.entry.doubts.append(("LINES", message))
        return True

    def _take_conditions(self, branch: Branch, name: str) -> None:
        """The rows below a heading like "Các trường hợp không xét", or this row itself."""
        rows = [*branch.entry.guide, *(line for inner in branch.branches for line in _lines(inner, labelled=False))]
        for text in rows or [branch.entry.text]:
            self.conditions[name].append(Condition(key=next(self._keys), text=split_code(text)[1]))
        self._doubt(
            "CONDITIONS",
            f"Hiểu {max(len(rows), 1)} dòng dưới “{branch.entry.text[:_SHORT]}” là điều kiện, không phải tiêu chí. "
            "Hãy kiểm tra ở phần Điều kiện.",
        )

    def _group(self, branch: Branch, counts: Counts) -> Group:
        entry, key = branch.entry, next(self._keys)
        self._doubt_entry(entry, key)
        if is_mixed(entry.text):
            self._doubt("MIXED", f"“{entry.text[:_SHORT]}” gồm cả cộng và trừ. Hãy tách thành hai nhóm.", key)
        if entry.guide:
            self.guides_of_groups[key] = "; ".join(f"“{' '.join(line.split())[:_LONG]}”" for line in entry.guide)
        if entry.floor is not None:
            self._doubt("FLOOR", f"Nhóm không có điểm tối thiểu riêng; đã bỏ {number_text(entry.floor)} điểm.", key)
        said = branch.counts
        if said is not None:
            self._doubt("COUNTS", f"Hiểu “{entry.text[:_SHORT]}” là nhóm {_NAMES[said]}. Hãy kiểm tra.", key)
        elif counts is Counts.SCORE and (hint := hint_of(entry.text)):
            self.hinted[key] = entry.text, hint
        nodes = tuple(node for inner in branch.branches for node in self._nodes(inner, counts))
        most = None if said is Counts.DEDUCTION else entry.max
        return Group(key=key, code=entry.code.shown, text=entry.text, max=most, counts=said, nodes=nodes)

    def _criterion(self, entry: Entry, counts: Counts) -> Criterion:
        key = next(self._keys)
        rule = self._rule(entry, counts, key)
        entry = self._with_most(entry, counts, key)
        if counts is Counts.DEDUCTION and isinstance(rule, PerTime) and rule.points == entry.max:
            entry = replace(entry, points=Points(None, each=rule.points))
        self._doubt_points(entry, counts, key)
        guide = [*entry.guide, *([f"Minh chứng: {entry.proof}"] if entry.proof else [])]
        return Criterion(
            key=key,
            code=entry.code.shown,
            text=entry.text,
            guide="\n".join(guide),
            max=entry.max,
            rule=rule,
            evidence=Evidence.REQUIRED if entry.proof else Evidence.OPTIONAL,
            assessor=entry.assessor,
            floor=entry.floor,
        )

    def _rule(self, entry: Entry, counts: Counts, key: int) -> Rule:
        if entry.is_minus and counts is Counts.SCORE and entry.max:
            self._doubt("MINUS", f"Điểm ghi số âm (-{number_text(entry.max)}). Hãy chuyển vào nhóm điểm trừ.", key)
        each = self._each(entry)
        guessed = Guess(each) if each else _without_parts(guess(entry.text, entry.guide, counts), entry.max)
        rule, left_out = guessed.rule, "; ".join(quoted(guessed.left_out))
        if not isinstance(rule, Direct | PlusMinus):
            unsaid = f"; không dùng: {left_out}" if left_out else ""
            self._doubt("KIND", f"Đoán cách chấm “{rule.NAME}” theo lời của tiêu chí{unsaid}. Hãy kiểm tra.", key)
        elif left_out:
            self._doubt(
                "UNGUESSED", f"Không cách chấm nào nói hết lời {left_out}: để chấm trực tiếp. Hãy kiểm tra.", key
            )
        return rule

    def _with_most(self, entry: Entry, counts: Counts, key: int) -> Entry:
        """The row of a bonus or deduction with the most that its words allow, where it has no maximum."""
        most = most_of(clauses_of((entry.text, *entry.guide)))
        if counts is Counts.SCORE or entry.max is not None or entry.unread or most is None:
            return entry
        self._doubt("MOST", f"Lấy mức tối đa {number_text(most)} điểm theo lời của tiêu chí. Hãy kiểm tra.", key)
        return replace(entry, points=replace(entry.points or Points(None), max=most))

    def _each(self, entry: Entry) -> PerTime | None:
        """ "0,5 điểm/bài", where the points stand."""
        if entry.points is None or entry.points.each is None or entry.points.each <= 0:
            return None
        return PerTime(points=entry.points.each, unit=entry.points.unit)

    def _doubt_points(self, entry: Entry, counts: Counts, key: int) -> None:
        self._doubt_entry(entry, key)
        if entry.max is None and not entry.unread and counts is not Counts.DEDUCTION:
            self._doubt("NO_MAX", "Dòng này chưa có điểm chuẩn. Hãy nhập điểm chuẩn.", key)

    def _doubt_entry(self, entry: Entry, key: int) -> None:
        """What was odd about the row itself, whatever it becomes."""
        for code, message in entry.doubts:
            self._doubt(code, message, key)
        if entry.unread:
            self._doubt("MAX", f"Không đọc được điểm “{entry.unread[:_SHORT]}”. Hãy nhập điểm chuẩn.", key)
        elif entry.points and entry.points.from_range and entry.max is not None:
            self._doubt("RANGE", f"Điểm ghi một khoảng; đã lấy mức cao nhất {number_text(entry.max)}.", key)


def _without_parts(guessed: Guess, most: Decimal | None) -> Guess:
    """No guess where the results, together and not the best of them, make up the maximum: parts that are added up."""
    if not isinstance(guessed.rule, Levels):
        return guessed
    levels = guessed.rule.levels
    if most != sum(level.points for level in levels) or most == max(level.points for level in levels):
        return guessed
    return Guess(Direct(), tuple(f"{level.name}: {number_text(level.points)}" for level in levels))


def _all_take_away(branch: Branch) -> bool:
    """Whether a heading without points stands over nothing but what is taken away."""
    pointed = [inner for inner in branch.branches if inner.has_points]
    return not branch.entry.states_points and bool(pointed) and all(map(_is_minus, pointed))


def _are_levels(branch: Branch) -> bool:
    """Whether the rows below a maximum are what it may come to, and not what it is made of.

    They fall from it or rise to it without making it up, or down to 0, which no part is worth; points in their words
    are levels wherever they do not make it up. Bonuses and deductions need not make up the most of their heading.
    """
    if branch.counts is not None:
        return False
    parts = [inner.entry.max or Decimal(0) for inner in branch.branches]
    steps = [later - earlier for earlier, later in pairwise(parts)]
    in_order = all(step < 0 for step in steps) or all(step > 0 for step in steps)
    in_words = all(inner.entry.in_words for inner in branch.branches)
    in_levels = len(parts) > 1 and in_order and max(parts) == branch.entry.max
    ends_at_nothing = in_levels and all(inner.entry.max is not None for inner in branch.branches) and 0 in parts
    return ends_at_nothing or ((in_words or in_levels) and sum(parts) != branch.entry.max)


def _is_minus(branch: Branch) -> bool:
    """Whether a row takes points away, and holds no others."""
    return branch.entry.is_minus and not branch.branches


def _lines(branch: Branch, *, labelled: bool = True) -> Iterator[str]:
    yield as_written(branch.entry) if labelled else branch.entry.text
    yield from branch.entry.guide
    for inner in branch.branches:
        yield from _lines(inner, labelled=labelled)


def _quoted(branch: Branch) -> str:
    text = " ".join(" / ".join(_lines(branch)).split())
    return text if len(text) <= 300 else f"{text[:300]}…"


def _points_in_words(criterion: Criterion) -> Iterator[Decimal]:
    """What its words give or take away: a person gives points in steps of these, too."""
    for clause in clauses_of((criterion.text, criterion.guide)):
        yield from given(clause)


def _leaves(nodes: Sequence[Node]) -> Iterator[Criterion]:
    for node in nodes:
        if isinstance(node, Group):
            yield from _leaves(node.nodes)
        else:
            yield node
