"""Behind secret addresses: the activity of a registration page, the guest of a private link. Absent ones look alike."""

from shanghui.activities.models import Activity, Registration
from shanghui.activities.rules import STANDING, ActivityState, RegistrationState
from shanghui.core.refusal import NotFound

LONGEST_KEY = 32


def activity_by_key(key: str) -> Activity:
    """Once it was published. Raises NotFound."""
    rows = Activity.objects.unrestricted("whoever has its address").exclude(state=ActivityState.DRAFT)
    found = rows.select_related("organisation").filter(key=key).first() if len(key) <= LONGEST_KEY else None
    if found is None or "\0" in key:
        raise NotFound()
    return found


def guest_by_key(key: str) -> Registration:
    """Raises NotFound."""
    rows = Registration.objects.unrestricted("whoever has her private link").select_related(
        "activity__organisation", "unit"
    )
    found = rows.filter(key=key).first() if len(key) <= LONGEST_KEY and "\0" not in key else None
    if found is None:
        raise NotFound()
    return found


def place_in_line(guest: Registration) -> int | None:
    """1 for the next who moves up; None for one who does not wait."""
    if guest.state_enum is not RegistrationState.WAITING:
        return None
    rows = Registration.objects.unrestricted("how many are before her").filter(activity=guest.activity_id).in_line()
    before = rows.filter(queued_at__lt=guest.queued_at) | rows.filter(queued_at=guest.queued_at, pk__lt=guest.pk)
    return before.count() + 1


def stands(guest: Registration) -> bool:
    return guest.state_enum in STANDING
