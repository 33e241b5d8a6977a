"""What a spreadsheet program makes of the formulas of exported sheets."""

import shutil
import subprocess
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

from openpyxl import load_workbook

from scoring.criteria import Counts, counts_below, walk
from scoring.workbooks import sheet_out
from scoring.workbooks.sheet_columns import SHEET, Column
from scoring.workbooks.sheet_lines import Line, Origin
from scoring.workbooks.sheet_out import HEADING_ROW, Content, sheet_workbook

LIBREOFFICE = shutil.which("soffice") or ""
SECONDS = 300
AT_ONCE = 20
"""Workbooks that one LibreOffice is given; of very many it gives up."""


def can_recompute():
    """Whether LibreOffice is here with its spreadsheet program."""
    return bool(LIBREOFFICE) and (Path(LIBREOFFICE).resolve().parent / "libsclo.so").exists()


def content_of(figures, *, late=Decimal(0)):
    """A workbook's content that says nothing but figures."""
    return Content(
        origin=Origin(sheet=1, table=2, table_version=3),
        unit="Sở Y tế",
        year="Năm 2026",
        lines={key: Line(figure=figure, seen=1) for key, figure in figures.items()},
        late=late,
    )


def recomputed(workbooks):
    """The same workbooks as LibreOffice saves them after reckoning."""
    with TemporaryDirectory() as folder:
        sources, results = Path(folder, "in"), Path(folder, "out")
        sources.mkdir()
        for number, data in enumerate(workbooks):
            Path(sources, f"{number}.xlsx").write_bytes(data)
        files = sorted(map(str, sources.iterdir()))
        command = [
            LIBREOFFICE, "--headless", f"-env:UserInstallation=file://{folder}/profile", "--convert-to", "xlsx",
            "--outdir", str(results),
        ]  # fmt: skip
        for first in range(0, len(files), AT_ONCE):
            some = files[first : first + AT_ONCE]
            subprocess.run([*command, *some], check=True, capture_output=True, timeout=SECONDS)
        return [Path(results, f"{number}.xlsx").read_bytes() for number in range(len(workbooks))]


def shown_points(path_or_stream, criteria):
    """By key of the node, or by the words of a last line: the number in the points column, None for no number."""
    page = load_workbook(path_or_stream, data_only=True)[SHEET]
    rows = page.iter_rows(min_row=HEADING_ROW + 1, values_only=True)
    lines = [(row[Column.KEY.number - 1], row[Column.TEXT.number - 1], row[Column.POINTS.number - 1]) for row in rows]
    lines = [line for line in lines if "/" not in (line[0] or "")]
    nodes = [node for node, _ in walk(criteria)]
    keys = [node.key for node in nodes] + [text for _, text, _ in lines[len(nodes) :]]
    return {key: _decimal(points) for key, (_, _, points) in zip(keys, lines, strict=True)}


def expected_points(criteria, tally):
    """What `shown_points` has to find."""
    expected = {}
    for node, above in walk(criteria):
        if node.key in tally.groups:
            expected[node.key] = tally.groups[node.key].net
        else:
            points = tally.points.get(node.key)
            is_deduction = counts_below(above) is Counts.DEDUCTION
            expected[node.key] = -points if is_deduction and points is not None else points
    return expected | {
        sheet_out.SCORE: tally.score,
        sheet_out.NOT_APPLICABLE: tally.not_applicable,
        sheet_out.NORMALISED: tally.normalised,
        sheet_out.BONUS: tally.bonus,
        sheet_out.DEDUCTIONS: -tally.deductions,
        sheet_out.LATE: -tally.late,
        sheet_out.TOTAL: tally.total,
    }


def differences(shown, expected):
    """Where a program shows something else than we reckon."""
    assert shown.keys() == expected.keys()
    return {key: (shown[key], expected[key]) for key in expected if shown[key] != expected[key]}


def workbook_of(criteria, figures, tally):
    """The exported sheet of a unit."""
    return sheet_workbook(criteria, content_of(figures, late=tally.late))


def _decimal(number):
    return None if number in (None, "") else Decimal(str(number))
