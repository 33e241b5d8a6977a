"""What is wrong with a table before it is published: one fault at a time in a table without any."""

from dataclasses import replace
from decimal import Decimal

import pytest

from scoring.criteria import (
    Condition,
    Counts,
    Criteria,
    Criterion,
    Group,
    LateMinus,
    NotApplicable,
    ResultClass,
)
from scoring.criteria_review import Finding, review
from scoring.kinds import (
    Attendance,
    Band,
    Bands,
    Checklist,
    Deadline,
    Direct,
    Level,
    Levels,
    PassFail,
    PerTime,
    PlusMinus,
    Ratio,
)
from thidua.demo.criteria import table


def number(text):
    return None if text is None else Decimal(text)


def criterion(key=2, most="60", rule=None, **fields):
    return Criterion(
        **{"key": key, "code": str(key), "text": "Tiêu chí", "max": number(most), "rule": rule or Direct(), **fields}
    )


def group(*nodes, **fields):
    return Group(**{"key": 1, "code": "I", "text": "Nhóm", "nodes": nodes, **fields})


def classes(*mins, floor=None):
    return tuple(
        ResultClass(code=f"c{place}", name=f"Loại {place}", min=Decimal(least), floor_pct=number(floor))
        for place, least in enumerate(mins)
    )


SECTION = group(criterion(), criterion(3, "40"), max=Decimal(100))
SOUND = Criteria(
    last_key=9,
    title="Bảng tiêu chí",
    scale=Decimal(100),
    step=Decimal("0.5"),
    nodes=(SECTION,),
    classes=classes(90, 0),
)
BONUS = group(criterion(5, "10"), key=4, code="II", counts=Counts.BONUS)


def with_first(**fields):
    """The table with a changed first criterion."""
    first, second = SECTION.nodes
    return with_group(nodes=(replace(first, **fields), second))


def with_group(**fields):
    return replace(SOUND, nodes=(replace(SECTION, **fields),))


def with_deduction(rule, most=None):
    deductions = group(criterion(5, most, rule), key=4, code="II", counts=Counts.DEDUCTION)
    return replace(SOUND, nodes=(*SOUND.nodes, deductions))


def levels(*points, names=("Tốt", "Khá", "Đạt")):
    return Levels(
        levels=tuple(Level(name=name, points=Decimal(each)) for name, each in zip(names, points, strict=False))
    )


def bands(*pairs):
    return Bands(bands=tuple(Band(least=Decimal(least), points=Decimal(points)) for least, points in pairs))


def codes(criteria, *, blocking):
    return [finding.code for finding in review(criteria) if finding.blocking is blocking]


