"""The units vote on who performs: so many votes each, none for the unit's own application."""

from datetime import datetime

from django.db import IntegrityError, transaction

from shanghui.activities import permissions, rules
from shanghui.activities.actions.programmes import locked
from shanghui.activities.models import Application, ApplicationVote, Programme
from shanghui.activities.rules import ApplicationState, Selection
from shanghui.core import audit
from shanghui.core.actor import Actor
from shanghui.core.permission import require


@transaction.atomic
def cast_vote(*, actor: Actor, application: Application, now: datetime) -> ApplicationVote:
    """One for each application at most; a second press changes nothing. Raises VotesUsed, OwnApplication."""
    programme, application = _voting(actor, application)
    if application.organisation_id == actor.organisation_id:
        raise rules.OwnApplication()
    if application.state_enum is not ApplicationState.SUBMITTED:
        raise rules.ApplicationStepRefused()
    given = list(programme.votes.filter(unit=actor.organisation_id))
    for vote in given:
        if vote.application_id == application.pk:
            return vote
    number = rules.free_number([vote.number for vote in given], programme.votes_each)
    vote = ApplicationVote(
        programme=programme, application=application, number=number, given_by_id=actor.user_id, at=now
    )
    vote.unit_id = actor.organisation_id or 0
    _write(vote)
    audit.record(actor, "cast_vote", application, now=now, programme=programme.pk)
    return vote


@transaction.atomic
def take_back_vote(*, actor: Actor, application: Application, now: datetime) -> None:
    """While the programme selects; what was not given is not taken back."""
    programme, application = _voting(actor, application)
    gone, _by_table = programme.votes.filter(unit=actor.organisation_id, application=application).delete()
    if gone:
        audit.record(actor, "take_back_vote", application, now=now, programme=programme.pk)


def _voting(actor: Actor, application: Application) -> tuple[Programme, Application]:
    """Both as they are now, the programme locked: two votes of a unit wait for each other."""
    programme = locked(application.programme)
    require(permissions.can_vote(actor, programme))
    rules.ensure_selecting(programme.state_enum, Selection(programme.selection), Selection.BALLOT)
    return programme, Application.objects.unrestricted("the action asks").get(pk=application.pk)


def _write(vote: ApplicationVote) -> None:
    """Its number is the unit's for once: whoever comes past the lock all the same finds it taken."""
    try:
        with transaction.atomic():
            vote.save()
    except IntegrityError as error:
        raise rules.VotesUsed() from error
