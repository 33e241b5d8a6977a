"""Settings of the site. What differs from one machine to another is read from the environment (README, "Settings")."""

import os
import secrets
import sqlite3
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from whitenoise.compress import Compressor

from thidua.lib import sqlite

env = environ.Env()


def switch(name: str, *, default: bool) -> bool:
    """An environment variable that is true or false; anything else stops the site, for a typing error must not."""
    value = os.environ.get(name, str(default)).strip().lower()
    if value not in ("true", "false"):
        raise ImproperlyConfigured(f"{name} phải là true hoặc false, không phải là “{value}”.")
    return value == "true"


def count(name: str) -> int:
    """An environment variable that is a whole number from 0 up; 0 without it."""
    value = os.environ.get(name, "0").strip()
    if not (value.isascii() and value.isdigit()):
        raise ImproperlyConfigured(f"{name} phải là số nguyên từ 0 trở lên, không phải là “{value}”.")
    return int(value)


def choice(name: str, options: Sequence[str], *, default: str) -> str:
    """An environment variable that is one of a few words; anything else stops the site."""
    value = os.environ.get(name) or default
    if value not in options:
        raise ImproperlyConfigured(f"{name} phải là một trong {', '.join(options)}, không phải là “{value}”.")
    return value


def kept_secret_key(path: Path) -> str:
    """A random key made once and kept in a file only its owner can read, so that a restart signs nobody out."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(50))
    return path.read_text()


def address(default: str) -> str:
    """The site's own address, as papers print it; "" where nobody named it and there is no default."""
    value = os.environ.get("THIDUA_ADDRESS", default).strip().rstrip("/")
    if value and not value.startswith(("https://", "http://")):
        raise ImproperlyConfigured(f"THIDUA_ADDRESS phải có dạng https://tên-miền, không phải là “{value}”.")
    return value


def database() -> dict[str, Any]:
    """The database DATABASE_URL names; a SQLite file without it."""
    config: dict[str, Any] = env.db_url("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'thidua.sqlite3'}")
    match config.get("ENGINE"):
        case "django.db.backends.sqlite3":
            Path(config["NAME"]).parent.mkdir(parents=True, exist_ok=True)
            config["OPTIONS"] = sqlite.connection_options(sqlite3.sqlite_version_info[:3])
        case "django.db.backends.postgresql":
            config["CONN_MAX_AGE"] = 60
            config["CONN_HEALTH_CHECKS"] = True
        case _:
            raise ImproperlyConfigured(
                "DATABASE_URL phải có dạng postgresql://tên:mật-khẩu@máy-chủ/cơ-sở-dữ-liệu "
                "hoặc sqlite:////đường/dẫn/tệp.sqlite3."
            )
    return config


# Where things are ----------------------------------------------------------------------------------------------------

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = Path(os.environ.get("THIDUA_VAR") or BASE_DIR / "var")
"""The one folder the site writes to."""

ROOT_URLCONF = "thidua.urls"
WSGI_APPLICATION = "thidua.wsgi.application"
STATIC_URL = "static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]

# Who runs it ---------------------------------------------------------------------------------------------------------

DEBUG = switch("THIDUA_DEBUG", default=False)
HTTPS = switch("THIDUA_HTTPS", default=not DEBUG)
if DEBUG:
    SECRET_KEY = os.environ.get("THIDUA_SECRET_KEY") or kept_secret_key(VAR_DIR / "secret_key")
    ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
    ADDRESS = address("http://127.0.0.1:8000")
else:
    # What is missing here stops the site (thidua.checks), but not a command that needs no site, such as `convert`.
    SECRET_KEY = os.environ.get("THIDUA_SECRET_KEY", "")
    ALLOWED_HOSTS = [host.strip() for host in os.environ.get("THIDUA_ALLOWED_HOSTS", "").split(",") if host.strip()]
    ADDRESS = address("")

# What it is made of --------------------------------------------------------------------------------------------------

INSTALLED_APPS = [
    "thidua.apps.ThiduaConfig",
    "scoring",
    "plans",
    "thidua.papers",
    "blocs",
    "thidua.apps.AdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "axes",
    "bootstrap",
    "crispy_forms",
    "crispy_bootstrap5",
    "csp",
    "import_export",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    # A trial's static files are served by Django's own development server.
    *([] if DEBUG else ["whitenoise.middleware.WhiteNoiseMiddleware"]),
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "blocs.middleware.StandingMiddleware",
    "blocs.middleware.RefusalMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "axes.middleware.AxesMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]

CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"

# Names with a digest of the content may be cached for ever; `collectstatic` makes them, which a trial does without.
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": VAR_DIR / "files", "base_url": None, "file_permissions_mode": 0o600},
    },
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = (*Compressor.SKIP_COMPRESS_EXTENSIONS, "map")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"django": {"handlers": [], "level": "INFO"}},
}

# What it keeps -------------------------------------------------------------------------------------------------------

DATABASES = {"default": database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# A sheet sent whole, without scripts: 300 criteria with up to seven fields each.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 3000

# What it signs with, and whom it trusts ------------------------------------------------------------------------------

SIGNING_KEYS = Path(os.environ.get("THIDUA_SIGNING_KEYS") or VAR_DIR / "keys" / "keys.toml")
"""The file that names the keys (thidua.papers.signatures.keys)."""
PERSONAL_KEYS = switch("THIDUA_PERSONAL_KEYS", default=DEBUG)
"""Whether keys of persons may lie on this server, too."""
TRUST_ROOTS = Path(os.environ.get("THIDUA_TRUST_ROOTS") or VAR_DIR / "keys" / "roots")
"""The folder with the certificates of the authorities whose signatures count."""
TIME_STAMPS = os.environ.get("THIDUA_TIME_STAMPS", "")
"""The address of the service that stamps the time (RFC 3161)."""
SIGNATURE_LEVEL = choice(
    "THIDUA_SIGNATURE_LEVEL",
    ("B-B", "B-T", "B-LT", "B-LTA") if TIME_STAMPS else ("B-B",),
    default="B-T" if TIME_STAMPS else "B-B",
)
"""PAdES: with a service that stamps the time from B-T on."""

# Language and time ---------------------------------------------------------------------------------------------------

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt")]
FORMAT_MODULE_PATH = "thidua.formats"
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True

# Who may come in -----------------------------------------------------------------------------------------------------

AUTH_USER_MODEL = "blocs.User"
LOGIN_URL = "sign_in"
LOGIN_REDIRECT_URL = "my_work"
LOGOUT_REDIRECT_URL = "sign_in"
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("login_name", "full_name", "email")},
    },
    # Length protects better than signs do; 15 is what OWASP ASVS 5.0 (6.2.1) advises where there is no second factor.
    {"NAME": "blocs.passwords.MinimumLengthValidator", "OPTIONS": {"min_length": 15}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

# One working day from the sign-in, or until the browser is closed; not renewed, for that would write at every request.
SESSION_COOKIE_AGE = 12 * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True

# Who guesses passwords or codes -------------------------------------------------------------------------------------

AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
    "blocs.backends.CodeBackend",
]
PROXIES = count("THIDUA_PROXIES")
"""How many servers stand before the site and write into X-Forwarded-For."""

AXES_HANDLER = "blocs.throttle.Throttle"
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_RESET_ON_SUCCESS = True
AXES_USERNAME_FORM_FIELD = "username"
AXES_USERNAME_CALLABLE = "blocs.throttle.login_name"
AXES_CLIENT_IP_CALLABLE = "blocs.throttle.client_address"
AXES_LOCKOUT_CALLABLE = "blocs.views.accounts.locked"
AXES_ENABLE_ADMIN = False
# What is masked wherever axes writes down a request: in the log of the server, and beside a failure in the database.
AXES_SENSITIVE_PARAMETERS = [
    "username", "ip_address", "csrfmiddlewaretoken", "code", "old_password", "new_password1", "new_password2",
]  # fmt: skip
AXES_VERBOSE = False

# Who asks about papers without signing in -----------------------------------------------------------------------------

CHECKS_A_MINUTE = 30
"""From one address: enough for an office behind one, too few to try codes."""

# What a browser may do -----------------------------------------------------------------------------------------------

# Scripts and styles come from files of this site alone; "data:" is for the small pictures inside Bootstrap's style.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"

SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
# To have the whole domain preloaded by browsers is for its owner to ask, not for one site on it.
SILENCED_SYSTEM_CHECKS = ["security.W021"]

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
if HTTPS:  # a browser takes a cookie of these names from this host alone, over HTTPS alone
    SESSION_COOKIE_NAME = "__Host-session"
    CSRF_COOKIE_NAME = "__Host-csrf"
