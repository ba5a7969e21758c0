"""Report, feedback and benchmark for programs."""

from django.http import HttpRequest
from django.utils.timezone import now
from ninja import Router
from ninja.decorators import decorate_view

from shanghui.activities.actions.benchmark import set_criteria
from shanghui.activities.actions.feedback import enter_feedback
from shanghui.activities.api import door_shapes as shapes
from shanghui.activities.models import Registration
from shanghui.activities.queries import benchmark as queries
from shanghui.activities.queries.hosted import hosted_activity
from shanghui.activities.queries.report import report
from shanghui.activities.rules import Measure
from shanghui.core.actor import Actor
from shanghui.core.api import ensure_query_known
from shanghui.core.asking import seen
from shanghui.core.idempotency import idempotent
from shanghui.core.permission import require
from shanghui.core.refusal import NotPermitted
from shanghui.network.api.asking import actor_of
from shanghui.network.models import Organisation

router = Router(tags=["activity reports"])
READ, WRITE = "activities:read", "activities:write"


@router.get("/benchmark", response=list[shapes.CriteriaOut])
def list_criteria(request: HttpRequest) -> object:
    """What each federation asks of a benchmark activity."""
    actor = actor_of(request, READ)
    ensure_query_known(request)
    require(actor.in_federation)
    return [_criteria_out(row) for row, _told in queries.federations_with_criteria(actor)]


@router.put("/benchmark", response=shapes.CriteriaOut)
def write_criteria(request: HttpRequest, body: shapes.CriteriaIn) -> object:
    """Of the federation that she acts for, all at once; a measure that is left out is not asked for."""
    actor = actor_of(request, WRITE)
    own = _own(actor)
    least = {one.measure: one.least for one in body.criteria}
    set_criteria(actor=actor, organisation=own, least={one: least.get(one) for one in Measure}, now=now())
    return _criteria_out(own)


@router.get("/{activity_id}/report", response=shapes.ReportOut)
def read_report(request: HttpRequest, activity_id: int) -> object:
    """Who came, from which units, what they said, and what came of it."""
    ensure_query_known(request)
    return shapes.report_out(report(hosted_activity(actor_of(request, READ), activity_id), most=None))


@router.put("/registrations/{registration_id}/feedback", response=shapes.FeedbackIn)
@decorate_view(idempotent)
def write_feedback(request: HttpRequest, registration_id: int, body: shapes.FeedbackIn) -> object:
    """From a slip of paper, or by the firm itself; given again, it replaces what was given."""
    actor = actor_of(request, WRITE)
    guest = seen(Registration.objects.select_related("activity"), actor, registration_id)
    made = enter_feedback(actor=actor, registration=guest, now=now(), **body.dict())
    return {"good": made.good, "useful": made.useful, "better": made.better}


def _own(actor: Actor) -> Organisation:
    own = queries.own_federation(actor)
    if own is None:
        raise NotPermitted()
    return own


def _criteria_out(organisation: Organisation) -> dict[str, object]:
    told = queries.criteria_of(organisation)
    criteria = [{"measure": measure, "least": least} for measure, least in told.items()]
    return {"organisation": organisation.pk, "name": organisation.name, "criteria": criteria}