BLOCKING = {
    "no title": (replace(SOUND, title=" "), ["NO_TITLE"]),
    "no scale": (replace(SOUND, scale=Decimal(0)), ["SCALE", "CLASS_BEYOND_SCALE", "SUM_OF_SCALE"]),
    "no step": (replace(SOUND, step=Decimal(0)), ["STEP"]),
    "step too fine": (replace(SOUND, decimals=0), ["STEP"]),
    "no bonus at all": (replace(SOUND, bonus_cap=Decimal(0)), ["BONUS_CAP"]),
    "late for nothing": (replace(SOUND, late=LateMinus(per_day=Decimal(0))), ["LATE"]),
    "late for less than a day": (replace(SOUND, late=LateMinus(per_day=Decimal(5), most=Decimal(3))), ["LATE_MOST"]),
    "late too fine": (replace(SOUND, late=LateMinus(per_day=Decimal("0.125"))), ["LATE_DECIMALS"]),
    "all may be left out": (
        replace(SOUND, not_applicable=NotApplicable(max_pct=Decimal(100))),
        ["NOT_APPLICABLE_SHARE"],
    ),
    "class without a name": (
        replace(SOUND, classes=(replace(SOUND.classes[0], name=""), SOUND.classes[1])),
        ["CLASS_WITHOUT_NAME"],
    ),
    "two classes of one code": (
        replace(SOUND, classes=(replace(SOUND.classes[0], code="c1"), SOUND.classes[1])),
        ["CLASS_TWICE"],
    ),
    "two classes of one name": (
        replace(SOUND, classes=(replace(SOUND.classes[0], name="Loại 1"), SOUND.classes[1])),
        ["CLASS_TWICE"],
    ),
    "classes from the lowest": (replace(SOUND, classes=classes(0, 90)), ["CLASSES_NOT_FALLING"]),
    "two classes of one minimum": (replace(SOUND, classes=classes(0, 0)), ["CLASSES_NOT_FALLING"]),
    "class beyond the scale": (replace(SOUND, classes=classes("100.5", 0)), ["CLASS_BEYOND_SCALE"]),
    "class floor beyond all": (
        replace(SOUND, classes=(*classes(90, floor="101"), *SOUND.classes[1:])),
        ["CLASS_FLOOR"],
    ),
    "no criteria": (replace(SOUND, nodes=()), ["NO_CRITERIA", "SUM_OF_SCALE"]),
    "code twice": (with_first(code="3"), ["CODE_TWICE", "CODE_TWICE"]),
    "sections of one code": (replace(SOUND, nodes=(*SOUND.nodes, replace(BONUS, code="I"))), ["CODE_TWICE"] * 2),
    "group without a name": (with_group(text=""), ["NO_TEXT"]),
    "empty group": (replace(SOUND, nodes=(*SOUND.nodes, group(key=4, code="II"))), ["EMPTY_GROUP"]),
    "group cap of nothing": (replace(SOUND, nodes=(*SOUND.nodes, replace(BONUS, cap=Decimal(0)))), ["GROUP_CAP"]),
    "no text": (with_first(text="\n"), ["NO_TEXT"]),
    "no maximum": (with_first(max=None), ["NO_MAX", "SUM_OF_GROUP", "SUM_OF_SCALE"]),
    "maximum of nothing": (with_first(max=Decimal(0)), ["MAX", "SUM_OF_GROUP", "SUM_OF_SCALE"]),
    "maximum too fine": (with_first(max=Decimal("60.125")), ["MAX_DECIMALS", "SUM_OF_GROUP", "SUM_OF_SCALE"]),
    "floor beyond the maximum": (with_first(floor=Decimal("60.5")), ["FLOOR"]),
    "condition without words": (replace(SOUND, pending=(Condition(key=8, text=""),)), ["NO_TEXT"]),
    "group adds up to less": (with_group(max=Decimal(101)), ["SUM_OF_GROUP"]),
    "group is capped below its maximum": (with_group(cap=Decimal(90)), ["SUM_OF_GROUP", "SUM_OF_SCALE"]),
    "table adds up to more": (replace(SOUND, scale=Decimal(99)), ["SUM_OF_SCALE"]),
    "kind that takes nothing away": (with_deduction(PassFail(), "5"), ["NOT_FOR_DEDUCTIONS"]),
    "points too fine": (with_first(rule=levels("60", "0.125")), ["RULE_DECIMALS"]),
    "one level": (with_first(rule=levels("60")), ["LEVELS_FEW"]),
    "levels of one name": (with_first(rule=levels("60", "5", names=("Tốt", "Tốt "))), ["LEVELS_NAMES"]),
    "level beyond the maximum": (with_first(rule=levels("60.5", "5")), ["LEVELS_BEYOND_MAX"]),
    "level below nothing": (with_first(rule=levels("60", "-5")), ["LEVELS_BEYOND_MAX"]),
    "no bands": (with_first(rule=bands()), ["BANDS_NONE"]),
    "band twice": (with_first(rule=bands(("90", "60"), ("90.0", "40"))), ["BANDS_TWICE"]),
    "bands up and down": (with_first(rule=bands(("0", "60"), ("5", "10"), ("9", "20"))), ["BANDS_NOT_MONOTONE"]),
    "band beyond the maximum": (with_first(rule=bands(("90", "61"), ("0", "0"))), ["BANDS_BEYOND_MAX"]),
    "nothing per time": (with_first(rule=PerTime(points=Decimal(0))), ["PER_TIME"]),
    "more per time than at all": (with_first(rule=PerTime(points=Decimal(61))), ["PER_TIME_BEYOND_MAX"]),
    "times of what": (with_first(rule=PerTime(points=Decimal(1), unit=" ")), ["PER_TIME_UNIT"]),
    "ratio capped below the target": (with_first(rule=Ratio(cap_pct=Decimal(99))), ["RATIO_CAP"]),
    "nothing for lateness": (with_first(rule=Deadline(minus=Decimal(0))), ["MINUS"]),
    "points for absence": (with_first(rule=Attendance(minus=Decimal(-5))), ["MINUS"]),
    "list of nothing": (with_first(rule=Checklist(parts=())), ["CHECKLIST_NONE"]),
    "no parts": (with_first(rule=Checklist(parts=0)), ["CHECKLIST_NONE"]),
    "parts of one name": (with_first(rule=Checklist(parts=("Sơ kết", "Sơ kết"))), ["CHECKLIST_NAMES"]),
    "plus without minus": (with_first(rule=PlusMinus(floor=Decimal(0))), ["PLUS_MINUS_FLOOR"]),
}
WARNINGS = {
    "bonuses beyond their cap": (replace(SOUND, nodes=(*SOUND.nodes, BONUS), bonus_cap=Decimal(9)), "BONUS_BEYOND_CAP"),
    "bonuses within the scale": (
        replace(SOUND, nodes=(*SOUND.nodes, BONUS), bonus_over_scale=False),
        "BONUS_WITHIN_SCALE",
    ),
    "no classes": (replace(SOUND, classes=()), "NO_CLASSES"),
    "no class for the last": (replace(SOUND, classes=classes(90, 10)), "NO_CLASS_BELOW"),
    "class floor above its minimum": (
        replace(SOUND, classes=(*classes(90, floor="90.5"), *SOUND.classes[1:])),
        "CLASS_FLOOR_ABOVE_MIN",
    ),
    "maximum between two steps": (
        replace(SOUND, nodes=(group(criterion(2, "59.75"), criterion(3, "40.25", PassFail())),)),
        "MAX_OFF_STEP",
    ),
    "no level of the maximum": (with_first(rule=levels("59", "0")), "LEVELS_BELOW_MAX"),
    "no band of the maximum": (with_first(rule=bands(("90", "59"), ("0", "0"))), "BANDS_BELOW_MAX"),
    "few is good, but not nothing": (with_first(rule=bands(("0.5", "60"), ("3", "0"))), "BANDS_FROM_ABOVE_0"),
    "ratio without an end": (with_first(rule=Ratio()), "RATIO_OVER_MAX"),
    "once too late is all": (with_first(rule=Deadline(minus=Decimal(61))), "MINUS_BEYOND_MAX"),
}
FAULTS = {name: criteria for name, (criteria, _) in (BLOCKING | WARNINGS).items()}


