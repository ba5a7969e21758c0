from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from shanghui.core.installation import forget, mark_demo
from shanghui.core.management.commands import serve
from shanghui.core.processes import Child

pytestmark = pytest.mark.django_db


@pytest.fixture
def family(monkeypatch: pytest.MonkeyPatch) -> list[Child]:
    """The children that would have been started."""
    seen: list[Child] = []
    monkeypatch.setattr(serve, "supervise", lambda children: seen.extend(children) or 0)
    monkeypatch.setattr(serve.connection, "close", lambda: None)
    return seen


def test_serve_brings_a_worker_unless_told_otherwise(family: list[Child]) -> None:
    with pytest.raises(SystemExit):
        call_command("serve", port=8123)
    assert [(child.name, child.respawn) for child in family] == [("web", False), ("worker", True)]
    assert "127.0.0.1:8123" in family[0].command
    family.clear()
    with pytest.raises(SystemExit):
        call_command("serve", "--no-worker")
    assert [child.name for child in family] == ["web"]


def test_serve_refuses_a_demo_database_in_production(family: list[Child], settings: Any) -> None:
    mark_demo(seed=7, now=timezone.now())
    settings.PRODUCTION = True
    with pytest.raises(CommandError, match="demo database"):
        call_command("serve")
    assert family == []
    forget()


def test_serve_refuses_a_database_that_is_not_migrated(family: list[Child], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serve, "_migrated", lambda: False)
    with pytest.raises(CommandError, match="shanghui migrate"):
        call_command("serve")
