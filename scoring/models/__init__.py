from scoring.models.criteria_table import CriteriaTable
from scoring.models.evidence import Evidence
from scoring.models.pledge import Pledge, PledgeSignature
from scoring.models.registration import RegisteredCommendation, RegisteredTarget, RegisteredTitle, Registration
from scoring.models.scoring_round import Extension, ScoringRound
from scoring.models.sheet import ScoreEntry, ScoreSheet
from scoring.models.year_paper import YearPaper

__all__ = [
    "CriteriaTable", "Evidence", "Extension", "Pledge", "PledgeSignature", "RegisteredCommendation",
    "RegisteredTarget", "RegisteredTitle", "Registration", "ScoreEntry", "ScoreSheet", "ScoringRound", "YearPaper",
]  # fmt: skip
