"""The years of the demo's blocs and the lives of their plans, in the order in which they happened."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from blocs.enums import LeadershipRole
from blocs.models import Organisation, Term
from blocs.services import leadership, terms
from plans.importers.reader import Reading
from plans.models import Plan
from plans.next_year import proposed_changes
from plans.services import digital, drafting, steps
from plans.services.registry import current_registry
from thidua.demo import doing, people, registering, scores, world
from thidua.demo.days import on, planned_year, school_year, working_year
from thidua.demo.readings import LAW, SCHOOL_CIRCULAR, reading
from thidua.demo.world import World
from thidua.papers.models import Paper
from thidua.papers.services import deliveries, files, numbers, signing
from thidua.papers.services.life import GivenNumber


@dataclass(frozen=True, kw_only=True)
class Life:
    """Who brings a plan to its issue, and when."""

    officer: str
    clerk: str
    signer: str
    drafted_on: date
    submitted_on: date
    signed_on: date
    issued_on: date
    given: int | None = None
    """The number given elsewhere; None takes the next one of the bloc's own register."""
    head: str = ""
    """Who signs digitally where the site holds keys of persons, the seal following with the number; "" for nobody."""


def khoi_4(made: World, today: date) -> Plan:
    """Four years of Khối 4; the plan of this year, issued."""
    year = working_year(today)
    _three_years_ago(made, year - 3)
    last, first_plan = _last_year(made, year - 1)
    with on(date(year - 1, 3, 3)):
        world.reorganise(made, date(year - 1, 3, 1) - timedelta(days=1), date(year - 1, 3, 1))
    registering.past_year(made, last)
    second_plan = _replaced(made, last, first_plan)
    scores.past_year(made, last, "snnmt.chuyenvien")
    doing.past_year(made, second_plan, "snnmt.chuyenvien")
    this, plan = _this_year(made, year)
    with on(date(year, 1, 28)):
        terms.close_term(last, by=made.chief)
    _opened(plan, made, ("snv.thuongtruc", "sxd.chuyenvien", "thue.chuyenvien"))
    registering.khoi_4(made, this, today)
    scores.this_year(made, this, today)
    _next_year(made, this, plan, today)
    doing.this_year(made, plan, "stc.chuyenvien", today)
    scores.task_as_proof(made, this)
    return plan


def _three_years_ago(made: World, year: int) -> None:
    with on(date(year, 1, 4)):
        term = terms.open_term(made.blocs["KTĐ4"], year, by=made.chief, members=made.units(world.FORMER_MEMBERS))
        _lead(made, term, "LG-SKHDT", "LG-SGTVT")
    life = Life(
        officer="stc.chuyenvien",
        clerk="stc.chuyenvien",
        signer=people.INVESTMENT_HEAD,
        drafted_on=date(year, 1, 5),
        submitted_on=date(year, 1, 16),
        signed_on=date(year, 1, 18),
        issued_on=date(year, 1, 19),
        given=3,
    )
    plan = _issued(made, term, _reading_of_khoi_4(term, life), life)
    _opened(plan, made, made.users)
    scores.past_year(made, term, "stc.chuyenvien")
    doing.past_year(made, plan, "stc.chuyenvien")
    with on(date(year + 1, 1, 25)):
        terms.close_term(term, by=made.chief)


def _last_year(made: World, year: int) -> tuple[Term, Plan]:
    with on(date(year, 1, 4)):
        term = terms.open_term(made.blocs["KTĐ4"], year, by=made.chief, members=made.units(world.MEMBERS))
        _lead(made, term, "LG-SNNMT", "LG-STC")
    life = _life_led_by_agriculture(date(year, 1, 20), given=4)
    plan = _issued(made, term, _reading_of_khoi_4(term, life), life)
    _opened(plan, made, made.users)
    return term, plan


