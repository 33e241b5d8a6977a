import pytest
from django.core.management import CommandError, call_command

from blocs.models import AuditEntry, Bloc, Organisation, Term, User
from blocs.services.standing import standing_of
from plans.models import Assignment, Plan, Task
from plans.services.projection import assigned, units_of
from plans.tasks import tasks
from thidua.demo import scale

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def files_elsewhere(settings, tmp_path):
    settings.STORAGES = settings.STORAGES | {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path}}
    }


def test_as_much_is_made_as_was_asked_for():
    assert scale.add(blocs=2, units=3, years=2) == {
        "cơ quan, đơn vị": 7,
        "tài khoản": 7,
        "khối, cụm thi đua": 2,
        "năm thi đua": 4,
        "đơn vị thành viên": 12,
        "đơn vị đứng đầu, đơn vị phó": 8,
        "kế hoạch": 4,
        "văn bản": 4,
        "nhiệm vụ": 48,
        "phân công": 100,
    }


def test_a_second_call_goes_on_counting():
    scale.add(blocs=1, units=2, years=1)
    scale.add(blocs=2, units=2, years=1)
    assert [bloc.name for bloc in Bloc.objects.all()] == ["Khối thử tải 1", "Khối thử tải 2", "Khối thử tải 3"]


def test_rows_in_bulk_are_as_services_write_them():
    scale.add(blocs=1, units=3, years=2)
    unit = Organisation.objects.get(code="TTT-1-2")
    assert unit.path == f"/{unit.parent_id}/{unit.pk}/"
    assert list(Organisation.objects.found_by("so thu tai 1.2")) == [unit]
    for plan in Plan.objects.all():
        units = units_of(plan.term)
        rows = Task.objects.filter(plan=plan).prefetch_related("assignments")
        written = {row.key: {unit.organisation_id: unit.role for unit in row.assignments.all()} for row in rows}
        assert written == {task.key: assigned(task, units) for task in tasks(plan.value)}


def test_only_the_last_year_is_open_and_nobody_can_sign_in():
    scale.add(blocs=1, units=2, years=3)
    assert [term.is_open for term in Term.objects.order_by("year")] == [False, False, True]
    assert not any(user.has_usable_password() for user in User.objects.all())


def test_the_tasks_of_closed_years_are_done():
    scale.add(blocs=1, units=2, years=2)
    states = Assignment.objects.order_by("task__plan__term__year").values_list("task__plan__term__year", "state")
    (last, this) = Term.objects.order_by("year").values_list("year", flat=True)
    assert set(states) == {(last, "done"), (this, "to_do")}


def test_the_chief_of_its_province_sees_all_of_it():
    scale.add(blocs=2, units=2, years=1)
    chief = standing_of(User.objects.get(login_name="thutai.thuongtruc"))
    assert Bloc.objects.visible_to(chief).count() == 2
    assert AuditEntry.objects.get().action == "Lập dữ liệu thử tải"


def test_the_command_prints_what_it_made(capsys):
    call_command("seed_scale", blocs=1, units=2, years=1)
    assert "       1  khối, cụm thi đua\n" in capsys.readouterr().out


def test_a_bloc_of_one_unit_is_refused():
    with pytest.raises(CommandError, match="2 đơn vị mỗi khối"):
        call_command("seed_scale", units=1)
