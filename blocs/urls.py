"""Pages about who exists and who may."""

from django.urls import path

from blocs.views import accounts, setup

urlpatterns = [
    path("kich-hoat/", accounts.activate, name="activate"),
    path("doi-mat-khau/", accounts.ChangePassword.as_view(), name="change_password"),
    path("thiet-lap/", setup.start, name="setup"),
    path("thiet-lap/tep-mau/", setup.template, name="setup_template"),
    path("thiet-lap/du-lieu/", setup.existing, name="setup_existing"),
    path("thiet-lap/<int:pk>/", setup.preview, name="setup_preview"),
    path("thiet-lap/<int:pk>/tai-khoan/", setup.created, name="setup_created"),
    path("thiet-lap/<int:pk>/ma-kich-hoat/", setup.codes, name="setup_codes"),
]
