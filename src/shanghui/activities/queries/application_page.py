"""One application as its page and the API show it to one reader."""

from datetime import datetime
from typing import Any

from django.utils.timezone import localdate

from shanghui.activities import permissions
from shanghui.activities.models import Application, Score
from shanghui.activities.queries import applications
from shanghui.activities.queries.programmes import days_left
from shanghui.activities.rules import ApplicationState
from shanghui.core.actor import Actor


def application_page(actor: Actor, application: Application, now: datetime) -> dict[str, Any]:
    """Whom to call about it is for whoever opened the stage, and for whoever applied."""
    programme, today = application.programme, localdate(now)
    known = applications.known_standings(actor, programme)
    box = applications.ballot(actor, programme)
    sent = application.state_enum is not ApplicationState.WITHDRAWN
    line = applications.lines(actor, programme, [application.pk] if sent else [], known, box, today)
    own = permissions.can_keep_application(actor, application)
    open_still = application.state_enum is ApplicationState.SUBMITTED
    left = days_left(programme, today)
    return {
        "application": application,
        "programme": programme,
        "line": line[0] if line else None,
        "box": box,
        "sees_contact": sees_contact(actor, application),
        "may_edit": own and open_still and left is not None and left >= 0,
        "may_withdraw": own and open_still,
        "points": own_points(actor, application),
    }


def sees_contact(actor: Actor, application: Application) -> bool:
    opener = permissions.keeps(actor, application.programme.organisation_id)
    return opener or permissions.keeps(actor, application.organisation_id)


def own_points(actor: Actor, application: Application) -> dict[int, int]:
    """What she gave, by criterion."""
    if actor.user_id is None:
        return {}
    rows = Score.objects.filter(application=application, judge=actor.user_id)
    return dict(rows.values_list("criterion", "points"))
