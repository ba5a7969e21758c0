"""What the engine is told of a topic, and what not."""

import pytest

from shanghui.activities.models import Topic
from shanghui.activities.queries.topic_facts import facts_of_topic, facts_of_topics, topics_of
from shanghui.activities.rules import RegistrationState
from shanghui.core.audience import Audience
from shanghui.engines.matching import Side
from tests.factories import exchange
from tests.factories.activities_wishes import Fair, firm_of


def test_only_of_guests_who_come(expo: Fair) -> None:
    assert topics_of(expo.matchmaking.pk).count() == 3
    expo.maker.registration.state = RegistrationState.WAITING
    expo.maker.registration.save()
    assert topics_of(expo.matchmaking.pk).count() == 2
    assert {side for side, _facts in facts_of_topics(topics_of(expo.matchmaking.pk))} == {Side.NEED, Side.OFFER}


def test_own_words_have_no_firms_name(expo: Fair) -> None:
    facts = facts_of_topic(expo.buyer.topics.get())
    assert (facts.title, facts.enterprise) == ("采购M12高强度螺栓", "")
    assert facts.enterprise_id == str(firm_of(expo.buyer).pk)
    expo.buyer.registration.enterprise = None
    expo.buyer.registration.save()
    assert facts_of_topic(Topic.objects.get(participant=expo.buyer)).enterprise_id == f"r{expo.buyer.registration_id}"


@pytest.mark.parametrize(
    ("audience", "anonymous", "told"),
    [(Audience.FEDERATION, False, True), (Audience.OWN, False, False), (Audience.FEDERATION, True, False)],
)
def test_details_of_a_listing_only_where_all_may_read_it(
    expo: Fair, audience: Audience, anonymous: bool, told: bool
) -> None:
    listing = exchange.make_need(
        expo.chamber,
        firm_of(expo.buyer),
        title="别的标题",
        quantity=500,
        unit="件",
        audience=audience,
        anonymous=anonymous,
    )
    expo.buyer.topics.update(listing=listing)
    facts = facts_of_topic(topics_of(expo.matchmaking.pk).get(participant=expo.buyer))
    assert facts.title == "采购M12高强度螺栓"
    assert (facts.quantity == 500) is told
