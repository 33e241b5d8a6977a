"""What a plan means: one frozen value, of which every screen, file and paper is a view.

The words of the plan are primary. A task's deadline and parties are *marks* on its own words (`Span`), never a second
copy of them; what they mean is computed (`plans.schedule`). Labels ("I.", "1.", "a)") are computed from list styles
(`plans.labels`); a part keeps a label of its own only where the plan wrote another than the computed one.

Kept in the database and inside issued papers as JSON (`plans.content_json`), so every change of these classes is a new
schema number.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Discriminator

from thidua.lib.dates import PartialDate
from thidua.lib.value import Value


@dataclass(frozen=True, kw_only=True)
class Part(Value):
    """Anything of a plan that can be pointed at.

    `key` is unique in the plan, never given twice and survives copies to another year; `version` counts the edits of
    this part's own fields, and of the order of its children.
    """

    key: int
    version: int = 1


@dataclass(frozen=True)
class Span(Value):
    """A place in a part's own text: characters `start` up to, not including, `end`."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words in this place."""
        return text[self.start : self.end]


class LabelStyle(StrEnum):
    """How the parts of one list are labelled; an example of each as its meaning."""

    NONE = "none"
    PART = "part"
    """Phần I"""
    UPPER = "upper"
    """A."""
    ROMAN = "roman"
    """I."""
    ARABIC = "arabic"
    """1."""
    DECIMAL = "decimal"
    """1.1., after the numbers of the parts above"""
    LETTER = "letter"
    """a), in the order of the decree: a b c d đ e g h i k l …"""
    BRACKET = "bracket"
    """(1)"""
    ARTICLE = "article"
    """Điều 1."""
    DASH = "dash"
    """-"""
    PLUS = "plus"
    """+"""
    STAR = "star"
    """*"""


