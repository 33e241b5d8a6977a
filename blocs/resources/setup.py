"""The workbook as a whole: what it would change, and changing it. All or nothing."""

import hashlib
import json
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from blocs.models import User
from blocs.resources.accounts import AccountSheet
from blocs.resources.blocs import BlocSheet
from blocs.resources.leaderships import LeadershipSheet
from blocs.resources.organisations import OrganisationSheet
from blocs.resources.sheets import Line, Sheet, text_of
from blocs.resources.terms import MemberSheet, TermSheet
from blocs.resources.world import World
from blocs.standing import Standing
from thidua.lib.sheets_read import Fault, read_workbook
from thidua.lib.verdict import RefusedError

SHEETS = (OrganisationSheet(), BlocSheet(), TermSheet(), MemberSheet(), LeadershipSheet(), AccountSheet())
"""In the order in which they are written: each refers to those before it."""


class FaultsError(Exception):
    """Some rows could not be written, and so none was."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("; ".join(f"{fault.sheet}, {fault.row}, {fault.column}: {fault.message}" for fault in faults))
        self.faults = faults


@dataclass(frozen=True)
class SheetPlan:
    """What a sheet would change."""

    sheet: Sheet
    lines: list[Line]

    def of_kind(self, kind):
        return [line for line in self.lines if line.kind == kind]

    @property
    def counts(self):
        """How many rows are new, changed, unchanged."""
        return tuple(len(self.of_kind(kind)) for kind in ("new", "changed", "unchanged"))

    @property
    def pending(self):
        return [line for line in self.lines if line.kind != "unchanged"]

    def shown(self, most: int) -> tuple[list[str], list[Any]]:
        """The first lines that are new or changed as a table: headings of the columns in use, and rows of cells."""
        lines = self.pending[:most]
        names = [name for name in self.sheet.fields if any(line.says(name) for line in lines)]
        headings = [self.sheet.fields[name].column_name for name in names]
        return headings, [(line, line.shown(names)) for line in lines]


@dataclass(frozen=True)
class SetupPlan:
    """What a workbook would change; nothing while anything in it is at fault."""

    sheets: list[SheetPlan]
    faults: list[Fault]
    world: World

    @property
    def has_changes(self):
        return any(each.pending for each in self.sheets)

    @property
    def digest(self):
        """The same for the same changes: a person confirms what was shown, not what has become of it meanwhile."""
        changes = [
            [line.number, name, text_of(before), text_of(after)]
            for each in self.sheets
            for line in each.pending
            for name, (before, after) in line.changes.items()
        ]
        return hashlib.sha256(json.dumps(changes, ensure_ascii=False).encode()).hexdigest()


def plan_setup(data: bytes, standing: Standing) -> SetupPlan:
    """What a workbook would change if this person sent it. Raises UnsafeFileError when it cannot be opened."""
    rows, faults = read_workbook(data, {sheet.sheet_name: sheet.headings for sheet in SHEETS})
    sheets = [SheetPlan(sheet, [sheet.line(row) for row in rows[sheet.sheet_name]]) for sheet in SHEETS]
    world = _world_of([line for each in sheets for line in each.lines], standing)
    for each in sheets:
        each.sheet.check(each.lines, world)
    for each in sheets:
        order = {heading: position for position, heading in enumerate(each.sheet.headings)}
        for line in each.lines:
            faults += sorted(line.faults, key=lambda fault: order[fault.column])
    return SetupPlan(sheets, faults, world)


def apply_setup(plan: SetupPlan) -> list[User]:
    """Write all changes of a plan without faults; gives the accounts that were created.

    Raises FaultsError, and writes nothing, when a service refuses a row after all: the database has moved on.
    """
    if plan.faults:
        raise FaultsError(plan.faults)
    faults: list[Fault] = []
    with transaction.atomic():
        for each in plan.sheets:
            for step in each.sheet.steps():
                for line in each.sheet.in_order(each.pending):
                    faults += _tried(step, line, plan.world)
            if faults:
                raise FaultsError(faults)
            if isinstance(each.sheet, OrganisationSheet) and each.pending:
                plan.world.refresh_paths()
    created: list[User] = plan.world.created_users
    return created


def _tried(step, line, world):
    try:
        with transaction.atomic():
            step(line, world)
    except (RefusedError, ValidationError, IntegrityError) as error:
        message = " ".join(error.messages) if isinstance(error, ValidationError) else str(error)
        if isinstance(error, IntegrityError):
            message = "Dữ liệu đã có người khác sửa trong lúc này. Hãy tải lên lại."
        return [Fault(line.sheet.sheet_name, line.number, line.sheet.headings[0], "", message)]
    return []


def _world_of(lines, standing):
    """All that the lines refer to."""

    def values(*names):
        return {value for line in lines for name in names if (value := line.get(name))}

    followed = {key for line in lines for key in line.get("followed_blocs") or ()}
    return World(
        standing,
        codes=values("code", "parent", "standing_body", "merged_into", "superior", "organisation")
        | {superior for superior, _ in followed},
        symbols=values("symbol") | {symbol for _, symbol in followed},
        years=values("year"),
        login_names=values("login_name"),
    )
