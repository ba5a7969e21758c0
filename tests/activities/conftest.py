"""A fair: an activity, its hosts, their neighbours, a firm; its door; an expo: a small matchmaking; indexes of each test's own."""

from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache

from tests.activities.doors import Door, open_door
from tests.factories.activities_activities import Fair, build_fair
from tests.factories.activities_wishes import Fair as Expo
from tests.factories.activities_wishes import build_fair as build_expo
from tests.factories.world import World


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, settings: Any) -> None:
    settings.DATA_DIR = tmp_path


@pytest.fixture(autouse=True)
def _nobody_has_guessed() -> None:
    """How often codes were guessed is remembered beyond a test."""
    cache.clear()


@pytest.fixture
def fair(db: None) -> Fair:
    return build_fair()


@pytest.fixture
def expo(db: None) -> Expo:
    return build_expo()


@pytest.fixture
def door(world: World) -> Door:
    return open_door(world)