def _replaced(made: World, term: Term, first_plan: Plan) -> Plan:
    """After the merging of the departments and new laws the plan of the year is written anew."""
    life = _life_led_by_agriculture(date(term.year, 8, 15), given=17)
    plan = _issued(made, term, _reading_of_khoi_4(term, life), life, replaces=first_plan)
    _opened(plan, made, made.users)
    return plan


def _life_led_by_agriculture(issued_on: date, given: int) -> Life:
    return Life(
        officer="snnmt.chuyenvien",
        clerk="snnmt.chuyenvien",
        signer=people.AGRICULTURE_HEAD,
        drafted_on=issued_on - timedelta(days=13),
        submitted_on=issued_on - timedelta(days=4),
        signed_on=issued_on - timedelta(days=1),
        issued_on=issued_on,
        given=given,
    )


def _this_year(made: World, year: int) -> tuple[Term, Plan]:
    with on(date(year - 1, 12, 6)):
        term = terms.open_term(made.blocs["KTĐ4"], year, by=made.chief, members=made.units(world.MEMBERS))
        _expect(made, term, "LG-STC", "LG-SXD")
    with on(date(year - 1, 12, 26)):
        _lead(made, term, "LG-STC", "LG-SXD")
    life = Life(
        officer="stc.chuyenvien",
        clerk="stc.vanthu",
        signer=people.FINANCE_HEAD,
        head="stc.giamdoc",
        drafted_on=date(year - 1, 12, 29),
        submitted_on=date(year, 1, 15),
        signed_on=date(year, 1, 21),
        issued_on=date(year, 1, 22),
    )
    with on(date(year, 1, 5)):
        register = numbers.register_of(made.blocs["KTĐ4"], year)
        numbers.set_up(register, numbers_here=True, next_number=2, by=made.standing("stc.vanthu"))
    plan = _issued(made, term, _reading_of_khoi_4(term, life), life)
    with on(date(year, 1, 23)):
        numbers.reserve(
            register, on=date(year, 1, 23), subject="Hướng dẫn chấm điểm thi đua", by=made.standing("stc.vanthu")
        )
    return term, plan


def _opened(plan: Plan, made: World, login_names: Iterable[str]) -> None:
    """Those of them who got the plan look at it the next day."""
    paper = paper_of(plan)
    assert paper.issued_on is not None
    with on(paper.issued_on + timedelta(days=1)):
        for login_name in login_names:
            deliveries.note_opened(paper, by=made.standing(login_name))


def _next_year(made: World, this: Term, plan: Plan, today: date) -> None:
    """The units expected to lead draft the next plan from this year's."""
    year = this.year + 1
    opened_on = min(date(this.year, 12, 5), today - timedelta(days=2))
    with on(opened_on):
        term = terms.open_next_term(this, by=made.chief)
        _expect(made, term, "LG-SXD", "LG-SCT")
    with on(opened_on + timedelta(days=1)):
        changes = proposed_changes(plan.value, drafting.cycle_for(term), current_registry())
        drafting.draft_from_last_year(term, plan, changes, by=made.standing("sxd.chuyenvien"))
    assert term.year == year


def _reading_of_khoi_4(term: Term, life: Life) -> Reading:
    units = [unit.organisation for unit in term.member_units.select_related("organisation")]
    leader, deputy = (_holder(term, role) for role in (LeadershipRole.LEADER, LeadershipRole.DEPUTY))
    return reading(
        "khoi_4",
        day=life.issued_on,
        year=term.year,
        last_year=term.year - 1,
        next_year=term.year + 1,
        count=f"{len(units):02d}",
        members=", ".join(unit.name for unit in units),
        leader=leader.name,
        deputy=deputy.name,
        leader_capitals=leader.name.upper(),
        signer=life.signer,
    )


