"""Files of scoring: a sheet in Excel, a year's summary."""

from django.urls import path

from scoring.views import sheet_files

FILES = [
    path("cham-diem/bang/<int:pk>/excel/", sheet_files.sheet_excel, name="sheet_excel"),
    path("cham-diem/bang/<int:pk>/nhap-excel/", sheet_files.import_sheet, name="import_sheet"),
]
