"""The pages of registering for a year, and of the pledge."""

from django.urls import path

from scoring.views import pledges, registration_summary, registrations

REGISTRATION = [
    path("dang-ky/", registrations.years, name="registrations"),
    path("dang-ky/nam/<int:term_id>/", registrations.year, name="registrations_of_year"),
    path("dang-ky/nam/<int:term_id>/nhap-chung/", registrations.for_all, name="register_for_all"),
    path("dang-ky/nam/<int:term_id>/tong-hop/", registration_summary.summary, name="registration_summary"),
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
