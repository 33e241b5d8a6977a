"""The pages of scoring."""

from django.urls import path

from scoring.views import rounds, sheets

ROUNDS = [
    path("cham-diem/", rounds.scoring, name="scoring"),
    path("cham-diem/mo/<int:term_id>/", rounds.open_round, name="open_round"),
    path("cham-diem/dot/<int:pk>/", rounds.scoring_round, name="scoring_round"),
    path("cham-diem/dot/<int:pk>/han-nop/", rounds.change_deadline, name="change_deadline"),
    path("cham-diem/dot/<int:pk>/gia-han/<int:unit_id>/", rounds.extend, name="extend_deadline"),
    path("cham-diem/dot/<int:pk>/don-doc/", rounds.remind, name="remind"),
]
SHEETS = [
    path("cham-diem/bang/<int:pk>/", sheets.sheet, name="sheet"),
    path("cham-diem/bang/<int:pk>/so-lieu/", sheets.save_sheet, name="save_sheet"),
    path("cham-diem/bang/<int:pk>/pdf/", sheets.sheet_pdf, name="sheet_pdf"),
    path("cham-diem/bang/<int:pk>/word/", sheets.sheet_docx, name="sheet_docx"),
    path("cham-diem/bang/<int:pk>/tep/<slug:which>/", sheets.sheet_file, name="sheet_file"),
    path("cham-diem/bang/<int:pk>/buoc/<slug:action>/", sheets.sheet_step, name="sheet_step"),
    path("cham-diem/bang/<int:pk>/khong-phat-sinh/<int:key>/", sheets.decide_aside, name="decide_aside"),
    path("cham-diem/bang/<int:pk>/nhap-thay/", rounds.begin_on_behalf, name="begin_on_behalf"),
]
urlpatterns = [*ROUNDS, *SHEETS]
