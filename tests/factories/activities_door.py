"""What the door, the report and the questions of the owner's activity are tried on."""

from datetime import timedelta

from django.utils import timezone

from shanghui.network.models import Organisation
from tests.factories.activities import make_activity, make_registration
from tests.factories.house import House


def add_door(house: House, chamber: Organisation, sister: Organisation) -> None:
    """The owner's own activity, which only she knows of, and the sibling's open one; both began half an hour ago."""
    begin = timezone.now() - timedelta(minutes=30)
    own = make_activity(chamber, starts_at=begin, title="甲字活动", audience="own")
    shared = make_activity(sister, starts_at=begin, title="乙字活动")
    guest = make_registration(own, name="甲来宾", phone="13911110001")
    open_guest = make_registration(shared, name="乙来宾", phone="13911110002")
    house.ids |= {
        "door_activity": own.pk, "door_shared": shared.pk, "door_guest": guest.pk, "door_open_guest": open_guest.pk,
        "link_guest": guest.key, "code_guest": guest.code, "code_open_guest": open_guest.code, "link_open_guest": open_guest.key,
    }  # fmt: skip
