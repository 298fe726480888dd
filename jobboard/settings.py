"""Settings of Outpatient Careers: one file for every place it runs; the environment says what differs.

Every variable read here is listed in docs/operations.md. A value that cannot be used stops the start
with one sentence (`ImproperlyConfigured`), never later with a traceback.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent


def env(name: str, default: str | None = None) -> str:
    value = os.environ.get(name, default)
    if value is None:
        raise ImproperlyConfigured(f"Set the environment variable {name}.")
    return value


def env_flag(name: str, default: bool = False) -> bool:
    value = os.environ.get(name, str(int(default))).lower()
    if value not in {"0", "1", "true", "false", "yes", "no"}:
        raise ImproperlyConfigured(f"{name} must be 1 or 0, not {value!r}.")
    return value in {"1", "true", "yes"}


# --- where things are -------------------------------------------------------------------------
DATA_DIR = Path(env("DATA_DIR", str(BASE_DIR / "var"))).resolve()
BUILD_DIR = BASE_DIR / "build"  # font subset, icon sprite, compiled translations: made at set-up

DEBUG = env_flag("DEBUG")
SECRET_KEY = env("SECRET_KEY")
SITE_URL = env("SITE_URL", "http://localhost:8000").rstrip("/")
SITE_NAME = "Outpatient Careers"
_site = urlsplit(SITE_URL)
HTTPS = _site.scheme == "https"
if not HTTPS and _site.hostname not in {"localhost", "127.0.0.1", "::1", "testserver"}:
    raise ImproperlyConfigured("SITE_URL must use https:// unless the host is localhost.")
ALLOWED_HOSTS = [h for h in env("ALLOWED_HOSTS", _site.hostname or "").split(",") if h]
# How many proxies of ours stand in front; 0 means X-Forwarded-For is never believed.
TRUSTED_PROXIES = int(env("TRUSTED_PROXIES", "0"))

# --- rooms, bottom to top (tests/house/test_floors.py holds them to it) -----------------------
LOCAL_APPS = [
    "core",
    "qualifications",
    "profiles",
    "listings",
    "matching",
    "applications",
    "moderation",
]
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.admin",
    "csp",
    "django_htmx",
    "template_partials",
    "lucide",
    "django_filters",
    "pgtrigger",
    "pghistory",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    *reversed(LOCAL_APPS),
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "csp.middleware.CSPMiddleware",
]

ROOT_URLCONF = "jobboard.urls"
WSGI_APPLICATION = "jobboard.wsgi.application"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
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
            ],
        },
    }
]

# --- database ---------------------------------------------------------------------------------
# The owner migrates; everything else works as DATABASE_ROLE, which cannot rewrite append-only tables.
DATABASE_ROLE = env("DATABASE_ROLE", "jobboard_app")
OWNER_COMMANDS = {"migrate", "makemigrations", "createcachetable", "test", "flush"}
_as_owner = DATABASE_ROLE == "owner" or (len(sys.argv) > 1 and sys.argv[1] in OWNER_COMMANDS)


def database(url: str) -> dict:
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ImproperlyConfigured("DATABASE_URL must begin with postgresql://")
    query = dict(parse_qsl(parts.query))
    session = "-c lock_timeout=3000 -c idle_in_transaction_session_timeout=60000"
    if not _as_owner:
        session += f" -c statement_timeout=15000 -c role={DATABASE_ROLE}"
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.pop("host", parts.hostname or ""),
        "PORT": query.pop("port", str(parts.port or "")),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {**query, "connect_timeout": 3, "options": session},
    }


DATABASES = {"default": database(env("DATABASE_URL"))}
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "core_cache"}
}

# --- people -----------------------------------------------------------------------------------
AUTH_USER_MODEL = "profiles.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
PASSWORD_RESET_TIMEOUT = 3600

# --- language, time ---------------------------------------------------------------------------
LANGUAGE_CODE = "en-us"
LANGUAGES = [("en", "English"), ("es", "Español")]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "America/New_York"
USE_TZ = True

# --- static files -----------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static", *([BUILD_DIR / "static"] if (BUILD_DIR / "static").is_dir() else [])]
STORAGES = {
    "default": {"BACKEND": "core.files.storage.DatabaseStorage"},
    "staticfiles": {
        "BACKEND": env("STATICFILES_BACKEND", "whitenoise.storage.CompressedManifestStaticFilesStorage")
    },
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
