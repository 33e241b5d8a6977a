"""Forms of groups and criteria, of those there are and of new ones."""

from collections.abc import Collection, Iterator, Mapping
from textwrap import shorten
from typing import Any

from django import forms

from plans.forms.editing.base import version_in
from plans.forms.editing.fields import WordsField
from scoring import edits
from scoring.criteria import Counts, Criteria, Criterion, Evidence, Group, Node, groups, place
from scoring.forms.tables.base import TableForm
from scoring.forms.tables.fields import NOTHING, NumberField
from scoring.forms.tables.rules import CHOICES, KINDS, rule_fields, rule_initial, rule_of, task_field
from scoring.kinds import Deadline, Direct, Rule
from scoring.plan_tasks import PlanTask

TOP = "0"
"""For no group: outermost in the table."""
COUNTS = [("", "Như nhóm chứa nó"), (Counts.SCORE.value, "Điểm"), (Counts.BONUS.value, "Điểm thưởng"),
          (Counts.DEDUCTION.value, "Điểm trừ")]  # fmt: skip
EVIDENCE = [(Evidence.NONE.value, "Không cần"), (Evidence.OPTIONAL.value, "Nếu có"),
            (Evidence.REQUIRED.value, "Bắt buộc")]  # fmt: skip


class PartForm(TableForm):
    """A group or a criterion, where it stands."""

    code = WordsField(label="Số thứ tự", required=False, max_length=30, help_text="Như in trong bảng: I, 1, a)…")
    text = WordsField(label="Nội dung", rows=3)
    max = NumberField(label="Điểm chuẩn", required=False, least=NOTHING)
    inside = forms.ChoiceField(label="Nằm trong")
    kind_name: str

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        criteria: Criteria,
        node: Node | None,
        inside: int | None,
        initial: Mapping[str, Any] | None = None,
    ) -> None:
        self.node = node
        shown = {"inside": TOP if inside is None else str(inside)} | self.initial_of(node)
        super().__init__(data, initial=shown | dict(initial or {}))
        choice = self.fields["inside"]
        assert isinstance(choice, forms.ChoiceField)
        choice.choices = list(_places(criteria, None if node is None else node.key))
        self.title = f"Sửa {self.kind_name}" if node else f"Thêm {self.kind_name}"
        self.seen = str(node.version) if node else ""
        self.anchor = f"dong-{node.key}" if node else (f"dong-{inside}" if inside else "")

    @staticmethod
    def initial_of(node: Any, /) -> dict[str, Any]:
        """What the fields show."""
        raise NotImplementedError

    @property
    def what(self) -> str:
        return f"{self.title}: {shorten(self.cleaned_data['text'], 80, placeholder='…')}"

    def values(self) -> dict[str, Any]:
        """The fields of the part as typed."""
        raise NotImplementedError

    def made(self) -> Node:
        """The new part; its key is given when it is put in."""
        raise NotImplementedError

    def applied(self, criteria: Criteria, seen: str) -> Criteria:
        inside = None if self.cleaned_data["inside"] == TOP else int(self.cleaned_data["inside"])
        if self.node is None:
            return edits.added(criteria, self.made(), inside=inside)
        after = edits.changed(criteria, self.node.key, version_in(seen), **self.values())
        if self.cleaned_data["inside"] == self.initial["inside"]:
            return after
        return edits.placed(after, self.node.key, inside)


def _places(criteria: Criteria, key: int | None) -> Iterator[tuple[str, str]]:
    """The groups in which a part may stand; a group does not stand in itself."""
    yield TOP, "(ngoài cùng)"
    for group, above in groups(criteria):
        if key not in {group.key, *(each.key for each in above)}:
            words = f"{group.code} {group.text}".strip()
            yield str(group.key), "\u2003" * len(above) + shorten(words, 90, placeholder="…")


class GroupForm(PartForm):
    """A group."""

    kind_name = "nhóm"
    counts = forms.ChoiceField(
        label="Điểm trong nhóm tính là", choices=COUNTS, required=False,
        help_text="Điểm thưởng cộng thêm, điểm trừ bị trừ vào tổng; không thuộc thang điểm.",
    )  # fmt: skip
    cap = NumberField(label="Tính tối đa", required=False, help_text="Để trống nếu không giới hạn riêng cho nhóm.")
    field_order = ("code", "text", "max", "counts", "cap", "inside")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["max"].help_text = "Tổng điểm chuẩn của nhóm như in trong bảng; để trống nếu bảng không ghi."

    @staticmethod
    def initial_of(node: Group | None, /) -> dict[str, Any]:
        if node is None:
            return {}
        counts = node.counts.value if node.counts else ""
        return {"code": node.code, "text": node.text, "max": node.max, "counts": counts, "cap": node.cap}

    def values(self) -> dict[str, Any]:
        typed = self.cleaned_data
        counts = Counts(typed["counts"]) if typed["counts"] else None
        return {name: typed[name] for name in ("code", "text", "max", "cap")} | {"counts": counts}

    def made(self) -> Group:
        return Group(key=0, **self.values())


