"""Decide who performs: the chosen become activities, everybody is told, all in one transaction."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta

from django.db import transaction
from django.utils.timezone import make_aware

from shanghui.activities import rules
from shanghui.activities.actions import programme_letters
from shanghui.activities.actions.programme_facts import said
from shanghui.activities.actions.programmes import advance, kept
from shanghui.activities.models import Activity, Application, Programme
from shanghui.activities.queries.standings import suggestion
from shanghui.activities.rules import ActivityKind, ApplicationState, ProgrammeState
from shanghui.core import audit
from shanghui.core.actor import Actor
from shanghui.core.refusal import BadRequest, Stale

#: a performance begins at nine and lasts a morning, until its host says otherwise
BEGINS, LASTS = time(9), timedelta(hours=3)


@dataclass(frozen=True)
class Choice:
    """`answer` goes to all who are not chosen, `answers` to single applications by id, chosen ones too.

    `reason`: why it is not the ranking's own choice.
    """

    chosen: Sequence[int]
    answer: str = ""
    answers: Mapping[int, str] = field(default_factory=dict)
    reason: str = ""

    def answer_to(self, application: Application) -> str:
        common = "" if application.pk in self.chosen else self.answer
        return said(self.answers.get(application.pk, ""), 200) or said(common, 200)


@transaction.atomic
def decide_programme(
    *, actor: Actor, programme: Programme, choice: Choice, now: datetime, version: int | None = None
) -> list[Activity]:
    """The draft activities. Raises Stale, TooManyChosen, ChoiceUnexplained, AnswerWanted."""
    programme = kept(actor, programme)
    rules.ensure_programme_step(programme.state_enum, ProgrammeState.DECIDED)
    if version is not None and version != programme.version:
        raise Stale()
    rows = Application.objects.unrestricted("the action asks").filter(programme=programme)
    applications = list(rows.filter(state=ApplicationState.SUBMITTED))
    chosen = set(choice.chosen)
    if chosen - {one.pk for one in applications}:
        raise BadRequest()
    rules.ensure_choice(chosen, set(suggestion(programme)), programme.places, choice.reason)
    programme.state, programme.decided_at, programme.decision = ProgrammeState.DECIDED, now, said(choice.reason, 200)
    advance(programme)
    made = []
    for application in applications:
        application.programme = programme
        _settle(actor, application, choice, now)
        if application.pk in chosen:
            made.append(_activity(actor, application, now))
        programme_letters.tell_decided(application, now=now)
    audit.record(actor, "decide_programme", programme, now=now, chosen=sorted(chosen), reason=programme.decision)
    return made


def _settle(actor: Actor, application: Application, choice: Choice, now: datetime) -> None:
    won = application.pk in choice.chosen
    application.state = ApplicationState.CHOSEN if won else ApplicationState.NOT_CHOSEN
    application.answer, application.decided_at = choice.answer_to(application), now
    if not won and not application.answer:
        raise rules.AnswerWanted()
    application.version += 1
    application.save()
    audit.record(actor, "choose_application" if won else "turn_down_application", application, now=now)


def _activity(actor: Actor, application: Application, now: datetime) -> Activity:
    """A draft of whoever applied, who fills in the rest."""
    programme = application.programme
    starts_at = make_aware(datetime.combine(application.on or programme.start, BEGINS))
    activity = Activity.objects.create(
        organisation_id=application.organisation_id,
        application=application,
        kind=ActivityKind.FEATURED,
        title=application.title,
        description=application.plan,
        starts_at=starts_at,
        ends_at=starts_at + LASTS,
        register_until=starts_at,
        venue=programme.venue,
        contact=application.contact,
        audience=programme.audience,
        entered_by_id=application.entered_by_id,
    )
    audit.record(actor, "add_activity", activity, now=now, application=application.pk)
    return activity
