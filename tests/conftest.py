"""The house's own fixtures."""

import pytest
from hypothesis import HealthCheck, settings

# a busy machine is slow to draw and to answer: that is no fault of what is tested
settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")


def pytest_configure(config: pytest.Config) -> None:
    """Pages are drawn in tests without collecting static files first: plain names; passwords cost nothing; no figure is
    remembered from a test whose rows are gone."""
    from django.conf import settings as django

    from shanghui.core.texts import compile_all

    django.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    django.CACHES["figures"] = {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}
    django.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
    if not hasattr(config, "workerinput"):  # once, before the workers of pytest-xdist start
        compile_all()


@pytest.fixture(autouse=True)
def _no_demo(monkeypatch: pytest.MonkeyPatch) -> None:
    """The frame asks whether this is a demo, and remembers it for a minute: queries would be counted by chance."""
    monkeypatch.setattr("shanghui.core.installation.is_demo", lambda: False)
