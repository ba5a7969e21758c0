"""Rows of programmes for tests, made the short way, and those that stand in the house of attacks."""

from datetime import timedelta
from itertools import count
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.timezone import localdate

from shanghui.accounts.models import User
from shanghui.activities.models import Application, ApplicationVote, Criterion, Programme, Score
from shanghui.activities.rules import ProgrammeState, Selection
from shanghui.core.audience import Audience
from shanghui.network.models import Organisation
from tests.factories.activities import make_programme

if TYPE_CHECKING:
    from tests.factories.house import House

_numbers = count(1)


def make_application(programme: Programme, organisation: Organisation, **facts: object) -> Application:
    """Sent in just now, for no day in particular."""
    number = next(_numbers)
    given = {"title": f"第{number}份申请", "plan": f"第{number}个方案", "submitted_at": timezone.now()} | facts
    return Application.objects.create(programme=programme, organisation=organisation, **given)


def make_criterion(programme: Programme, name: str = "", weight: int = 1) -> Criterion:
    return Criterion.objects.create(programme=programme, name=name or f"标准{next(_numbers)}", weight=weight)


def make_score(application: Application, criterion: Criterion, judge: User, points: int) -> Score:
    return Score.objects.create(application=application, criterion=criterion, judge=judge, points=points)


def make_vote(application: Application, unit: Organisation, number: int = 1) -> ApplicationVote:
    return ApplicationVote.objects.create(
        programme_id=application.programme_id, unit=unit, application=application, number=number, at=timezone.now()
    )


def furnish(
    house: "House", area: Organisation, federation: Organisation, chamber: Organisation, sister: Organisation
) -> None:
    """Of the area: a draft, one that calls, one that is judged; of the federation: one on which the units vote.

    The owner's chamber has applied to all that take applications, the sister to the ballot.
    """
    state, today = ProgrammeState, localdate()
    draft = make_programme(area, title="甲字草稿", state=state.DRAFT, selection=Selection.BALLOT)
    call = make_programme(area, title="甲字舞台", audience=Audience.AREA, apply_until=today + timedelta(days=5))
    judged = make_programme(area, title="甲字遴选", audience=Audience.AREA, state=state.SELECTING)
    ballot = make_programme(federation, title="全会投票", state=state.SELECTING, selection=Selection.BALLOT)
    make_criterion(call, "可行")
    criterion = make_criterion(judged, "可行")
    house.ids |= {
        "programme_draft": draft.pk, "programme": call.pk, "programme_judged": judged.pk, "programme_ballot": ballot.pk,
        "application": make_application(call, chamber, contact="甲字电话").pk,
        "application_judged": make_application(judged, chamber).pk, "criterion": criterion.pk,
        "application_ballot": make_application(ballot, chamber).pk,
        "in_a_week": f"{today + timedelta(days=7)}",
        "application_sister": make_application(ballot, sister).pk,
    }  # fmt: skip
