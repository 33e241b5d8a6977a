"""The site for a WSGI server: `gunicorn thidua.wsgi`."""

import os

from django.core.management import call_command
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thidua.settings")

application = get_wsgi_application()
call_command("check")  # a site that lacks a setting or a font must not start
