"""The pages of scoring."""

from django.urls import path

from scoring.views import (
    arrivals,
    editing_tables,
    evidence,
    making_tables,
    pledges,
    registration_summary,
    registrations,
    rounds,
    sheet_files,
    sheets,
    summary,
    tables,
    year_papers,
)

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
    path("cham-diem/bang/<int:pk>/phieu-tiep-nhan/", sheets.sheet_receipt, name="sheet_receipt"),
    path("cham-diem/bang/<int:pk>/ban-ky/", sheets.sheet_scan, name="sheet_scan"),
    path("cham-diem/bang/<int:pk>/cac-lan-nop/", arrivals.sheet_arrivals, name="sheet_arrivals"),
    path(
        "cham-diem/bang/<int:pk>/cac-lan-nop/<int:number>/phieu-tiep-nhan/",
        arrivals.arrival_receipt,
        name="arrival_receipt",
    ),
    path("cham-diem/bang/<int:pk>/cac-lan-nop/<int:number>/ban-ky/", arrivals.arrival_scan, name="arrival_scan"),
    path("cham-diem/bang/<int:pk>/buoc/<slug:action>/", sheets.sheet_step, name="sheet_step"),
    path("cham-diem/bang/<int:pk>/khong-phat-sinh/<int:key>/", sheets.accept_aside, name="accept_aside"),
    path("cham-diem/bang/<int:pk>/nhap-thay/", rounds.begin_on_behalf, name="begin_on_behalf"),
]
FILES = [
    path("cham-diem/bang/<int:pk>/excel/", sheet_files.sheet_excel, name="sheet_excel"),
    path("cham-diem/bang/<int:pk>/nhap-excel/", sheet_files.import_sheet, name="import_sheet"),
    path("cham-diem/dot/<int:pk>/tong-hop/", summary.summary, name="summary"),
    path("cham-diem/dot/<int:pk>/tong-hop/excel/", summary.summary_excel, name="summary_excel"),
    path("cham-diem/dot/<int:pk>/tong-hop/pdf/", summary.summary_pdf, name="summary_pdf"),
    path("cham-diem/dot/<int:pk>/tong-hop/word/", summary.summary_docx, name="summary_docx"),
]
TABLES = [
    path("cham-diem/bang-tieu-chi/", tables.criteria_tables, name="criteria_tables"),
    path("cham-diem/bang-tieu-chi/lap/<int:term_id>/", making_tables.new_table, name="new_table"),
    path(
        "cham-diem/bang-tieu-chi/lap-dung-chung/<int:pk>/<slug:slug>/",
        making_tables.new_office_table,
        name="new_office_table",
    ),
    path("cham-diem/bang-tieu-chi/<int:pk>/", tables.criteria_table, name="criteria_table"),
    path("cham-diem/bang-tieu-chi/<int:pk>/excel/", tables.table_xlsx, name="table_xlsx"),
    path("cham-diem/bang-tieu-chi/<int:pk>/tep-goc/", tables.table_source, name="table_source"),
    path(
        "cham-diem/bang-tieu-chi/<int:pk>/chua-chac/<int:number>/", tables.settle_table_doubt, name="settle_table_doubt"
    ),
    path("cham-diem/bang-tieu-chi/<int:pk>/pdf/", tables.table_pdf, name="table_pdf"),
    path("cham-diem/bang-tieu-chi/<int:pk>/word/", tables.table_docx, name="table_docx"),
    path("cham-diem/bang-tieu-chi/<int:pk>/cong-bo/", tables.publish_table, name="publish_table"),
    path("cham-diem/bang-tieu-chi/<int:pk>/thay-the/", tables.replace_table, name="replace_table"),
    path("cham-diem/bang-tieu-chi/<int:pk>/bo/", tables.discard_table, name="discard_table"),
    path("cham-diem/bang-tieu-chi/<int:pk>/cham-thu/", tables.try_table, name="try_table"),
    path("cham-diem/bang-tieu-chi/<int:pk>/sua/<int:key>/", editing_tables.edit_table_part, name="edit_table_part"),
    path(
        "cham-diem/bang-tieu-chi/<int:pk>/sua/<int:key>/chuyen/", editing_tables.move_table_part, name="move_table_part"
    ),
    path(
        "cham-diem/bang-tieu-chi/<int:pk>/sua/<int:key>/xoa/",
        editing_tables.delete_table_part,
        name="delete_table_part",
    ),
    path(
        "cham-diem/bang-tieu-chi/<int:pk>/sua/<slug:frame>/", editing_tables.edit_table_frame, name="edit_table_frame"
    ),
    path(
        "cham-diem/bang-tieu-chi/<int:pk>/them/<slug:which>/<int:key>/",
        editing_tables.add_table_part,
        name="add_table_part",
    ),
]
EVIDENCE = [
    path("cham-diem/bang/<int:pk>/minh-chung/<int:key>/", evidence.sheet_evidence, name="sheet_evidence"),
    path(
        "cham-diem/bang/<int:pk>/minh-chung/<int:key>/duong-dan/",
        evidence.add_evidence_link,
        name="add_evidence_link",
    ),
    path(
        "cham-diem/bang/<int:pk>/minh-chung/<int:key>/nhiem-vu/", evidence.add_evidence_task, name="add_evidence_task"
    ),
    path("cham-diem/minh-chung/<int:pk>/tep/", evidence.evidence_file, name="evidence_file"),
    path("cham-diem/minh-chung/<int:pk>/bo/", evidence.remove_evidence, name="remove_evidence"),
]
REGISTRATION = [
    path("dang-ky/", registrations.years, name="registrations"),
    path("dang-ky/nam/<int:term_id>/", registrations.year, name="registrations_of_year"),
    path("dang-ky/nam/<int:term_id>/nhap-chung/", registrations.for_all, name="register_for_all"),
    path("dang-ky/nam/<int:term_id>/tong-hop/", registration_summary.summary, name="registration_summary"),
    path("dang-ky/nam/<int:term_id>/tong-hop/trinh-ky/", registration_summary.lay_report, name="report_registrations"),
    path(
        "dang-ky/nam/<int:term_id>/tong-hop/<slug:which>/",
        registration_summary.summary_file,
        name="registration_summary_file",
    ),
    path("dang-ky/don-vi/<int:unit_id>/", registrations.registration, name="registration"),
    path("dang-ky/don-vi/<int:unit_id>/nhap-thay/", registrations.register_on_behalf, name="register_on_behalf"),
    path("dang-ky/don-vi/<int:unit_id>/buoc/<slug:action>/", registrations.step, name="registration_step"),
    path("dang-ky/don-vi/<int:unit_id>/tep/<slug:which>/", registrations.registration_file, name="registration_file"),
    path("dang-ky/nam/<int:term_id>/giao-uoc/", pledges.pledge, name="pledge"),
    path("dang-ky/nam/<int:term_id>/giao-uoc/in-de-ky/", pledges.print_to_sign, name="print_pledge"),
    path("dang-ky/nam/<int:term_id>/giao-uoc/sua-lai/", pledges.reopen, name="reopen_pledge"),
    path("dang-ky/nam/<int:term_id>/giao-uoc/da-ky/", pledges.record_signed, name="record_signed"),
    path("dang-ky/nam/<int:term_id>/giao-uoc/ky/<int:unit_id>/", pledges.sign, name="sign_pledge"),
    path("dang-ky/nam/<int:term_id>/giao-uoc/bo/<int:unit_id>/", pledges.strike_out, name="strike_out_signature"),
    path("dang-ky/nam/<int:term_id>/giao-uoc/ban-ky/<int:unit_id>/", pledges.pledge_scan, name="pledge_scan"),
    path("dang-ky/nam/<int:term_id>/giao-uoc/tep/<slug:which>/", pledges.pledge_file, name="pledge_file"),
]
YEAR_PAPERS = [
    path("van-ban/<int:pk>/buoc/<slug:action>/", year_papers.year_paper_step, name="year_paper_step"),
    path("van-ban/<int:pk>/ban-quet/", year_papers.year_paper_scan, name="year_paper_scan"),
]
urlpatterns = [*REGISTRATION, *YEAR_PAPERS, *ROUNDS, *SHEETS, *EVIDENCE, *FILES, *TABLES]
