"""The pages of plans."""

from django.urls import path

from plans.views import listing, making, page, steps

urlpatterns = [
    path("ke-hoach/", listing.plans, name="plans"),
    path("ke-hoach/nhap/", making.import_plan, name="import_plan"),
    path("ke-hoach/lap-tu-nam-truoc/<int:term_id>/", making.copy_plan, name="copy_plan"),
    path("ke-hoach/lap-moi/<int:term_id>/", making.blank_plan, name="blank_plan"),
    path("ke-hoach/<int:pk>/", page.plan, name="plan"),
    path("ke-hoach/<int:pk>/doi-nam/", making.shift_plan, name="shift_plan"),
    path("ke-hoach/<int:pk>/nhiem-vu/", page.plan_tasks, name="plan_tasks"),
    path("ke-hoach/<int:pk>/pdf/", page.plan_pdf, name="plan_pdf"),
    path("ke-hoach/<int:pk>/lich-su/", page.plan_history, name="plan_history"),
    path("ke-hoach/<int:pk>/da-xem/<int:position>/", page.settle_doubt, name="settle_doubt"),
    path("ke-hoach/<int:pk>/bo/", page.discard_plan, name="discard_plan"),
    path("ke-hoach/<int:pk>/buoc/<slug:action>/", steps.plan_step, name="plan_step"),
]