def cum_3(made: World, today: date) -> Plan:
    """The cụm of schools by the school year, with the signed plan scanned back."""
    year = school_year(today)
    codes = [code for code, *_ in world.SCHOOLS]
    with on(date(year, 8, 5)):
        term = terms.open_term(made.blocs["CTĐ3"], year, by=made.chief, members=made.units(codes))
        _lead(made, term, "LG-BL", "LG-NV")
    life = Life(
        officer="binhlam.giaovien",
        clerk="binhlam.giaovien",
        signer=people.BINH_LAM_HEAD,
        drafted_on=date(year, 8, 12),
        submitted_on=date(year, 9, 3),
        signed_on=date(year, 9, 7),
        issued_on=date(year, 9, 8),
        given=5,
    )
    read = reading(
        "cum_3",
        day=life.issued_on,
        cited=(LAW, SCHOOL_CIRCULAR),
        year=year,
        next_year=year + 1,
        count=f"{len(codes):02d}",
        members=", ".join(unit.name for unit in made.units(codes)),
        leader=made.organisations["LG-BL"].name,
        deputy=made.organisations["LG-NV"].name,
        signer=life.signer,
    )
    plan = _issued(made, term, read, life)
    with on(date(year, 9, 9)):
        _scan(made, plan, life.officer)
    doing.this_year(made, plan, life.officer, today)
    return plan


def movement_of_commune(made: World, today: date) -> Plan:
    """The commune's own movement: a plan withdrawn for a wrong day, and the one that holds."""
    year = working_year(today)
    members = [f"LG-VL-{code}" for code, *_ in world.OFFICES_OF_COMMUNE]
    members += [f"LG-VL-T{number:02d}" for number in range(1, world.VILLAGES + 1)]
    with on(date(year, 1, 5)):
        officer = made.standing("vinhlam.chuyenvien")
        term = terms.open_term(made.blocs["UBND"], year, by=officer, members=made.units(members))
    wrong = _issued_by_commune(made, term, date(year, 1, 16), given=9, review_due=f"Trước ngày 15/7/{year}")
    with on(date(year, 1, 19)):
        steps.withdraw(
            wrong,
            reason="Ghi sai hạn sơ kết phong trào 6 tháng đầu năm; ban hành kế hoạch khác.",
            by=made.standing("vinhlam.chuyenvien"),
        )
    plan = _issued_by_commune(made, term, date(year, 1, 23), given=12, review_due=f"Trước ngày 15/6/{year}")
    registering.movement_of_commune(made, term, today)
    doing.this_year(made, plan, "vinhlam.chuyenvien", today)
    return plan


def _issued_by_commune(made: World, term: Term, issued_on: date, *, given: int, review_due: str) -> Plan:
    life = Life(
        officer="vinhlam.chuyenvien",
        clerk="vinhlam.chuyenvien",
        signer=people.VINH_LAM_HEAD,
        drafted_on=issued_on - timedelta(days=3),
        submitted_on=issued_on - timedelta(days=1),
        signed_on=issued_on,
        issued_on=issued_on,
        given=given,
    )
    read = reading("xa_vinh_lam", day=issued_on, year=term.year, signer=life.signer, review_due=review_due)
    return _issued(made, term, read, life)


def cum_5(made: World, today: date) -> Plan:
    """The cụm of communes, whose plan, in prose by quarter, waits for its signature since yesterday."""
    year = planned_year(today)
    codes = [code for code, *_ in world.COMMUNES]
    with on(today - timedelta(days=20)):
        term = terms.open_term(made.blocs["CTĐ5"], year, by=made.chief, members=made.units(codes))
        _lead(made, term, "LG-NL", "LG-VL")
    read = reading(
        "cum_5",
        day=today,
        year=year,
        last_year=year - 1,
        next_year=year + 1,
        count=f"{len(codes):02d}",
        members=", ".join(f"{level} {place}" for _, level, place in world.COMMUNES),
        leader="phường Nam Lam",
        deputy="xã Vĩnh Lam",
        signer=people.NAM_LAM_HEAD,
    )
    with on(today - timedelta(days=12)):
        plan = drafting.draft_from_reading(term, read, source=None, by=made.standing("namlam.chuyenvien"))
    with on(today - timedelta(days=5)):
        plan = steps.send_to_check(plan, by=made.standing("vinhlam.chuyenvien"))
    with on(today - timedelta(days=1)):
        return steps.submit_for_signature(plan, by=made.standing("namlam.chuyenvien"))


