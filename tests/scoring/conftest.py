"""A short table of the bloc that the finance department leads, and the health department's sheet by it."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

import pytest

from blocs.enums import Role
from blocs.models import User
from scoring.criteria import Counts, Criteria, Criterion, Evidence, Group
from scoring.deadline import VIETNAM
from scoring.figures import Figure
from scoring.kinds import Direct, PassFail, PerTime, Ratio
from scoring.models import CriteriaTable, ScoreSheet, ScoringRound
from scoring.services import rounds, sheets, tables
from scoring.services.rounds import Due
from scoring.services.sheets import Entered
from tests import world as cast
from tests.world import World, standing

DUE_ON = date(2026, 11, 5)
IN_TIME = datetime(2026, 11, 5, 23, 59, 59, tzinfo=VIETNAM)
RESULT, TASKS, UNITY, MODELS, ABSENCES = 2, 3, 5, 7, 9

SHORT_TABLE = Criteria(
    last_key=9,
    title="Bảng tiêu chí chấm điểm thi đua của Khối thi đua số 1",
    scale=Decimal(100),
    step=Decimal("0.5"),
    nodes=(
        Group(
            key=1,
            code="I",
            text="Nhiệm vụ chuyên môn",
            max=Decimal(60),
            nodes=(
                Criterion(
                    key=RESULT, code="1", text="Chỉ tiêu được giao", max=Decimal(40), rule=Ratio(cap_pct=Decimal(100))
                ),
                Criterion(key=TASKS, code="2", text="Nhiệm vụ đột xuất", max=Decimal(20), rule=Direct()),
            ),
        ),
        Group(
            key=4,
            code="II",
            text="Xây dựng nội bộ",
            max=Decimal(40),
            nodes=(
                Criterion(
                    key=UNITY, code="1", text="Nội bộ đoàn kết", max=Decimal(40), rule=PassFail(),
                    evidence=Evidence.REQUIRED,
                ),
            ),
        ),
        Group(
            key=6,
            text="Điểm thưởng",
            counts=Counts.BONUS,
            nodes=(
                Criterion(
                    key=MODELS, text="Mô hình mới", max=Decimal(10), rule=PerTime(points=Decimal(5), unit="mô hình")
                ),
            ),
        ),
        Group(
            key=8,
            text="Điểm trừ",
            counts=Counts.DEDUCTION,
            nodes=(Criterion(key=ABSENCES, text="Vắng họp", max=None, rule=PerTime(points=Decimal(5))),),
        ),
    ),
)  # fmt: skip

ALL_FIGURES = {
    RESULT: Figure(amount=Decimal(90), target=Decimal(100)),
    TASKS: Figure(amount=Decimal("18.5")),
    UNITY: Figure(chosen=(PassFail.PASSED,)),
    MODELS: Figure(amount=Decimal(1)),
}
"""36 + 18,5 + 40 + 5."""


@dataclass(frozen=True)
class Scoring:
    """Those who have to do with the sheet of the health department."""

    world: World
    table: CriteriaTable
    round: ScoringRound
    head: User
    clerk: User

    @property
    def officer(self) -> User:
        return self.world.member

    @property
    def sheet(self) -> ScoreSheet:
        """The health department's, as it is now."""
        rows = ScoreSheet.objects.select_related("round__term__bloc__superior", "round__table", "unit__organisation")
        return rows.get(round=self.round, unit__organisation=self.world.health)

    def enter(self, figures, by=None):
        """Figures as somebody enters them who has the sheet before him."""
        seen = {entry.key: entry.version for entry in self.sheet.entries.all()}
        entered = {key: Entered(figure=figure, seen=seen.get(key, 0)) for key, figure in figures.items()}
        return sheets.enter(self.sheet, entered, by=standing(by or self.officer))


@pytest.fixture
def scoring(world):
    leader = standing(world.leader)
    table = tables.publish(tables.draft_of_term(world.term, SHORT_TABLE, by=leader), by=leader)
    return Scoring(
        world=world,
        table=table,
        round=rounds.open_round(world.term, Due(due_on=DUE_ON), by=leader),
        head=cast.holder("Bùi Thị Trưởng", world.health, Role.HEAD),
        clerk=cast.holder("Ngô Văn Thư", world.health, Role.CLERK),
    )
