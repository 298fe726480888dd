"""Settings of Outpatient Careers: one file for every place it runs; the environment says what differs.

Every variable read here is listed in docs/operations.md. A value that cannot be used stops the start
with one sentence (`ImproperlyConfigured`), never later with a traceback.
"""

from __future__ import annotations

import sys
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

from core.logs.config import logging_config
from jobboard.env import database, env, env_flag

BASE_DIR = Path(__file__).resolve().parent.parent


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
# Encrypt single columns: the first key writes, all read. Without one SECRET_KEY serves, which then
# cannot be changed without losing those columns; run.py makes a key of its own.
FIELD_KEYS = env("FIELD_KEYS", SECRET_KEY).split(",")

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
    "django.forms",
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
    "jobboard",
    *filter(None, env("EXTRA_APPS", "").split(",")),
]

MIDDLEWARE = [
    "core.logs.middleware.RequestLogMiddleware",
    "core.pages.middleware.HeadersMiddleware",
    "csp.middleware.CSPMiddleware",
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
    "profiles.accounts.middleware.SecondFactorMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "core.pages.middleware.NoSuchAddressMiddleware",
    "qualifications.middleware.VocabularyMiddleware",
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
# Employers' reads of people run in this one: single columns, row by row (docs/adr/0005-recruiter-role.md).
RECRUITER_ROLE = env("RECRUITER_ROLE", "jobboard_recruiter")
OWNER_COMMANDS = {"migrate", "makemigrations", "createcachetable", "test", "flush"}
_as_owner = DATABASE_ROLE == "owner" or (len(sys.argv) > 1 and sys.argv[1] in OWNER_COMMANDS)
DATABASES = {"default": database(env("DATABASE_URL"), role="" if _as_owner else DATABASE_ROLE)}
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "core_cache"}
}

LOGGING = logging_config(env("LOG_LEVEL", "INFO"))
METRICS_TOKEN = env("METRICS_TOKEN", "")  # without one, /metrics does not exist
# How long uses of matching by employers stay on record; the database keeps them four years at least.
MATCH_LOG_YEARS = max(4, int(env("MATCH_LOG_YEARS", "4")))
# Each process keeps jobs and open people in packed columns; without, the tables answer alone.
MATCH_INDEX = env_flag("MATCH_INDEX", True)
TASKS = {"default": {"BACKEND": "core.queue.backend.PostgresBackend"}}

# --- mail -------------------------------------------------------------------------------------
# smtp://user:password@host:587 (smtps:// for port 465), file: (the default, DATA_DIR/mail) or console:
EMAIL_URL = urlsplit(env("EMAIL_URL", "file:"))
EMAIL_BACKEND = {
    "smtp": "django.core.mail.backends.smtp.EmailBackend",
    "smtps": "django.core.mail.backends.smtp.EmailBackend",
    "console": "django.core.mail.backends.console.EmailBackend",
    "file": "django.core.mail.backends.filebased.EmailBackend",
}.get(
    EMAIL_URL.scheme, EMAIL_URL.scheme
)  # anything else is the path of a backend, such as anymail's
EMAIL_FILE_PATH = EMAIL_URL.path or str(DATA_DIR / "mail")
EMAIL_HOST = EMAIL_URL.hostname or "localhost"
EMAIL_PORT = EMAIL_URL.port or (465 if EMAIL_URL.scheme == "smtps" else 587)
EMAIL_HOST_USER = unquote(EMAIL_URL.username or "")
EMAIL_HOST_PASSWORD = unquote(EMAIL_URL.password or "")
EMAIL_USE_SSL = EMAIL_URL.scheme == "smtps"
# A relay on this machine needs no TLS; everything else gets it or nothing.
EMAIL_USE_TLS = EMAIL_URL.scheme == "smtp" and EMAIL_HOST not in {"localhost", "127.0.0.1"}
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL", f"{SITE_NAME} <no-reply@{_site.hostname}>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
# Path of f(*, user_id, stream) -> core.mail.Recipient: which language to write in, and whether to write at all.
MAIL_RECIPIENT = "profiles.selectors.mail_recipient"
MAIL_GUARDS = {
    "alerts": "matching.services.refusal_of",
    "reminders": "applications.services.reminder_refusal_of",
}

# --- people -----------------------------------------------------------------------------------
AUTH_USER_MODEL = "profiles.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "profiles.accounts.validators.HardToGuess"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
PASSWORD_RESET_TIMEOUT = 3600

