"""The site with the pages of registering and of the pledge."""

from scoring.urls_registration import REGISTRATION
from thidua.urls import urlpatterns as site

urlpatterns = [*site, *REGISTRATION]