def movement_of_school(made: World, today: date) -> Plan:
    """A school's draft, returned once with a reason."""
    year = school_year(today)
    teams = [f"LG-VL-TH2-{number}" for number, _ in enumerate(world.TEAMS_OF_SCHOOL, start=1)]
    with on(date(year, 8, 20)):
        officer = made.standing("thvl2.giaovien")
        term = terms.open_term(made.blocs["THVL2"], year, by=officer, members=made.units(teams))
    read = reading(
        "truong_vinh_lam_2",
        day=date(year, 9, 1),
        cited=(LAW, SCHOOL_CIRCULAR),
        year=year,
        next_year=year + 1,
        signer=people.SCHOOL_DEPUTY,
    )
    with on(date(year, 9, 1)):
        plan = drafting.draft_from_reading(term, read, source=None, by=made.standing("thvl2.giaovien"))
    with on(date(year, 9, 4)):
        plan = steps.send_to_check(plan, by=made.standing("thvl2.giaovien"))
    with on(date(year, 9, 7)):
        reason = "Bổ sung thời hạn cho nhiệm vụ của Công đoàn trường và Liên đội, rồi trình lại."
        return steps.return_plan(plan, reason=reason, by=made.standing("thvl2.hieupho"))


def numbered_pdf(plan: Plan) -> bytes:
    """The issued paper with its number and date, signed and sealed where it is."""
    return files.read(paper_of(plan).handed_out)


def paper_of(plan: Plan) -> Paper:
    paper: Paper = Paper.objects.select_related("signed__file", "numbered", "rendering", "term").get(plan=plan)
    return paper


# --- what recurs ----------------------------------------------------------------------------------------------------


def _lead(made: World, term: Term, leader: str, deputy: str) -> None:
    """Who leads: from the year's first day, or from today where the year has not begun."""
    from_on = min(term.starts_on, made.chief.today)
    for code, role in ((leader, LeadershipRole.LEADER), (deputy, LeadershipRole.DEPUTY)):
        leadership.appoint(term, made.organisations[code], role, from_on=from_on, by=made.chief)


def _expect(made: World, term: Term, *codes: str) -> None:
    for code in codes:
        leadership.appoint(
            term, made.organisations[code], LeadershipRole.EXPECTED, from_on=made.chief.today, by=made.chief
        )


def _holder(term: Term, role: LeadershipRole) -> Organisation:
    holder: Organisation = term.leaderships.get(role=role, to_on=None).organisation
    return holder


def _issued(made: World, term: Term, read: Reading, life: Life, *, replaces: Plan | None = None) -> Plan:
    """A plan through all its steps."""
    with on(life.drafted_on):
        plan = drafting.draft_from_reading(term, read, source=None, by=made.standing(life.officer))
    with on(life.submitted_on):
        plan = steps.submit_for_signature(plan, by=made.standing(life.officer))
    with on(life.signed_on):
        if life.head and signing.personal_key(made.standing(life.head)):
            plan = digital.sign_here(plan, 0, by=made.standing(life.head))
        else:
            signed = steps.Signing(signer=life.signer, signed_on=life.signed_on)
            plan = steps.record_signature(plan, signed, by=made.standing(life.clerk))
    with on(life.issued_on):
        given = GivenNumber(number=life.given) if life.given else None
        numbering = steps.Numbering(issued_on=life.issued_on, given=given, replaces=replaces)
        return steps.issue(plan, numbering, by=made.standing(life.clerk))


def _scan(made: World, plan: Plan, officer: str) -> None:
    """File the paper as if it had been signed, stamped and scanned."""
    by = made.standing(officer)
    scan = files.store(numbered_pdf(plan), "ban-ky.pdf", "application/pdf", by=by)
    steps.attach_scan(plan, scan, by=by)
