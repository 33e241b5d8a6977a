"""How a criterion is scored, guessed from its words. A guess is never more than that: each is told as a doubt, with
what of the words it does not say; where they say more than any kind can, there is no guess."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from scoring.criteria import Counts
from scoring.importers.clauses import clauses_of, given, gives_nothing, taken
from scoring.importers.results import results_of
from scoring.importers.times import times_of
from scoring.kinds import Direct, PassFail, Ratio, Rule

_FAILED = re.compile(
    r"không\s+(?:đạt|có|thực hiện|hoàn thành|bảo đảm|đảm bảo|tổ chức|tham gia)[^;.\n]{0,80}?"
    r"(?:không\s+(?:được\s+)?(?:cộng|tính|chấm)|(?<!\d)0+\s*điểm)|đạt\s*(?:/|hoặc)\s*không\s+đạt",
    re.IGNORECASE,
)
_SHARE = re.compile(
    r"điểm\s*=\s*tỷ lệ|tỷ lệ[^.;\n]{0,40}(?:nhân|[x×*])\s*(?:với\s*)?(?:số\s*)?điểm|"
    r"(?:tính|chấm)\s+(?:điểm\s+)?theo\s+tỷ lệ|tương ứng (?:với )?tỷ lệ",
    re.IGNORECASE,
)
_BELOW = re.compile(r"\bdưới\b|[<≤]", re.IGNORECASE)


@dataclass(frozen=True)
class Guess:
    """A kind, and the clauses about points that it does not say; of Direct, those that forbid any other kind."""

    rule: Rule
    left_out: tuple[str, ...] = ()


def guess(text: str, guide: Sequence[str], counts: Counts) -> Guess:
    """The kind that the words speak of; Direct where they speak of none."""
    clauses = clauses_of((text, *guide))
    results = results_of(clauses, [line for piece in guide for line in re.split(r"[\n;]", piece)])
    if results:
        return Guess(Direct() if results.contradicts else results.rule, results.left_out)
    if times := times_of(clauses, counts):
        nothing = tuple(part for clause in clauses for part in clause.split(", ") if gives_nothing(part))
        return Guess(times.rule, nothing) if times.rule else Guess(Direct(), times.left_out)
    return Guess(Direct()) if counts is Counts.DEDUCTION else _whole_or_share("\n".join((text, *guide)), clauses)


def _whole_or_share(whole: str, clauses: Sequence[str]) -> Guess:
    """All or nothing, or the share of a target."""
    pointed = tuple(clause for clause in clauses if given(clause))
    if _FAILED.search(whole):
        values = {points for clause in pointed for points in given(clause) if points}
        says_more = len(values) > 1 or any(map(taken, pointed))
        return Guess(Direct(), pointed) if says_more else Guess(PassFail())
    if _SHARE.search(whole):
        ends = tuple(clause for clause in clauses if gives_nothing(clause) and _BELOW.search(clause))
        return Guess(Direct(), ends) if ends else Guess(Ratio(cap_pct=Decimal(100)))
    return Guess(Direct())
