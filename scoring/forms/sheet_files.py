"""What is asked for when a sheet comes back from Excel."""

from typing import Any

from blocs.forms import WorkbookForm


class SheetFileForm(WorkbookForm):
    """The workbook of a sheet, filled in."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["file"].help_text = "Tệp .xlsx tải từ bảng này (nút Tải Excel), tối đa 5 MB."
