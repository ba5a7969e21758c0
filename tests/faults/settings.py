"""The real settings, with a mail server that we can trip over, and requests noted as they arrive."""

from shanghui.config.settings import *  # noqa: F403

EMAIL_BACKEND = "tests.faults.letters.Backend"
# pages are drawn without collecting static files first
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}  # noqa: F405
MIDDLEWARE.insert(0, "tests.faults.arrivals.Arrivals")  # noqa: F405
# a loaded machine must not turn a wait into a 503
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):  # noqa: F405
    DATABASES["default"]["OPTIONS"]["timeout"] = 60  # noqa: F405
