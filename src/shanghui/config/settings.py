"""Django's settings, derived from `environment.Environment`."""

from pathlib import Path
from typing import Any

import dj_database_url
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _
from whitenoise.compress import Compressor

from shanghui.config.environment import Environment

ENVIRONMENT = Environment()
PACKAGE = Path(__file__).resolve().parents[1]
DATA_DIR = ENVIRONMENT.data_dir
PRODUCTION = ENVIRONMENT.production

if PRODUCTION and not ENVIRONMENT.secret_key:
    raise ImproperlyConfigured("SHANGHUI_SECRET_KEY is missing: production does not start without its own key")
SECRET_KEY = ENVIRONMENT.secret_key or "development-only-key-that-production-refuses"
DEBUG = False
ALLOWED_HOSTS = ENVIRONMENT.allowed_hosts
SITE_URL = ENVIRONMENT.site_url
CSRF_TRUSTED_ORIGINS = [SITE_URL]

INSTALLED_APPS = [
    "shanghui.portal",
    "shanghui.activities",
    "shanghui.exchange",
    "shanghui.network",
    "shanghui.catalogue",
    "shanghui.sheets",
    "shanghui.accounts",
    "shanghui.core",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "ninja",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "axes",
    "django_tasks",
    "django_tasks_db",
]

MIDDLEWARE = [
    "shanghui.core.metrics.MetricsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "shanghui.core.compression.GZipTexts",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "shanghui.accounts.middleware.SessionLimits",
    "shanghui.accounts.middleware.AccountDuties",
    "shanghui.network.middleware.ActingMiddleware",
    "shanghui.accounts.throttle.ScrapingThrottle",
    "shanghui.core.middleware.RefusalMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "shanghui.config.urls"
WSGI_APPLICATION = "shanghui.config.wsgi.application"
AUTH_USER_MODEL = "accounts.User"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "shanghui.core.context.page",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
INSTALLED_APPS.append("django.forms")

# SQLite: one writer at a time takes the lock at BEGIN, waits five seconds, and what it acknowledged is on the disk.
# Each of the server's threads has its own connection, hence its own cache.
SQLITE = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 5,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-8000;",
}
# A server that is away is asked again every few seconds, and a request waits no longer for it than for SQLite's lock.
# Queries are short: compiling them would take longer than answering them. Values go beside the statement, which need not
# be written out with all of them.
POSTGRESQL = {
    "pool": {"min_size": 1, "max_size": 16, "timeout": 5, "reconnect_timeout": 5},
    "options": "-c jit=off",
    "server_side_binding": True,
}
DATABASES: dict[str, Any] = {
    "default": dj_database_url.parse(ENVIRONMENT.database_url or f"sqlite:///{DATA_DIR / 'shanghui.sqlite3'}")
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"] |= {"OPTIONS": SQLITE, "CONN_MAX_AGE": None}
else:
    DATABASES["default"] |= {"OPTIONS": POSTGRESQL, "CONN_MAX_AGE": 0, "CONN_HEALTH_CHECKS": True}

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("简体中文")), ("zh-hant", _("繁體中文")), ("en", _("English"))]
LOCALE_PATHS = [PACKAGE / "locale"]
LANGUAGE_COOKIE_NAME = "language"
LANGUAGE_COOKIE_SAMESITE = "Lax"
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
MEDIA_ROOT = DATA_DIR / "files"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_MAX_AGE = 60
# maps are read by developers alone; compressing them took most of a first start
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = (*Compressor.SKIP_COMPRESS_EXTENSIONS, "map")
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
METRICS_TOKEN = ENVIRONMENT.metrics_token
UPLOAD_LIMIT = ENVIRONMENT.upload_limit_mb * 1024 * 1024

PAGES_PER_TEN_MINUTES = ENVIRONMENT.pages_per_ten_minutes
# counts live in the one web process; sign-in counts have the database (axes)
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "OPTIONS": {"MAX_ENTRIES": 20_000}},
    "figures": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "figures"},
}

TASKS = {"default": {"BACKEND": "shanghui.core.jobs.JobBackend"}}

from shanghui.config.logs import *  # noqa: E402, F403
from shanghui.config.mail import *  # noqa: E402, F403
from shanghui.config.security import *  # noqa: E402, F403
from shanghui.config.signing_in import *  # noqa: E402, F403
