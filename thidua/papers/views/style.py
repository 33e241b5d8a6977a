"""The look of papers in the pages of the site."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from thidua.papers.document import Profile
from thidua.papers.style import stylesheet


@require_safe
@cache_control(max_age=3600, private=True)
def paper_style(_request: HttpRequest) -> HttpResponse:
    """The style sheet of papers, for the sheet that a page shows (`html.screen_sheet`)."""
    return HttpResponse(stylesheet(Profile()), content_type="text/css; charset=utf-8")
