"""The pages of evidence."""

from django.urls import path

from scoring.views import evidence

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
