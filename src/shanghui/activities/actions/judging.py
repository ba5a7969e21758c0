"""Points that a judge gives an application, each judge her own."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from shanghui.activities import permissions, rules
from shanghui.activities.actions.programmes import locked
from shanghui.activities.models import Application, Score
from shanghui.activities.queries.judges import judges_own, own_organisations
from shanghui.activities.rules import ApplicationState, Selection
from shanghui.core import audit
from shanghui.core.actor import Actor
from shanghui.core.permission import require
from shanghui.core.refusal import BadRequest, NotPermitted


@transaction.atomic
def give_points(*, actor: Actor, application: Application, points: Mapping[int, int], now: datetime) -> list[Score]:
    """For every criterion at once, by its id; given again, they take the place of her earlier ones.

    Raises OwnApplication where she holds a post with whoever applied.
    """
    programme = locked(application.programme)
    application = Application.objects.unrestricted("the action asks").get(pk=application.pk)
    application.programme = programme
    require(permissions.can_judge(actor, application))
    if actor.user_id is None:
        raise NotPermitted()
    rules.ensure_selecting(programme.state_enum, Selection(programme.selection), Selection.CRITERIA)
    if application.state_enum is not ApplicationState.SUBMITTED:
        raise rules.ApplicationStepRefused()
    if judges_own(actor, application, own_organisations(actor, localdate(now))):
        raise rules.OwnApplication()
    wanted = set(programme.criteria.values_list("pk", flat=True))
    if set(points) != wanted or not all(1 <= one <= rules.MOST_POINTS for one in points.values()):
        raise BadRequest()
    given = [_give(actor.user_id, application, criterion, number) for criterion, number in points.items()]
    audit.record(actor, "give_points", application, now=now, points={str(pk): one for pk, one in points.items()})
    return given


def _give(judge: int, application: Application, criterion: int, points: int) -> Score:
    score, _made = Score.objects.update_or_create(
        application=application, criterion_id=criterion, judge_id=judge, defaults={"points": points}
    )
    return score
