"""The house's own fixtures."""

import pytest


def pytest_configure(config: pytest.Config) -> None:
    """Pages are drawn in tests without collecting static files first: plain names; and passwords cost nothing."""
    from django.conf import settings

    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
