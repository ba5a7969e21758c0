"""The house's own fixtures."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.test import Client
from hypothesis import HealthCheck, settings

from tests.factories.house import ROLES, House, kept_house
from tests.factories.world import World, build_world

if TYPE_CHECKING:
    from playwright.sync_api import Browser

CHROMIUM = os.environ.get("SHANGHUI_CHROMIUM") or shutil.which("chromium")

# a busy machine is slow to draw and to answer: that is no fault of what is tested
settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")


def pytest_configure(config: pytest.Config) -> None:
    """Pages are drawn in tests without collecting static files first: plain names; passwords cost nothing; no figure is
    remembered from a test whose rows are gone; the files and the index of whoever works here are left alone."""
    from django.conf import settings as django

    from shanghui.core.texts import compile_all

    django.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    django.CACHES["figures"] = {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}
    django.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
    django.DATA_DIR = Path(tempfile.mkdtemp(prefix="shanghui-tests-"))
    django.MEDIA_ROOT = django.DATA_DIR / "files"
    config.add_cleanup(lambda: shutil.rmtree(django.DATA_DIR, ignore_errors=True))
    if not hasattr(config, "workerinput"):  # once, before the workers of pytest-xdist start
        compile_all()


@pytest.fixture(scope="session")
def chromium() -> Iterator["Browser"]:
    """One browser a process, for all its tests: playwright keeps a loop in this thread, and will not begin a second one."""
    if CHROMIUM is None:
        reason = "no Chromium: install one, or name it in SHANGHUI_CHROMIUM"
        pytest.fail(reason) if os.environ.get("SHANGHUI_BROWSER_REQUIRED") == "1" else pytest.skip(reason)
    from playwright.sync_api import sync_playwright

    # to Django the loop looks as if the tests of the database that follow were asynchronous
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(autouse=True)
def _no_demo(monkeypatch: pytest.MonkeyPatch) -> None:
    """The frame asks whether this is a demo, and remembers it for a minute: queries would be counted by chance."""
    monkeypatch.setattr("shanghui.core.installation.is_demo", lambda: False)


@pytest.fixture(scope="module")
def house(
    django_db_setup: None, django_db_blocker: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[House]:
    with django_db_blocker.unblock(), kept_house(tmp_path_factory.mktemp("files")) as house:  # type: ignore[attr-defined]
        yield house


@pytest.fixture(scope="module")
def clients(house: House) -> dict[str, Client]:
    return {role: house.client(role, raise_request_exception=False) for role in ROLES}


@pytest.fixture
def world(db: None) -> World:
    return build_world()
