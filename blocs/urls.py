"""Pages about who exists and who may."""

from django.urls import path

from blocs.views import accounts

urlpatterns = [
    path("kich-hoat/", accounts.activate, name="activate"),
    path("doi-mat-khau/", accounts.ChangePassword.as_view(), name="change_password"),
]
