"""May you? Rights come from the post in which the actor acts; whether it is time is `rules`' business."""

from hmac import compare_digest

from django.utils.timezone import localdate

from shanghui.activities.models import Activity, Application, Encounter, Participant, Programme, Registration
from shanghui.activities.queries.units import is_unit
from shanghui.activities.rules import STANDING
from shanghui.core.actor import Actor, Role
from shanghui.core.permission import has_scope
from shanghui.network.models import Organisation
from shanghui.network.rules import OrganisationKind

LEADS = frozenset({Role.GENERAL_CONVENER, Role.CONVENER})


def may_write(actor: Actor) -> bool:
    """Visitors never write; a token only with its scope."""
    return actor.role is not Role.VISITOR and has_scope(actor, "activities:write")


def keeps(actor: Actor, organisation_id: int | None) -> bool:
    """Does she act for this very organisation: its secretary, an area's convener, the federation's officer?"""
    acts = actor.is_secretary or actor.is_federation_officer or actor.role in LEADS
    return actor.role is Role.SYSTEM or (acts and organisation_id == actor.organisation_id)


def can_open_programme(actor: Actor, organisation: Organisation) -> bool:
    """Federations and areas set the stage."""
    stages = {OrganisationKind.FEDERATION, OrganisationKind.DISTRICT_FEDERATION, OrganisationKind.AREA}
    return may_write(actor) and organisation.kind_enum in stages and keeps(actor, organisation.pk)


def can_keep_programme(actor: Actor, programme: Programme) -> bool:
    return may_write(actor) and keeps(actor, programme.organisation_id)


def can_apply(actor: Actor, programme: Programme, organisation_id: int | None) -> bool:
    """A chamber's own secretary; nobody performs on her own stage by application."""
    own = organisation_id is not None and organisation_id == programme.organisation_id
    return may_write(actor) and not own and keeps(actor, organisation_id) and sees_programme(actor, programme)


def sees_programme(actor: Actor, programme: Programme) -> bool:
    return Programme.objects.visible_to(actor).filter(pk=programme.pk).exists()


def can_keep_application(actor: Actor, application: Application) -> bool:
    return may_write(actor) and keeps(actor, application.organisation_id)


def can_judge(actor: Actor, application: Application) -> bool:
    """Whoever keeps the programme gives points."""
    return can_keep_programme(actor, application.programme)


def can_vote(actor: Actor, programme: Programme) -> bool:
    """The secretary of a unit of the stage, for her unit."""
    if not may_write(actor) or not actor.is_secretary or not is_unit(programme, actor.organisation_id, localdate()):
        return False
    return sees_programme(actor, programme)


def can_add_activity(actor: Actor) -> bool:
    acts = actor.is_secretary or actor.is_federation_officer or actor.role in LEADS
    return may_write(actor) and acts and actor.organisation_id is not None


def hosts(actor: Actor, activity: Activity) -> bool:
    """The host's or a co-host's people."""
    if keeps(actor, activity.organisation_id):
        return True
    return any(keeps(actor, host.organisation_id) for host in activity.co_hosts.all())


def can_keep_activity(actor: Actor, activity: Activity) -> bool:
    return may_write(actor) and hosts(actor, activity)


def sees_activity(actor: Actor, activity: Activity) -> bool:
    return Activity.objects.visible_to(actor).filter(pk=activity.pk).exists()


def can_see_guests(actor: Actor, activity: Activity) -> bool:
    """The whole list is the hosts'; others see their own unit's guests."""
    return hosts(actor, activity)


def can_register_for(actor: Actor, activity: Activity) -> bool:
    """A secretary enters her members, a firm's contact herself."""
    enters = actor.is_secretary or actor.is_federation_officer or actor.enterprise_id is not None
    return may_write(actor) and enters and sees_activity(actor, activity)


def can_keep_registration(actor: Actor, registration: Registration) -> bool:
    """The hosts, the unit through which she comes, her own firm."""
    if not may_write(actor):
        return False
    mine = actor.enterprise_id is not None and registration.enterprise_id == actor.enterprise_id
    return mine or keeps(actor, registration.unit_id) or hosts(actor, registration.activity)


def can_check_in(actor: Actor, activity: Activity) -> bool:
    return can_keep_activity(actor, activity)


def can_set_benchmark(actor: Actor, organisation: Organisation) -> bool:
    federations = {OrganisationKind.FEDERATION, OrganisationKind.DISTRICT_FEDERATION}
    return may_write(actor) and organisation.kind_enum in federations and keeps(actor, organisation.pk)


def can_organise(actor: Actor, activity: Activity) -> bool:
    """The board, the tables, the wishes entered for others."""
    return can_keep_activity(actor, activity)


def can_speak_for(actor: Actor, participant: Participant) -> bool:
    """The firm itself, its unit's secretary, the hosts on its behalf."""
    return can_keep_registration(actor, participant.registration)


def speaks(actor: Actor, participant: Participant, key: str = "") -> bool:
    """Who may speak for it by her post, or whoever holds its private link."""
    held = bool(key) and compare_digest(key.encode(), participant.registration.key.encode())
    return held or can_speak_for(actor, participant)


def sees_hall(actor: Actor, activity: Activity) -> bool:
    """The hosts, and whoever has a guest there: who needs and offers what is told to participants alone."""
    return (
        hosts(actor, activity)
        or Registration.objects.visible_to(actor)
        .filter(activity=activity, state__in=[state.value for state in STANDING])
        .exists()
    )


def can_begin_introduction(actor: Actor, encounter: Encounter) -> bool:
    """The hosts, and the secretaries of either side's unit."""
    if not may_write(actor):
        return False
    units = {encounter.first.registration.unit_id, encounter.second.registration.unit_id} - {None}
    return any(keeps(actor, unit) for unit in units) or hosts(actor, encounter.matchmaking.activity)


def sees_stars(actor: Actor, participant: Participant, hosting: bool) -> bool:
    """What a side gave the other is for itself, its unit and the hosts; asked of every line, so no query."""
    guest = participant.registration
    own = actor.enterprise_id is not None and guest.enterprise_id == actor.enterprise_id
    return hosting or own or (guest.unit_id is not None and keeps(actor, guest.unit_id))
