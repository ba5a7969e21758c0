"""Who sees an activity, and whose it is."""

import pytest

from shanghui.activities.models import Activity, ActivityHost, ActivityInvitation
from shanghui.activities.models.activities import new_key
from shanghui.activities.rules import ActivityState
from shanghui.core.audience import Audience
from tests.factories.activities_activities import Fair

EVERYBODY = {"keeper", "colleague", "sister", "far", "contact", "officer", "convener", "visitor"}


@pytest.mark.parametrize(
    ("audience", "seen"),
    [
        (Audience.OWN, {"keeper", "colleague"}),
        (Audience.AREA, {"keeper", "colleague", "sister", "convener", "officer"}),
        (Audience.FEDERATION, EVERYBODY - {"visitor"}),
        (Audience.PUBLIC, EVERYBODY),
    ],
)
def test_audience(fair: Fair, audience: Audience, seen: set[str]) -> None:
    fair.activity.audience = audience
    fair.activity.save()
    found = {role for role, actor in fair.actors.items() if Activity.objects.visible_to(actor).exists()}
    assert found - {"contact"} == seen - {"contact"}


def test_draft_is_the_hosts_own(fair: Fair) -> None:
    ActivityHost.objects.create(activity=fair.activity, organisation=fair.sister)
    ActivityInvitation.objects.create(activity=fair.activity, organisation=fair.far)
    fair.activity.state, fair.activity.audience = ActivityState.DRAFT, Audience.OWN
    fair.activity.save()
    seen = {role for role, actor in fair.actors.items() if Activity.objects.visible_to(actor).exists()}
    assert seen == {"keeper", "colleague", "sister"}
    fair.activity.state = ActivityState.PUBLISHED
    fair.activity.save()
    assert Activity.objects.visible_to(fair.actors["far"]).exists(), "invited"
    assert Activity.objects.visible_to(fair.actors["sister"]).hosted_by(fair.actors["sister"]).exists()
    assert not Activity.objects.visible_to(fair.actors["far"]).hosted_by(fair.actors["far"]).exists()


def test_keys_have_128_bits_and_differ() -> None:
    keys = {new_key() for _ in range(100)}
    assert len(keys) == 100
    assert all(len(key) == 22 for key in keys)
