"""What every page's frame needs."""

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from shanghui.core import installation, navigation


def page(request: HttpRequest) -> dict[str, object]:
    """`navigation` (doors), `acting` (for whom she acts, None when signed out), `demo` (is this a demo database)."""
    return {
        "navigation": SimpleLazyObject(lambda: navigation.shown(request)),
        "acting": getattr(request, "acting", None),
        "demo": SimpleLazyObject(installation.is_demo),
        "site_url": settings.SITE_URL,
    }
