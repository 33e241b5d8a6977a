"""Files of scoring: a sheet in Excel, a year's summary."""

from django.urls import path

from scoring.views import sheet_files, summary

FILES = [
    path("cham-diem/bang/<int:pk>/excel/", sheet_files.sheet_excel, name="sheet_excel"),
    path("cham-diem/bang/<int:pk>/nhap-excel/", sheet_files.import_sheet, name="import_sheet"),
    path("cham-diem/dot/<int:pk>/tong-hop/", summary.summary, name="summary"),
    path("cham-diem/dot/<int:pk>/tong-hop/excel/", summary.summary_excel, name="summary_excel"),
    path("cham-diem/dot/<int:pk>/tong-hop/pdf/", summary.summary_pdf, name="summary_pdf"),
    path("cham-diem/dot/<int:pk>/tong-hop/word/", summary.summary_docx, name="summary_docx"),
]
