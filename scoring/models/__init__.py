from scoring.models.criteria_table import CriteriaTable
from scoring.models.evidence import Evidence
from scoring.models.scoring_round import Extension, ScoringRound
from scoring.models.sheet import ScoreEntry, ScoreSheet

__all__ = ["CriteriaTable", "Evidence", "Extension", "ScoreEntry", "ScoreSheet", "ScoringRound"]
