"""The site as the tests run it: that of a trial, with passwords hashed fast."""

import os

os.environ["THIDUA_DEBUG"] = "true"
os.environ["THIDUA_SECRET_KEY"] = "for tests alone"

from thidua.settings import *  # noqa: F403

CHECKS_A_MINUTE = 1_000_000  # what is tried with everybody comes from one address
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
