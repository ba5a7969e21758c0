"""Is this a demo database? Marked once, when the demo network is loaded; asked on every page."""

from datetime import datetime

from django.conf import settings
from django.core.cache import cache
from django.db import connection

from shanghui.core.models import Installation

KEY, SECONDS = "installation.demo", 60


def is_demo() -> bool:
    """True in a demo database. Remembered for a minute by each process."""
    key = f"{KEY}:{connection.settings_dict['NAME']}"
    known: bool | None = cache.get(key)
    if known is None:
        known = Installation.objects.filter(pk=1, demo=True).exists()
        cache.set(key, known, SECONDS)
    return known


def mark_demo(*, seed: int, now: datetime) -> None:
    """From now on every page says that all is invented, and production refuses to serve this database."""
    Installation.objects.update_or_create(pk=1, defaults={"demo": True, "demo_seed": seed, "created_at": now})
    forget()


class DemoInProduction(Exception):
    """A demo database, whose accounts everybody knows, under production settings."""


def ensure_servable() -> None:
    """Asked by the server before its first request, and by the WSGI door."""
    if settings.PRODUCTION and Installation.objects.filter(pk=1, demo=True).exists():
        raise DemoInProduction(
            "This is a demo database; production does not serve it. 这是演示数据库，生产环境不启动。"
        )


def forget() -> None:
    """Ask the database again at the next page."""
    cache.delete(f"{KEY}:{connection.settings_dict['NAME']}")