@dataclass(frozen=True, kw_only=True)
class Line(Part):
    """One labelled or unlabelled paragraph, with what stands below it."""

    style: LabelStyle = LabelStyle.NONE
    label: str | None = None
    """As written, where it differs from the computed one."""
    text: str
    blocks: tuple[Block, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Section(Line):
    """A heading (its `text`) and all that it covers."""

    type: Literal["section"] = "section"
    aside: str = ""
    """Upright words after the title on the same line: "(cơ quan thường trực)"."""
    is_task: bool = False
    """Whether the heading itself names a task, which the fields below describe."""


@dataclass(frozen=True, kw_only=True)
class Item(Line):
    """A paragraph, bullet or point that states something and asks for nothing."""

    type: Literal["item"] = "item"


@dataclass(frozen=True, kw_only=True)
class TaskItem(Line):
    """A task written as prose. A mark that is missing is inherited from the parts around it (`plans.tasks`)."""

    type: Literal["task_item"] = "task_item"
    action: Span | None = None
    """What is to be done, where that is not the whole text."""
    due: Span | None = None
    responsible: Span | None = None
    coordinating: Span | None = None


@dataclass(frozen=True, kw_only=True)
class Duty(Line):
    """A standing responsibility of a party, without a date."""

    type: Literal["duty"] = "duty"
    party: Span | None = None


class FieldRole(StrEnum):
    """What a line such as "Thời gian: tháng 8" tells about the activity it stands under."""

    CONTENT = "content"
    TIME = "time"
    PLACE = "place"
    ATTENDEES = "attendees"
    LEAD = "lead"
    SUPPORT = "support"
    ASSIGNMENT = "assignment"
    PRODUCT = "product"
    FUNDING = "funding"
    CONTACT = "contact"
    """Whom to send to: personal data, kept apart from what is published on persons."""
    NOTE = "note"


@dataclass(frozen=True, kw_only=True)
class Field(Line):
    """A line "name: value" of an activity; `value` is where the value stands in the text.

    An activity (an *event* when it has a time or a place and people meet) is a `Section` or `Line` with fields.
    """

    type: Literal["field"] = "field"
    role: FieldRole
    value: Span

    @property
    def words(self) -> str:
        """The value as written; empty when it stands in the lines below."""
        return self.value.of(self.text)


class ColumnRole(StrEnum):
    """What a table's column holds."""

    NUMBER = "number"
    CONTENT = "content"
    TIME = "time"
    LEAD = "lead"
    SUPPORT = "support"
    PRODUCT = "product"
    FUNDING = "funding"
    NOTE = "note"
    OTHER = "other"


@dataclass(frozen=True, kw_only=True)
class Column(Part):
    """A column with its title as written."""

    title: str
    role: ColumnRole = ColumnRole.OTHER


@dataclass(frozen=True, kw_only=True)
class Row(Part):
    """One cell for every column; None where the cell above goes on (cells merged downwards)."""

    type: Literal["row"] = "row"
    cells: tuple[str | None, ...]


@dataclass(frozen=True, kw_only=True)
class GroupRow(Part):
    """A row that heads the rows after it ("QUÝ I"); `number` is what stands in the number column."""

    type: Literal["group_row"] = "group_row"
    text: str
    number: str = ""


@dataclass(frozen=True, kw_only=True)
class Table(Part):
    """A table. It is a *task table*, each row a task, when a column holds the content and another time or party."""

    type: Literal["table"] = "table"
    columns: tuple[Column, ...]
    rows: tuple[Annotated[Row | GroupRow, Discriminator("type")], ...]

    def index_of(self, role: ColumnRole) -> int | None:
        """Position of the first column with this role."""
        return next((i for i, column in enumerate(self.columns) if column.role is role), None)

    @property
    def holds_tasks(self) -> bool:
        """Whether its rows are tasks."""
        roles = {column.role for column in self.columns}
        return ColumnRole.CONTENT in roles and bool(roles & {ColumnRole.TIME, ColumnRole.LEAD})


Block = Annotated[Section | Item | TaskItem | Duty | Field | Table, Discriminator("type")]


@dataclass(frozen=True, kw_only=True)
class Head(Value):
    """Who issues the paper, its number, place and date (ô 2 to 4 of Nghị định 30/2020/NĐ-CP)."""

    superior: tuple[str, ...] = ()
    issuer: tuple[str, ...] = ()
    number: str | None = None
    """As written, or None while it is blank."""
    symbol: str = ""
    """As written, with the mark after the number: "/KH-KTĐ", "-KH/CB"."""
    place: str = ""
    issued_on: PartialDate = PartialDate()


@dataclass(frozen=True, kw_only=True)
class Basis(Part):
    """A legal basis (căn cứ), as written with its closing mark."""

    text: str


@dataclass(frozen=True, kw_only=True)
class Recipient(Part):
    """A line of "Nơi nhận", as written without its hyphen; a caption ("Bản điện tử:") is no recipient."""

    text: str
    caption: bool = False


@dataclass(frozen=True, kw_only=True)
class Signature(Part):
    """A signature block: authority and post (ô 7a), other post of the signer and name (7b)."""

    authority: tuple[str, ...] = ()
    position: tuple[str, ...] = ()
    name: str = ""
    note: str = ""
    """What stands in the place of the signature on a copy, such as "(Đã ký)"."""


@dataclass(frozen=True, kw_only=True)
class Annex(Part):
    """An appendix after the signature."""

    label: str = ""
    title: tuple[str, ...] = ()
    reference: str = ""
    blocks: tuple[Block, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Decision(Part):
    """The Quyết định that issues the plan: head, bases, recipients and signature of the paper are then its own."""

    subject: tuple[str, ...] = ()
    blocks: tuple[Block, ...] = ()
    """From the authority's name after the bases ("QUYẾT ĐỊNH:") to the last article."""
    authority: str = ""
    """The line above the bases: "ỦY BAN NHÂN DÂN TỈNH LAM GIANG"."""
    reference: str = ""
    """The plan's own line "(Kèm theo Quyết định số …)"."""


@dataclass(frozen=True, kw_only=True)
class PlanContent(Value):
    """A whole plan. `last_key` is the highest key ever given in it."""

    last_key: int
    head: Head = Head()
    kind: str = "KẾ HOẠCH"
    subject: tuple[str, ...] = ()
    bases: tuple[Basis, ...] = ()
    decision: Decision | None = None
    opening: tuple[Item, ...] = ()
    body: tuple[Block, ...] = ()
    closing: tuple[Item, ...] = ()
    recipients_heading: str = "Nơi nhận:"
    recipients: tuple[Recipient, ...] = ()
    signatures: tuple[Signature, ...] = ()
    annexes: tuple[Annex, ...] = ()

    @property
    def title(self) -> str:
        """The subject on one line."""
        return " ".join(self.subject)


def walk(blocks: tuple[Block, ...], ancestors: tuple[Line, ...] = ()) -> Iterator[tuple[Block, tuple[Line, ...]]]:
    """Every block below in reading order, each with the lines it stands under, outermost first."""
    for block in blocks:
        yield block, ancestors
        if isinstance(block, Line):
            yield from walk(block.blocks, (*ancestors, block))


def all_blocks(content: PlanContent) -> Iterator[tuple[Block, tuple[Line, ...]]]:
    """Every block of body and annexes in reading order (opening and closing are paragraphs of the frame)."""
    yield from walk(content.body)
    for annex in content.annexes:
        yield from walk(annex.blocks)
