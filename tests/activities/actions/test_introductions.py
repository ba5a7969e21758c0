"""From an encounter to an introduction with both brokers, once."""

from datetime import timedelta

import pytest
from django.utils import timezone

from shanghui.activities import rules
from shanghui.activities.actions.introductions import begin_introduction
from shanghui.activities.models import Encounter, Participant, Topic
from shanghui.activities.rules import EncounterState
from shanghui.core.audience import Audience
from shanghui.core.refusal import NotPermitted
from shanghui.exchange.models import Introduction, Listing
from shanghui.exchange.rules import Closing, IntroductionState, ListingState, Origin, Side
from shanghui.network.models import Membership
from tests.factories import exchange
from tests.factories.activities import make_encounter
from tests.factories.activities_wishes import Fair, build_fair, firm_of


@pytest.fixture
def held(db: None) -> Fair:
    return build_fair(starts_at=timezone.now() - timedelta(hours=1))


@pytest.fixture
def meets(held: Fair) -> Encounter:
    return make_encounter(held.buyer, held.maker, state=EncounterState.ATTENDED, next_step="下周寄样")


def begin(held: Fair, meets: Encounter, role: str) -> Introduction:
    return begin_introduction(actor=held.actors[role], encounter=meets, now=timezone.now())


def listings() -> list[Listing]:
    return list(Listing.objects.unrestricted("test").order_by("pk"))


def introductions() -> int:
    return Introduction.objects.unrestricted("test").count()


def test_buyers_secretary_asks_the_makers(held: Fair, meets: Encounter) -> None:
    made = begin(held, meets, "keeper")
    meets.refresh_from_db()
    assert meets.introduction == made
    assert made.state == IntroductionState.ASKED
    assert (made.asking_organisation, made.asked_organisation) == (held.chamber, held.other)
    assert (made.asking_enterprise, made.asked_enterprise) == (firm_of(held.buyer), firm_of(held.maker))
    assert made.asking_side == Side.NEED
    assert made.asking_broker_id == held.users["keeper"].pk
    assert "下周寄样" in made.message
    assert "北片区对接会" in made.message


def test_makers_secretary_asks_the_buyers(held: Fair, meets: Encounter) -> None:
    made = begin(held, meets, "other")
    assert (made.asking_organisation, made.asking_side) == (held.other, Side.OFFER)


def test_organiser_asks_for_the_one_who_wished(held: Fair, meets: Encounter) -> None:
    made = begin(held, meets, "host")
    assert made.asking_organisation == held.chamber
    turned = make_encounter(held.third, held.buyer, state=EncounterState.ATTENDED)
    assert begin(held, turned, "host").asking_organisation == held.other


@pytest.mark.parametrize("role", ["contact", "far", "officer", "visitor"])
def test_others_begin_none(held: Fair, meets: Encounter, role: str) -> None:
    with pytest.raises(NotPermitted):
        begin(held, meets, role)


def test_pressed_again_or_by_the_other_side_it_is_the_same(held: Fair, meets: Encounter) -> None:
    made = begin(held, meets, "keeper")
    assert begin(held, meets, "keeper") == made
    assert begin(held, meets, "other") == made
    assert (introductions(), len(listings())) == (1, 2)


@pytest.mark.parametrize("state", [one for one in EncounterState if one is not EncounterState.ATTENDED])
def test_only_what_took_place(held: Fair, meets: Encounter, state: EncounterState) -> None:
    meets.state = state
    meets.save()
    with pytest.raises(rules.EncounterStepRefused):
        begin(held, meets, "keeper")


def test_own_words_become_listings_that_only_their_organisation_sees(held: Fair, meets: Encounter) -> None:
    begin(held, meets, "keeper")
    need, offer = listings()
    for one, unit, participant in ((need, held.chamber, held.buyer), (offer, held.other, held.maker)):
        assert (one.origin, one.audience, one.state) == (Origin.ACTIVITY, Audience.OWN, ListingState.PUBLISHED)
        assert (one.organisation, one.enterprise) == (unit, firm_of(participant))
    assert (need.title, offer.title) == ("采购M12高强度螺栓", "供应M12高强度螺栓现货")
    assert not Listing.objects.visible_to(held.actors["keeper"]).filter(pk=offer.pk).exists()


def test_listing_made_once_serves_the_next_encounter(held: Fair, meets: Encounter) -> None:
    begin(held, meets, "keeper")
    Topic.objects.create(participant=held.third, side="offer", title="供应M12高强度螺栓")
    second = make_encounter(held.buyer, held.third, state=EncounterState.ATTENDED)
    made = begin(held, second, "keeper")
    assert made.need == listings()[0]
    assert len(listings()) == 3


def test_listing_that_was_brought_is_the_one_introduced(held: Fair, meets: Encounter) -> None:
    need = exchange.make_need(held.chamber, firm_of(held.buyer), title="采购M12高强度螺栓")
    held.buyer.topics.update(listing=need)
    assert begin(held, meets, "keeper").need == need


def test_listing_that_ended_is_written_anew(held: Fair, meets: Encounter) -> None:
    need = exchange.make_need(
        held.chamber, firm_of(held.buyer), title="采购M12高强度螺栓", state=ListingState.CLOSED, closing=Closing.LAPSED
    )
    held.buyer.topics.update(listing=need)
    made = begin(held, meets, "keeper")
    assert made.need != need
    assert held.buyer.topics.get().listing == made.need


def test_pair_that_is_introduced_already_is_that_introduction(held: Fair, meets: Encounter) -> None:
    need = exchange.make_need(held.chamber, firm_of(held.buyer))
    offer = exchange.make_offer(held.other, firm_of(held.maker))
    held.buyer.topics.update(listing=need)
    held.maker.topics.update(listing=offer)
    standing = exchange.make_introduction(need, offer)
    assert begin(held, meets, "other") == standing
    assert introductions() == 1


def test_side_that_said_nothing_is_introduced_by_the_others_words(held: Fair, meets: Encounter) -> None:
    held.maker.topics.all().delete()
    made = begin(held, meets, "keeper")
    assert made.offer is not None
    assert (made.subject, made.offer.title) == ("采购M12高强度螺栓", "采购M12高强度螺栓")


@pytest.mark.parametrize("lacks", ["firm", "membership"])
def test_firm_that_nobody_speaks_for_is_not_introduced(held: Fair, meets: Encounter, lacks: str) -> None:
    guest = Participant.objects.get(pk=held.maker.pk).registration
    if lacks == "firm":
        guest.enterprise = None
        guest.save()
    else:
        Membership.objects.filter(enterprise=guest.enterprise).delete()
    with pytest.raises(rules.FirmUnknown):
        begin(held, meets, "keeper")
    assert (introductions(), len(listings())) == (0, 0)


def test_one_organisation_on_both_sides_goes_on_at_once(held: Fair) -> None:
    Topic.objects.create(participant=held.third, side="need", title="需要螺栓")
    meets = make_encounter(held.third, held.maker, state=EncounterState.ATTENDED)
    assert begin(held, meets, "other").state == IntroductionState.SCREENED