class CriterionForm(PartForm):
    """A criterion; which fields it has follows from the kind that is chosen."""

    kind_name = "tiêu chí"
    asks_again = True
    kind = forms.ChoiceField(label="Cách chấm", choices=CHOICES)
    guide = WordsField(label="Hướng dẫn chấm", rows=4, required=False, help_text="In trong hướng dẫn chấm điểm.")
    evidence = forms.ChoiceField(label="Minh chứng", choices=EVIDENCE)
    assessor = WordsField(
        label="Cơ quan chấm", required=False, max_length=200, help_text="Để trống nếu khối, cụm tự chấm."
    )
    floor = NumberField(
        label="Điểm tối thiểu", required=False, help_text="Đơn vị dưới mức này được nhắc. Thường để trống."
    )

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, plan: Collection[PlanTask] | None = None, **options: Any
    ) -> None:
        super().__init__(data, **options)
        chosen = str((data or self.initial).get("kind", ""))
        self.rule_kind = KINDS.get(chosen, Direct)
        rules = rule_fields(self.rule_kind)
        if self.rule_kind is Deadline and plan is not None:
            rules["task"] = task_field(plan, self._linked())
        self.fields.update(rules)
        self.order_fields(["code", "text", "max", "kind", *rules, "guide", "evidence", "assessor", "floor", "inside"])

    def _linked(self) -> int | None:
        rule = self.node.rule if isinstance(self.node, Criterion) else None
        return rule.task if isinstance(rule, Deadline) else None

    @staticmethod
    def initial_of(node: Criterion | None, /) -> dict[str, Any]:
        if node is None:
            return {"kind": Direct.type, "evidence": Evidence.OPTIONAL.value}
        names = ("code", "text", "max", "guide", "assessor", "floor")
        shown = {name: getattr(node, name) for name in names}
        return shown | {"kind": node.rule.type, "evidence": node.evidence.value} | rule_initial(node.rule)

    def values(self) -> dict[str, Any]:
        typed = self.cleaned_data
        before: Rule | None = self.node.rule if isinstance(self.node, Criterion) else None
        names = ("code", "text", "max", "guide", "assessor", "floor")
        return {name: typed[name] for name in names} | {
            "rule": rule_of(self.rule_kind, typed, before),
            "evidence": Evidence(typed["evidence"]),
        }

    def made(self) -> Criterion:
        return Criterion(key=0, **self.values())


class DeleteForm(TableForm):
    """Xóa, with all below it."""

    def __init__(self, data: Mapping[str, Any] | None = None, *, criteria: Criteria, key: int) -> None:
        super().__init__(data)
        found = edits.find(criteria, key)
        self.key, self.place = key, place(found.node, found.above)
        self.text = found.node.text
        self.seen = edits.versions_of(found.node)
        self.inner = 0 if isinstance(found.node, Criterion) else sum(1 for _ in _below(found.node))
        self.title = "Xóa tiêu chí" if isinstance(found.node, Criterion) else "Xóa nhóm"
        self.anchor = f"dong-{key}"

    @property
    def what(self) -> str:
        return f"{self.title}: {shorten(self.text, 80, placeholder='…')}"

    def applied(self, criteria: Criteria, seen: str) -> Criteria:
        return edits.deleted(criteria, self.key, seen)


def _below(group: Group) -> Iterator[Node]:
    for node in group.nodes:
        yield node
        if isinstance(node, Group):
            yield from _below(node)


def part_form(
    criteria: Criteria,
    key: int,
    data: Mapping[str, Any] | None,
    initial: Mapping[str, Any] | None = None,
    *,
    plan: Collection[PlanTask] | None,
) -> PartForm:
    """The form of a part there is; raises MissingPartError."""
    found = edits.find(criteria, key)
    options: Any = {"criteria": criteria, "node": found.node, "inside": found.inside, "initial": initial}
    return GroupForm(data, **options) if isinstance(found.node, Group) else CriterionForm(data, plan=plan, **options)
