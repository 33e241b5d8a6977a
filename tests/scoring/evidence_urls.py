"""The site with the pages of evidence, and a stand-in for the page of the sheet."""

from django.http import HttpResponse
from django.urls import path

from scoring.urls_evidence import EVIDENCE
from thidua.urls import urlpatterns as site

urlpatterns = [*site, *EVIDENCE, path("cham-diem/bang/<int:pk>/", lambda _request, pk: HttpResponse(pk), name="sheet")]
