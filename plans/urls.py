"""The pages of plans."""

from django.urls import path

from plans.views import correcting, editing, listing, making, page, parties, signing, steps, tasks

urlpatterns = [
    path("ke-hoach/", listing.plans, name="plans"),
    path("ke-hoach/nhap/", making.import_plan, name="import_plan"),
    path("ke-hoach/lap-tu-nam-truoc/<int:term_id>/", making.copy_plan, name="copy_plan"),
    path("ke-hoach/lap-moi/<int:term_id>/", making.blank_plan, name="blank_plan"),
    path("ke-hoach/<int:pk>/", page.plan, name="plan"),
    path("ke-hoach/<int:pk>/doi-nam/", making.shift_plan, name="shift_plan"),
    path("ke-hoach/<int:pk>/nhiem-vu/", tasks.plan_tasks, name="plan_tasks"),
    path("nhiem-vu/<int:pk>/", tasks.task_mark, name="task_mark"),
    path("nhiem-vu/<int:pk>/hoan-thanh/", tasks.finish_task, name="finish_task"),
    path("nhiem-vu/<int:pk>/khong-thuc-hien/", tasks.drop_task, name="drop_task"),
    path("nhiem-vu/<int:pk>/bo-ket-qua/", tasks.reopen_task, name="reopen_task"),
    path("ke-hoach/<int:pk>/don-vi/", parties.plan_parties, name="plan_parties"),
    path("ke-hoach/<int:pk>/pdf/", page.plan_pdf, name="plan_pdf"),
    path("ke-hoach/<int:pk>/word/", page.plan_docx, name="plan_docx"),
    path("ke-hoach/<int:pk>/ban-word-da-sua/", correcting.corrected_file, name="corrected_file"),
    path("ke-hoach/<int:pk>/lich-su/", page.plan_history, name="plan_history"),
    path("ke-hoach/<int:pk>/da-xem/<int:number>/", page.settle_doubt, name="settle_doubt"),
    path("ke-hoach/<int:pk>/sua/", editing.edit_plan, name="edit_plan"),
    path("ke-hoach/<int:pk>/sua/<int:key>/", editing.edit_part, name="edit_part"),
    path("ke-hoach/<int:pk>/sua/<int:key>/them-sau/", editing.insert_after, name="insert_after"),
    path("ke-hoach/<int:pk>/sua/<int:key>/them-trong/", editing.insert_inside, name="insert_inside"),
    path("ke-hoach/<int:pk>/sua/<int:key>/chuyen/", editing.move_part, name="move_part"),
    path("ke-hoach/<int:pk>/sua/<int:key>/loai/", editing.turn_part, name="turn_part"),
    path("ke-hoach/<int:pk>/sua/<int:key>/xoa/", editing.delete_part, name="delete_part"),
    path("ke-hoach/<int:pk>/sua/chu-ky/them/", editing.add_signature, name="add_signature"),
    path("ke-hoach/<int:pk>/sua/<slug:frame>/", editing.edit_frame, name="edit_frame"),
    path("ke-hoach/<int:pk>/sua/<slug:frame>/them/", editing.insert_first, name="insert_first"),
    path("ke-hoach/<int:pk>/bo/", page.discard_plan, name="discard_plan"),
    path("ke-hoach/<int:pk>/ban-quet/", steps.attach_scan, name="attach_scan"),
    path("ke-hoach/<int:pk>/ky-so/", signing.digital_signing, name="digital_signing"),
    path("ke-hoach/<int:pk>/ky-so/noi-dung/", signing.signing_content, name="signing_content"),
    path("ke-hoach/<int:pk>/ky-so/ban-cua-co-quan/", signing.issued_elsewhere, name="issued_elsewhere"),
    path("ke-hoach/<int:pk>/ky-so/<slug:act>/", signing.sign, name="sign"),
    path("ke-hoach/<int:pk>/buoc/<slug:action>/", steps.plan_step, name="plan_step"),
]
