"""Is this a demo database? Marked once, when the demo network is loaded; asked on every page."""

from datetime import datetime

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


def forget() -> None:
    """Ask the database again at the next page."""
    cache.delete(f"{KEY}:{connection.settings_dict['NAME']}")
