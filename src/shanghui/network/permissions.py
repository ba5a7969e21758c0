"""May you? Asked in every action, reused to hide a button. Rights come from the post in which the actor acts."""

from datetime import date

from django.db import models
from django.utils.timezone import localdate

from shanghui.core.actor import Actor, Role
from shanghui.core.permission import has_scope
from shanghui.network.models import (
    Affiliation,
    Appointment,
    Enterprise,
    Membership,
    Organisation,
    Person,
    Rearrangement,
)
from shanghui.network.rules import ROLE_OF_POST, SECRETARY_POSTS, OrganisationKind, RearrangementKind, is_wider

CONVENERS = frozenset({Role.GENERAL_CONVENER, Role.CONVENER})


def may_write(actor: Actor) -> bool:
    """Visitors never write; a token only with its scope."""
    return actor.role is not Role.VISITOR and has_scope(actor, "network:write")


def keeps(actor: Actor, organisation: Organisation) -> bool:
    """Is she a secretary of this very organisation, or of the federation?"""
    return (actor.is_secretary and actor.organisation_id == organisation.pk) or actor.is_federation_officer


def can_create_organisation(actor: Actor) -> bool:
    return may_write(actor) and actor.is_federation_officer


def can_edit_organisation(actor: Actor, organisation: Organisation) -> bool:
    return may_write(actor) and organisation.merged_into_id is None and keeps(actor, organisation)


def can_move_organisation(actor: Actor, organisation: Organisation) -> bool:
    fixed = organisation.kind == OrganisationKind.FEDERATION or organisation.merged_into_id is not None
    return may_write(actor) and actor.is_federation_officer and not fixed


def can_merge_organisations(actor: Actor) -> bool:
    return may_write(actor) and actor.is_federation_officer


def can_be_absorbed(organisation: Organisation) -> bool:
    """The federation runs the installation: merged away it would take its officers' rights along."""
    return organisation.kind != OrganisationKind.FEDERATION


def can_set_host(actor: Actor, area: Organisation) -> bool:
    leads = actor.role in CONVENERS and actor.organisation_id == area.pk
    return may_write(actor) and area.kind == OrganisationKind.AREA and (leads or actor.is_federation_officer)


def can_add_enterprise(actor: Actor) -> bool:
    return may_write(actor) and (actor.is_secretary or actor.is_federation_officer)


def can_add_person(actor: Actor) -> bool:
    """Whoever holds a post: a successor may be somebody whom nobody knows yet."""
    return may_write(actor)


def can_edit_enterprise(actor: Actor, enterprise: Enterprise, day: date | None = None) -> bool:
    """Secretaries of organisations that it is a member of, its own contact, whoever entered it, the federation."""
    if not may_write(actor) or enterprise.merged_into_id is not None:
        return False
    if actor.is_federation_officer or actor.enterprise_id == enterprise.pk:
        return True
    return actor.is_secretary and is_own_enterprise(actor, enterprise, day)


def is_own_enterprise(actor: Actor, enterprise: Enterprise, day: date | None = None) -> bool:
    """Does it belong to an organisation whose own rows she sees?"""
    if actor.enterprise_id == enterprise.pk or enterprise.entered_by_id in actor.organisation_ids:
        return True
    rows = Membership.objects.on(day or localdate()).filter(enterprise=enterprise)
    return bool(actor.organisation_ids) and rows.filter(organisation__in=actor.organisation_ids).exists()


def can_see_enterprise_contacts(actor: Actor, enterprise: Enterprise) -> bool:
    """Contacts are the organisations' own until an introduction releases them."""
    return is_own_enterprise(actor, enterprise)


def can_merge_enterprises(actor: Actor, kept: Enterprise, absorbed: Enterprise) -> bool:
    return can_edit_enterprise(actor, kept) and can_edit_enterprise(actor, absorbed) and not actor.enterprise_id


def keeps_members(actor: Actor) -> bool:
    """Is there an organisation whose members she keeps?"""
    return actor.organisation_id is not None and (actor.is_secretary or actor.is_federation_officer)


def can_manage_members(actor: Actor, organisation: Organisation) -> bool:
    """Memberships, grades and dues belong to the organisation; an area has units, not members, a merged one nothing."""
    has_members = organisation.kind != OrganisationKind.AREA and organisation.merged_into_id is None
    return may_write(actor) and has_members and keeps(actor, organisation)


