from typing import Any

import pytest
from django.utils import timezone

from shanghui.core.installation import DemoInProduction, ensure_servable, forget, is_demo, mark_demo

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nothing_remembered() -> None:
    forget()


def test_database_is_no_demo_until_marked() -> None:
    assert not is_demo()
    mark_demo(seed=7, now=timezone.now())
    assert is_demo()
    forget()


def test_answer_is_remembered(django_assert_num_queries: Any) -> None:
    is_demo()
    with django_assert_num_queries(0):
        is_demo()


def test_production_refuses_a_demo_database(settings: Any) -> None:
    mark_demo(seed=7, now=timezone.now())
    ensure_servable()
    settings.PRODUCTION = True
    with pytest.raises(DemoInProduction):
        ensure_servable()
    forget()
