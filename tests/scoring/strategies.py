"""Hypothesis strategies: tables of criteria that may be published, and figures that may be entered for them."""

from dataclasses import dataclass
from decimal import Decimal

from hypothesis import strategies as st

from scoring.criteria import (
    Condition,
    Counts,
    Criteria,
    Criterion,
    Evidence,
    Group,
    LateMinus,
    LateRecorded,
    LateRefused,
    NotApplicable,
    ResultClass,
    leaves,
)
from scoring.figures import Figure, may_be_negative
from scoring.kinds import (
    Attendance,
    Band,
    Bands,
    Checklist,
    Deadline,
    Direct,
    External,
    LatePer,
    Level,
    Levels,
    PassFail,
    PerTime,
    PlusMinus,
    Ratio,
    Relative,
)
from scoring.sums import maxima
from scoring.tally import Figures

KINDS = (
    Direct, PassFail, Levels, Bands, Ratio, PerTime, Deadline, Checklist, Attendance, PlusMinus, External, Relative,
)  # fmt: skip
FOR_DEDUCTIONS = (Direct, Levels, Bands, PerTime)
STEPS = {0: ("1", "2"), 1: ("1", "0.5"), 2: ("1", "0.5", "0.25")}

texts = st.sampled_from(
    ["Thực hiện chỉ tiêu", "=1+1", "Họp Khối,\nký giao ước", "“Vui, khỏe”; 100%", "<b>", " lề ", "-5", "1.234,5"]
)
_amounts = st.integers(-(10**6), 10**9).map(lambda units: Decimal(units).scaleb(-2))
_targets = st.integers(1, 10**9).map(lambda units: Decimal(units).scaleb(-2))
_times = st.integers(0, 40).map(Decimal)


@dataclass(frozen=True)
class Case:
    """A table and the figures of the units that it compares, the first of which is the one that is looked at."""

    criteria: Criteria
    units: tuple[Figures, ...]
    days_late: int


