"""The WSGI door: open for a real database, shut for a demo in production."""

import runpy
from typing import Any

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.utils import timezone

from shanghui.core.installation import DemoInProduction, forget, mark_demo

pytestmark = pytest.mark.django_db


def test_door_leads_to_the_application() -> None:
    assert isinstance(runpy.run_module("shanghui.config.wsgi")["application"], WSGIHandler)


def test_demo_is_not_served_in_production(settings: Any) -> None:
    mark_demo(seed=7, now=timezone.now())
    settings.PRODUCTION = True
    with pytest.raises(DemoInProduction):
        runpy.run_module("shanghui.config.wsgi")
    forget()
