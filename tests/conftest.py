"""The house's own fixtures."""

import pytest


def pytest_configure(config: pytest.Config) -> None:
    """Pages are drawn in tests without collecting static files first: plain names instead of hashed ones."""
    from django.conf import settings

    settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