ACCOUNT_LOGIN_METHODS = {"email"}
# No star on the password: without one, a mailed code signs in.
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1"]
ACCOUNT_SIGNUP_FORM_CLASS = "profiles.accounts.forms.SignupForm"
ACCOUNT_FORMS = {
    "signup": "profiles.accounts.entrance.SignUpForm",
    "login": "profiles.accounts.entrance.LoginForm",
    "request_login_code": "profiles.accounts.entrance.RequestLoginCodeForm",
    "reset_password": "profiles.accounts.entrance.ResetPasswordForm",
}
ACCOUNT_ADAPTER = "profiles.accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_DEFAULT_HTTP_PROTOCOL = _site.scheme
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXIES
# Off for the demo only; the pages then say so.
MFA_REQUIRED = env_flag("MFA_REQUIRED", True)
MFA_ADAPTER = "profiles.accounts.adapter.MFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = SITE_NAME
MFA_TOTP_TOLERANCE = 1  # steps of 30 s, for phones whose clock is off
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS

# --- what the browser is told (core/pages/middleware.py adds the rest of the headers) ----------
SESSION_COOKIE_NAME = "__Host-sessionid" if HTTPS else "sessionid"
CSRF_COOKIE_NAME = "__Host-csrftoken" if HTTPS else "csrftoken"
CSRF_FAILURE_VIEW = "core.pages.views.csrf_failure"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
# Lax, not Strict: a link from a mail must find the session.
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 14 * 24 * 3600
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUSTED_PROXIES else None
SECURE_HSTS_SECONDS = 63_072_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS and env_flag("HSTS_PRELOAD")
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
USE_X_FORWARDED_HOST = False
# The preload list is a one-way door for a whole domain: the operator's to open, not a default.
SILENCED_SYSTEM_CHECKS = ["security.W021"]
_self, _none = ("'self'",), ("'none'",)
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        **dict.fromkeys(("script-src", "style-src", "img-src", "font-src", "connect-src"), _self),
        **dict.fromkeys(("form-action", "manifest-src"), _self),
        **dict.fromkeys(("base-uri", "frame-ancestors", "frame-src", "object-src"), _none),
        "worker-src": _none,
        "upgrade-insecure-requests": HTTPS,
        "report-uri": "/csp-report",
        "report-to": "csp",
    }
}

# --- how much is taken in ---------------------------------------------------------------------
DATA_UPLOAD_MAX_MEMORY_SIZE = 1 << 20
DATA_UPLOAD_MAX_NUMBER_FIELDS = 200
DATA_UPLOAD_MAX_NUMBER_FILES = 5
FILE_UPLOAD_PERMISSIONS = 0o640

# --- API --------------------------------------------------------------------------------------
REST_FRAMEWORK = {
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "DEFAULT_FILTER_BACKENDS": ["django_filters.rest_framework.DjangoFilterBackend"],
    "DEFAULT_THROTTLE_CLASSES": ["jobboard.api_limits.PerMinute"],
    "EXCEPTION_HANDLER": "jobboard.api_problems.as_problem",
    "UNAUTHENTICATED_USER": "django.contrib.auth.models.AnonymousUser",
}
SPECTACULAR_SETTINGS = {
    "TITLE": f"{SITE_NAME} API",
    "VERSION": "1",
    "ENUM_NAME_OVERRIDES": {
        "JobKindEnum": "listings.enums.JobKind",
        "PayComponentKindEnum": "listings.enums.PayComponentKind",
    },
    "SERVE_INCLUDE_SCHEMA": False,
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "REDOC_DIST": "SIDECAR",
}

# --- language, time ---------------------------------------------------------------------------
LANGUAGE_CODE = "en-us"
# A language is offered once its catalog is complete; locale/es is being written.
LANGUAGES = [("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "America/New_York"
USE_TZ = True

# --- static files -----------------------------------------------------------------------------
STATIC_URL = "/static/"
WHITENOISE_ALLOW_ALL_ORIGINS = False
STATIC_ROOT = DATA_DIR / "static"
_built = BUILD_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static", *([_built] if _built.is_dir() else [])]
STORAGES = {
    "default": {"BACKEND": env("FILE_STORAGE", "core.files.storage.DatabaseStorage")},
    "staticfiles": {
        "BACKEND": env("STATICFILES_BACKEND", "jobboard.static_storage.GzipManifestStorage")
    },
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
