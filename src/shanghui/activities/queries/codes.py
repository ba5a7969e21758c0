"""The code on a badge: what a scanner types, and whose it is."""

import re
import unicodedata

from django.conf import settings
from django.urls import reverse

from shanghui.activities.models import Activity, Registration
from shanghui.activities.rules import OtherActivity
from shanghui.core.refusal import NotFound

#: 128 bit in base64 for addresses; alone, or at the end of the address that a badge carries
CODE = re.compile(r"(?:^|/activities/c/)([A-Za-z0-9_-]{22})/?$")


def read_code(text: str) -> str:
    """The code in what was typed, pasted or scanned; "" where it is none. Scanners may type full-width signs."""
    found = CODE.search(unicodedata.normalize("NFKC", text).strip())
    return found[1] if found else ""


def guest_of_code(text: str, activity: Activity | None = None) -> Registration:
    """Raises NotFound for an unknown code, OtherActivity for one of another activity than this."""
    code = read_code(text)
    rows = Registration.objects.unrestricted("who holds the code").select_related("activity", "unit", "enterprise")
    guest = rows.filter(code=code).first() if code else None
    if guest is None:
        raise NotFound()
    if activity is not None and guest.activity_id != activity.pk:
        raise OtherActivity()
    return guest


def code_address(registration: Registration) -> str:
    """What the picture on a badge says."""
    return settings.SITE_URL.rstrip("/") + reverse("activities:check_in_code", args=[registration.code])
