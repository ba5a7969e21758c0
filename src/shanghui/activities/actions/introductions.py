"""From an encounter that took place to an introduction with both brokers, by the exchange's own steps.

What has no listing gets one, seen by its own organisation alone: it is there for this introduction, and nothing is
published that nobody has looked at. That is the house's work (SYSTEM); the introduction itself is asked in the name of
whoever pressed the button, and the other side's secretaries screen it as always.
"""

from dataclasses import replace
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from shanghui.activities import permissions, rules
from shanghui.activities.actions.locking import locked_encounter
from shanghui.activities.models import Encounter, Participant, Topic
from shanghui.activities.queries.best_topics import best_pair
from shanghui.activities.rules import EncounterState
from shanghui.core import audit
from shanghui.core.actor import SYSTEM, Actor, Role
from shanghui.core.audience import Audience
from shanghui.core.permission import require
from shanghui.exchange.actions.introductions import propose_introduction
from shanghui.exchange.actions.listings import add_listing, publish_listing
from shanghui.exchange.models import Introduction, Listing
from shanghui.exchange.rules import OPEN_STATES, Check, ListingKind, Origin, Side
from shanghui.network.models import Enterprise, Membership, Organisation


@transaction.atomic
def begin_introduction(*, actor: Actor, encounter: Encounter, now: datetime) -> Introduction:
    """Once: pressed again, or by the other side, it gives the same one. Raises FirmUnknown, EncounterStepRefused."""
    encounter = locked_encounter(encounter)
    require(permissions.can_begin_introduction(actor, encounter))
    if encounter.introduction_id is not None:
        return Introduction.objects.unrestricted("begun before").get(pk=encounter.introduction_id)
    if encounter.state != EncounterState.ATTENDED:
        raise rules.EncounterStepRefused()
    firms = {one.pk: _firm(one) for one in (encounter.first, encounter.second)}
    pair = best_pair(encounter.first, encounter.second)
    need = _listing(pair.needs, Side.NEED, pair.need, pair.words, firms[pair.needs.pk], now)
    offer = _listing(pair.offers, Side.OFFER, pair.offer, pair.words, firms[pair.offers.pk], now)
    made = _standing(need, offer) or _propose(actor, encounter, need, offer, now)
    encounter.introduction, encounter.version = made, encounter.version + 1
    encounter.save(update_fields=["introduction", "version"])
    audit.record(actor, "begin_introduction", encounter, now=now, introduction=made.pk)
    return made


def _propose(actor: Actor, encounter: Encounter, need: Listing, offer: Listing, now: datetime) -> Introduction:
    """The side of whoever asks is the asking one; an organiser asks for the one who wished to meet."""
    sides = {listing.organisation_id: listing for listing in (offer, need)}
    own = sides.get(actor.organisation_id or 0)
    if own is None:
        own = need if need.enterprise_id == encounter.first.registration.enterprise_id else offer
    theirs = offer if own is need else need
    return propose_introduction(actor=_asking(actor), mine=own, theirs=theirs, message=_message(encounter), now=now)


def _asking(actor: Actor) -> Actor:
    """She, with the house's right to see both listings."""
    return Actor(
        role=Role.SYSTEM,
        user_id=actor.user_id,
        person_id=actor.person_id,
        appointment_id=actor.appointment_id,
        organisation_id=actor.organisation_id,
        name=actor.name,
        acting_for=actor.acting_for,
        in_federation=True,
    )


def _message(encounter: Encounter) -> str:
    title = encounter.matchmaking.activity.title
    text = _("两家在“%(title)s”上谈过。") % {"title": title}
    return f"{text}{_('约定的下一步：')}{encounter.next_step}" if encounter.next_step else text


def _firm(participant: Participant) -> tuple[Enterprise, Organisation]:
    """The firm, and the organisation that speaks for it: the one through which it came, else one that it belongs to."""
    firm = participant.registration.enterprise
    if firm is None:
        raise rules.FirmUnknown()
    belongs = Membership.objects.on(localdate()).filter(enterprise=firm).order_by("pk")
    units = list(belongs.select_related("organisation"))
    own = next((row.organisation for row in units if row.organisation_id == participant.registration.unit_id), None)
    if own is None and not units:
        raise rules.FirmUnknown()
    return firm, own or units[0].organisation


def _listing(
    participant: Participant,
    side: Side,
    topic: Topic | None,
    words: str,
    firm: tuple[Enterprise, Organisation],
    now: datetime,
) -> Listing:
    """The topic's own while it lives; else a new one, kept for the next encounter on the same topic."""
    if topic is not None and topic.listing_id is not None:
        live = Listing.objects.unrestricted("the participant's own").live(localdate(now))
        found = live.filter(pk=topic.listing_id, side=side, enterprise=firm[0]).first()
        if found is not None:
            return found
    made = _new_listing(side, topic.title if topic else words, topic.description if topic else "", firm, now)
    if topic is not None:
        topic.listing = made
        topic.save(update_fields=["listing"])
    return made


def _new_listing(
    side: Side, title: str, description: str, firm: tuple[Enterprise, Organisation], now: datetime
) -> Listing:
    facts = {"title": title[:60], "description": description, "kind": ListingKind.PRODUCT, "audience": Audience.OWN}
    house = replace(SYSTEM, organisation_ids=frozenset({firm[1].pk}))  # it lists a member of this very organisation
    made = add_listing(
        actor=house, side=side, facts=facts, organisation=firm[1], enterprise=firm[0], now=now, origin=Origin.ACTIVITY
    )
    return publish_listing(actor=house, listing=made, checks=Check, now=now)


def _standing(need: Listing, offer: Listing) -> Introduction | None:
    """The two listings are being introduced already: that one is it."""
    rows = Introduction.objects.unrestricted("of these two listings").filter(need=need, offer=offer)
    return rows.filter(state__in=OPEN_STATES).first()