class _Maker:
    """Draws one table: keys run on, points are whole steps."""

    def __init__(self, draw):
        self.draw = draw
        self.last_key = 0
        self.decimals = draw(st.sampled_from([0, 1, 2]))
        self.step = Decimal(draw(st.sampled_from(STEPS[self.decimals])))

    def key(self):
        self.last_key += 1
        return self.last_key

    def points(self, least, most):
        """Whole steps from `least` to `most` points."""
        return self.step * self.draw(st.integers(int(least / self.step), int(most / self.step)))

    def rule(self, kind, most):
        draw = self.draw
        if kind is Levels:
            names = draw(st.lists(texts, min_size=2, max_size=4, unique_by=str.strip))
            return Levels(levels=tuple(Level(name=name, points=self.points(0, most)) for name in names))
        if kind is Bands:
            return self.bands(most)
        if kind is Ratio:
            cap = draw(st.sampled_from([None, "100", "110.5"]))
            return Ratio(cap_pct=cap and Decimal(cap), quantity=draw(texts), unit="%")
        if kind is PerTime:
            return PerTime(points=self.points(self.step, most), unit=draw(texts))
        if kind is Deadline:
            per, task = draw(st.sampled_from(LatePer)), draw(st.none() | st.integers(1, 99))
            return Deadline(minus=self.points(self.step, most), per=per, task=task)
        if kind is Checklist:
            names = st.lists(texts, min_size=1, max_size=4, unique_by=str.strip).map(tuple)
            return Checklist(parts=draw(names | st.integers(1, 7)))
        if kind is Attendance:
            return Attendance(minus=self.points(self.step, most))
        if kind is PlusMinus:
            return PlusMinus(floor=-self.points(self.step, most))
        return kind()

    def bands(self, most):
        least = sorted(self.draw(st.lists(_amounts, min_size=1, max_size=4, unique=True)))
        points = sorted((self.points(0, most) for _ in least), reverse=self.draw(st.booleans()))
        bands = [Band(least=one, points=other) for one, other in zip(least, points, strict=True)]
        return Bands(bands=tuple(self.draw(st.permutations(bands))), of_target=self.draw(st.booleans()), unit="hồ sơ")

    def criterion(self, counts, code):
        draw = self.draw
        most = self.step * draw(st.integers(1, 60))
        kind = draw(st.sampled_from(FOR_DEDUCTIONS if counts is Counts.DEDUCTION else KINDS))
        return Criterion(
            key=self.key(),
            version=draw(st.integers(1, 9)),
            code=code,
            text=draw(texts),
            guide=draw(st.just("") | texts),
            max=most,
            rule=self.rule(kind, most),
            evidence=draw(st.sampled_from(Evidence)),
            assessor=draw(st.just("") | texts),
            floor=self.points(0, most) if draw(st.booleans()) else None,
        )

    def group(self, above, code, depth):
        draw = self.draw
        said = draw(st.sampled_from([None, None, *Counts]))
        cap = self.step * draw(st.integers(1, 90)) if draw(st.integers(0, 3)) == 0 else None
        nodes = self.nodes(said or above, depth)
        return Group(key=self.key(), code=code, text=draw(texts), cap=cap, counts=said, nodes=nodes)

    def nodes(self, counts, depth):
        return tuple(
            self.group(counts, str(number), depth - 1)
            if depth and self.draw(st.booleans())
            else self.criterion(counts, str(number))
            for number in range(1, self.draw(st.integers(1, 3)) + 1)
        )

    def conditions(self):
        return tuple(Condition(key=self.key(), text=self.draw(texts)) for _ in range(self.draw(st.integers(0, 2))))

    def late(self):
        minus = self.points(self.step, 5 * self.step)
        most = self.draw(st.sampled_from([None, 3 * minus]))
        return self.draw(st.sampled_from([LateRecorded(), LateRefused(), LateMinus(per_day=minus, most=most)]))

    def classes(self, scale):
        mins = sorted(self.draw(st.sets(st.integers(0, int(scale)), max_size=3)), reverse=True)
        floor = self.draw(st.sampled_from([None, Decimal(85)]))
        return tuple(
            ResultClass(code=str(number), name=f"Loại {number}", min=Decimal(least), floor_pct=floor)
            for number, least in enumerate(mins, start=1)
        )

    def table(self):
        draw = self.draw
        nodes = (*self.nodes(Counts.SCORE, 3), self.criterion(Counts.SCORE, "A"))
        scale = maxima(Criteria(last_key=0, scale=Decimal(0), step=self.step, nodes=nodes)).total.score
        return Criteria(
            title=draw(texts),
            scale=scale,
            decimals=self.decimals,
            step=self.step,
            bonus_over_scale=draw(st.booleans()),
            bonus_cap=draw(st.sampled_from([None, 10 * self.step])),
            late=self.late(),
            not_applicable=NotApplicable(
                normalise=draw(st.booleans()), max_pct=draw(st.sampled_from([None, Decimal(20)]))
            ),
            nodes=nodes,
            pending=self.conditions(),
            excluded=self.conditions(),
            classes=self.classes(scale),
            last_key=self.last_key + draw(st.integers(0, 5)),
        )


@st.composite
def tables(draw):
    """A table in which nothing stops its publication."""
    return _Maker(draw).table()


@st.composite
def figures(draw, criterion, criteria):
    """What may be entered for a criterion: incomplete, complete, or that it does not apply."""
    rule, asked = criterion.rule, criterion.rule.asked
    amount = target = chosen = None
    if asked.choices and draw(st.integers(0, 9)):
        places = st.integers(0, len(asked.choices) - 1)
        many = st.lists(places, unique=True).map(tuple)
        chosen = draw(many if asked.several else st.tuples(places))
    if asked.amount and draw(st.integers(0, 9)):
        amount = draw(_amount(rule, criterion, criteria))
    if asked.target and draw(st.integers(0, 4)):
        target = draw(_targets)
    return Figure(amount=amount, target=target, chosen=chosen, not_applicable=draw(st.integers(0, 9)) == 0)


def _amount(rule, criterion, criteria):
    def in_steps(least, step):
        return st.integers(int(least / step), int(criterion.max / step)).map(lambda number: number * step)

    match rule:
        case Direct():
            return in_steps(Decimal(0), criteria.step)
        case PlusMinus(floor=floor):
            return in_steps(floor, criteria.step)
        case External():
            return in_steps(Decimal(0), Decimal(1).scaleb(-criteria.decimals))
        case Checklist():
            return st.integers(0, rule.count).map(Decimal)
        case PerTime() | Deadline() | Attendance():
            return _times
        case _:
            return _amounts if may_be_negative(rule) else _amounts.map(abs)


@st.composite
def cases(draw):
    """A published table with the figures of one to four units."""
    criteria = draw(tables())
    units = tuple(
        {criterion.key: draw(figures(criterion, criteria)) for criterion, _ in leaves(criteria)}
        for _ in range(draw(st.integers(1, 4)))
    )
    return Case(criteria, units, draw(st.integers(0, 12)))
