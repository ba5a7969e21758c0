"""Who sees activities."""

import pytest

from shanghui.activities.models import Activity, Question
from shanghui.activities.rules import ActivityKind, ActivityState
from shanghui.core.audience import Audience
from tests.factories.activities import make_activity
from tests.factories.world import World


def seers(world: World, activity: Activity) -> set[str]:
    return {
        role
        for role, actor in world.actors.items()
        if Activity.objects.visible_to(actor).filter(pk=activity.pk).exists()
    }


def test_a_draft_is_the_hosts_and_co_hosts(world: World) -> None:
    activity = make_activity(world.chamber, state=ActivityState.DRAFT)
    before = seers(world, activity)
    assert "secretary" in before
    assert "other" not in before
    activity.co_hosts.create(organisation=world.other)
    assert seers(world, activity) == before | {"other"}


@pytest.mark.parametrize(
    ("audience", "seen", "unseen"),
    [
        (Audience.OWN, {"secretary"}, {"other", "convener", "visitor"}),
        (Audience.AREA, {"secretary", "convener"}, {"other", "visitor"}),
        (Audience.FEDERATION, {"secretary", "convener", "other"}, {"visitor"}),
        (Audience.PUBLIC, {"secretary", "convener", "other", "visitor"}, set[str]()),
    ],
)
def test_a_published_one_goes_as_far_as_its_audience(
    world: World, audience: Audience, seen: set[str], unseen: set[str]
) -> None:
    found = seers(world, make_activity(world.chamber, audience=audience))
    assert found >= seen
    assert not found & unseen


def test_an_invitation_opens_it(world: World) -> None:
    activity = make_activity(world.chamber, audience=Audience.OWN, by_invitation=True)
    activity.invitations.create(organisation=world.other)
    assert "other" in seers(world, activity)


def test_hosted_are_ones_own_and_those_one_co_hosts(world: World) -> None:
    own, foreign = make_activity(world.other), make_activity(world.chamber)
    rows = Activity.objects.visible_to(world.actors["other"])
    assert set(rows.hosted_by(world.actors["other"])) == {own}
    foreign.co_hosts.create(organisation=world.other)
    assert set(rows.hosted_by(world.actors["other"])) == {own, foreign}


def test_address_is_a_secret_of_128_bits_and_options_are_lines(world: World) -> None:
    keys = {make_activity(world.chamber).key for _ in range(3)}
    assert len(keys) == 3
    assert {len(key) for key in keys} == {22}
    assert Question(choices=" 甲 \n\n乙").options == ["甲", "乙"]
    assert make_activity(world.chamber, kind=ActivityKind.MATCHMAKING).is_matchmaking