@pytest.mark.parametrize(
    "criteria",
    [
        SOUND,
        table("Bảng tiêu chí"),
        replace(SOUND, nodes=(*SOUND.nodes, BONUS)),
        with_first(rule=bands(("99", "60"), ("0", "0"), ("50", "20"))),
        with_first(rule=bands(("0", "60"), ("2", "0"))),
        with_first(code=""),
        replace(SOUND, late=LateMinus(per_day=Decimal(5), most=Decimal(5))),
        replace(SOUND, not_applicable=NotApplicable(max_pct=Decimal("0.5"))),
        with_deduction(PerTime(points=Decimal(5))),
        with_group(nodes=(*SECTION.nodes, BONUS), max=Decimal(110)),
    ],
)
def test_nothing_is_found_in_a_sound_table(criteria):
    assert review(criteria) == ()


@pytest.mark.parametrize(("criteria", "found"), BLOCKING.values(), ids=BLOCKING)
def test_what_stops_the_publication(criteria, found):
    assert codes(criteria, blocking=True) == found


@pytest.mark.parametrize(("criteria", "found"), WARNINGS.values(), ids=WARNINGS)
def test_what_a_person_may_judge(criteria, found):
    assert codes(criteria, blocking=True) == []
    assert codes(criteria, blocking=False) == [found]


@pytest.mark.parametrize("criteria", FAULTS.values(), ids=FAULTS)
def test_findings_say_what_to_do(criteria):
    for finding in review(criteria):
        assert " Hãy " in finding.message
        assert finding.message.endswith(".")


def test_a_finding_names_its_place():
    assert review(with_group(max=Decimal("1234.5")))[0] == Finding(
        "SUM_OF_GROUP",
        "Nhóm I “Nhóm”: điểm chuẩn ghi 1.234,5, các tiêu chí cộng lại được 100. "
        "Hãy sửa điểm chuẩn của nhóm hoặc của tiêu chí.",
        1,
    )
    assert review(with_first(rule=levels("60", "61")))[0] == Finding(
        "LEVELS_BEYOND_MAX",
        "Tiêu chí 2 “Tiêu chí”: điểm mỗi mức phải từ 0 đến điểm chuẩn 60. Hãy sửa điểm các mức.",
        2,
    )
