"""The site map."""

from django.contrib import admin
from django.contrib.auth.views import LoginView, LogoutView
from django.urls import include, path

from blocs.forms import SignInForm
from thidua.views import my_work, terms

urlpatterns = [
    path("", my_work.my_work, name="my_work"),
    path(
        "dang-nhap/",
        LoginView.as_view(
            authentication_form=SignInForm, template_name="sign_in.html", redirect_authenticated_user=True
        ),
        name="sign_in",
    ),
    path("dang-xuat/", LogoutView.as_view(), name="sign_out"),
    path("nam/<int:pk>/", terms.term, name="term"),
    path("nam/<int:pk>/khep/", terms.close, name="close_term"),
    path("", include("plans.urls")),
    path("", include("scoring.urls")),
    path("", include("thidua.papers.urls")),
    path("", include("blocs.urls")),
    path("quan-tri/", admin.site.urls),
]
