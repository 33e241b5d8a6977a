"""Pages about who exists and who may."""

from django.urls import path

from blocs.views import accounts, blocs, organisations, setup, terms

urlpatterns = [
    path("khoi-cum/", blocs.blocs, name="blocs"),
    path("khoi-cum/<int:pk>/", blocs.bloc, name="bloc"),
    path("khoi-cum/<int:pk>/mo-nam/", blocs.open_year, name="open_year"),
    path("nam/<int:pk>/mo-nam-tiep/", terms.open_next, name="open_next_term"),
    path("nam/<int:pk>/cu-don-vi/", terms.appoint, name="appoint"),
    path("cu-don-vi/<int:pk>/sua/", terms.correct_leadership, name="correct_leadership"),
    path("cu-don-vi/<int:pk>/thoi/", terms.end_leadership, name="end_leadership"),
    path("nam/<int:pk>/thanh-vien/", terms.member_units, name="member_units"),
    path("nam/<int:pk>/thanh-vien/them/", terms.add_member_unit, name="add_member_unit"),
    path("thanh-vien/<int:pk>/thoi/", terms.remove_member_unit, name="remove_member_unit"),
    path("lich-su/nam/<int:pk>/", terms.term_history, name="term_history"),
    path("co-quan/<int:pk>/", organisations.organisation, name="organisation"),
    path("kich-hoat/", accounts.activate, name="activate"),
    path("doi-mat-khau/", accounts.ChangePassword.as_view(), name="change_password"),
    path("thiet-lap/", setup.start, name="setup"),
    path("thiet-lap/tep-mau/", setup.template, name="setup_template"),
    path("thiet-lap/du-lieu/", setup.existing, name="setup_existing"),
    path("thiet-lap/<int:pk>/", setup.preview, name="setup_preview"),
    path("thiet-lap/<int:pk>/tai-khoan/", setup.created, name="setup_created"),
    path("thiet-lap/<int:pk>/ma-kich-hoat/", setup.codes, name="setup_codes"),
]
