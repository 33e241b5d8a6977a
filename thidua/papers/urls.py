"""The pages of papers and their registers."""

from django.urls import path

from thidua.papers.views import incoming, papers, registers, signing_images, style, verification

urlpatterns = [
    path("van-ban/kieu.css", style.paper_style, name="paper_style"),
    path("kiem-tra/", verification.check_paper, name="check_paper"),
    path("kiem-tra/<slug:code>/", verification.check_code, name="check_code"),
    path("co-quan/<int:pk>/chu-ky-con-dau/", signing_images.signing_images, name="signing_images"),
    path("co-quan/<int:pk>/chu-ky/<int:person_id>/", signing_images.put_signature, name="put_signature"),
    path("co-quan/<int:pk>/con-dau/", signing_images.put_seal, name="put_seal"),
    path("co-quan/anh/<int:pk>/", signing_images.signing_image, name="signing_image"),
    path("co-quan/anh/<int:pk>/go/", signing_images.take_away_image, name="take_away_image"),
    path("van-ban/", registers.register_list, name="registers"),
    path("van-ban/den/<int:pk>/", incoming.incoming_papers, name="incoming_papers"),
    path("van-ban/so/<int:pk>/", registers.register, name="register"),
    path("van-ban/so/<int:pk>/excel/", registers.register_excel, name="register_excel"),
    path("van-ban/so/<int:pk>/dat-so/", registers.set_up_register, name="set_up_register"),
    path("van-ban/so/<int:pk>/giu-so/", registers.reserve_number, name="reserve_number"),
    path("van-ban/so/<int:pk>/chen-so/", registers.insert_number, name="insert_number"),
    path("van-ban/so/<int:pk>/bo-so/", registers.void_number, name="void_number"),
    path("van-ban/<int:pk>/", papers.paper, name="paper"),
    path("van-ban/<int:pk>/tep/<slug:which>/", papers.paper_file, name="paper_file"),
]