def can_see_dues(actor: Actor, organisation: Organisation) -> bool:
    """Dues are the organisation's own business: its secretaries', not the federation's."""
    keeper = actor.is_secretary or actor.is_federation_officer
    return actor.role is Role.SYSTEM or (keeper and actor.organisation_id == organisation.pk)


def can_appoint(actor: Actor, place: Organisation | Enterprise) -> bool:
    """Who may give and end posts there; how wide a post she may give is `rules.ensure_not_wider`."""
    if isinstance(place, Enterprise):
        return can_edit_enterprise(actor, place)
    leads = actor.role is Role.GENERAL_CONVENER and actor.organisation_id == place.pk
    return may_write(actor) and place.merged_into_id is None and (keeps(actor, place) or leads)


def can_hand_over(actor: Actor, appointment: Appointment) -> bool:
    """The holder herself as long as her term is not over, or who may appoint there."""
    own = may_write(actor) and actor.person_id is not None and appointment.person_id == actor.person_id
    return (own and not appointment.is_over(localdate())) or can_appoint(actor, appointment.place)


def can_edit_person(actor: Actor, person: Person) -> bool:
    if not may_write(actor):
        return False
    if actor.is_federation_officer or actor.person_id == person.pk or person.entered_by_id in actor.organisation_ids:
        return True
    posts = Appointment.objects.on(localdate()).filter(person=person, organisation__in=actor.organisation_ids)
    return actor.is_secretary and posts.exists()


def can_connect_login(actor: Actor) -> bool:
    """The system alone: when an invitation is accepted, and in the demo."""
    return actor.role is Role.SYSTEM


def can_invite_to_sign_in(actor: Actor, person: Person) -> bool:
    """Whoever holds the link becomes the person: so every post that carries rights, now or later, must be hers to give."""
    if person.user_id is not None or not can_edit_person(actor, person) or actor.role is Role.ENTERPRISE_CONTACT:
        return False
    posts = Appointment.objects.filter(person=person, post__in=ROLE_OF_POST).exclude(end__lt=localdate())
    return all(
        can_appoint(actor, post.place) and not is_wider(actor.role, post.post_enum)
        for post in posts.select_related("organisation", "enterprise")
    )


def can_see_person_contacts(actor: Actor, person: Person) -> bool:
    """Her own people; colleagues: secretaries and conveners of the same area; the federation's officers."""
    if actor.is_federation_officer or actor.person_id == person.pk or person.entered_by_id in actor.organisation_ids:
        return True
    posts = Appointment.objects.on(localdate()).filter(person=person)
    if actor.organisation_ids and posts.filter(organisation__in=actor.organisation_ids).exists():
        return True
    works = actor.role in CONVENERS or actor.is_secretary
    return works and bool(actor.area_ids) and shares_area(actor, posts)


def can_see_group_contacts(actor: Actor, area: Organisation) -> bool:
    """The secretaries' group reaches one another; conveners of the area and the federation reach it too."""
    works = actor.role in CONVENERS or actor.is_secretary
    return actor.is_federation_officer or (works and area.pk in actor.area_ids)


def shares_area(actor: Actor, posts: "models.QuerySet[Appointment]") -> bool:
    units = Affiliation.objects.on(localdate()).filter(order="area", parent__in=actor.area_ids)
    in_units = posts.filter(post__in=SECRETARY_POSTS, organisation__in=units.values("child"))
    return in_units.exists() or posts.filter(organisation__in=actor.area_ids).exists()


def can_undo(actor: Actor, rearrangement: Rearrangement) -> bool:
    """Whoever did it, as long as she acts in a post in which she may do its like; or the federation."""
    if not may_write(actor) or actor.is_federation_officer:
        return may_write(actor)
    own = rearrangement.by_id is not None and rearrangement.by_id == actor.user_id
    if not own or rearrangement.kind not in {RearrangementKind.MERGE_ENTERPRISES, RearrangementKind.HAND_OVER}:
        return False  # moves and merges of organisations are the federation's alone
    if rearrangement.kind == RearrangementKind.HAND_OVER:
        return _may_hand_back(actor, rearrangement.subject_id)
    kept = Enterprise.objects.unrestricted("the permission itself").filter(pk=rearrangement.subject_id).first()
    return kept is not None and can_merge_enterprises(actor, kept, kept)


def _may_hand_back(actor: Actor, appointment_id: int) -> bool:
    row = Appointment.objects.select_related("organisation", "enterprise").filter(pk=appointment_id).first()
    return row is not None and can_hand_over(actor, row) and not is_wider(actor.role, row.post_enum)
