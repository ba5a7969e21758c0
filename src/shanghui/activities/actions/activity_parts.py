"""What hangs on an activity: co-hosts, agenda, invitations, own questions. Each is given whole, or not at all."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import time

from shanghui.activities import rules
from shanghui.activities.models import (
    Activity,
    ActivityHost,
    ActivityInvitation,
    Answer,
    ProgrammePoint,
    Question,
)
from shanghui.activities.rules import QuestionKind
from shanghui.core.refusal import BadRequest
from shanghui.network.models import Organisation


@dataclass(frozen=True)
class Point:
    """A line of the agenda."""

    at: time
    title: str
    speaker: str = ""


@dataclass(frozen=True)
class Asked:
    """A question of the form; `id` where it stands already."""

    text: str
    kind: QuestionKind = QuestionKind.TEXT
    choices: tuple[str, ...] = ()
    demanded: bool = False
    id: int | None = None


@dataclass(frozen=True)
class Parts:
    """None leaves them as they are. `invitations`: organisation → its quota, None for no limit."""

    co_hosts: Sequence[Organisation] | None = None
    points: Sequence[Point] | None = None
    questions: Sequence[Asked] | None = None
    invitations: Mapping[int, int | None] | None = field(default=None)


def set_parts(activity: Activity, parts: Parts) -> None:
    """Raises BadRequest, QuestionAnswered."""
    if parts.co_hosts is not None:
        _set_co_hosts(activity, parts.co_hosts)
    if parts.points is not None:
        _set_points(activity, parts.points)
    if parts.invitations is not None:
        _set_invitations(activity, parts.invitations)
    if parts.questions is not None:
        _set_questions(activity, parts.questions)


def _set_co_hosts(activity: Activity, bodies: Sequence[Organisation]) -> None:
    wanted = {body.pk for body in bodies} - {activity.organisation_id}
    if any(body.merged_into_id is not None for body in bodies):
        raise BadRequest()
    standing = set(activity.co_hosts.values_list("organisation", flat=True))
    activity.co_hosts.exclude(organisation__in=wanted).delete()
    ActivityHost.objects.bulk_create(
        ActivityHost(activity=activity, organisation=body)
        for body in dict.fromkeys(bodies)
        if body.pk in wanted - standing
    )


def _set_points(activity: Activity, points: Sequence[Point]) -> None:
    activity.points.all().delete()
    ProgrammePoint.objects.bulk_create(
        ProgrammePoint(activity=activity, at=one.at, title=_text(one.title, 120), speaker=one.speaker[:120])
        for one in points
    )


def _set_invitations(activity: Activity, wanted: Mapping[int, int | None]) -> None:
    standing = {row.organisation_id: row for row in activity.invitations.all()}
    activity.invitations.exclude(organisation__in=wanted).delete()
    for pk, quota in wanted.items():
        row = standing.get(pk)
        if row is None:
            ActivityInvitation.objects.create(activity=activity, organisation_id=pk, quota=quota)
        elif row.quota != quota:
            row.quota = quota
            row.save(update_fields=["quota"])


def _set_questions(activity: Activity, wanted: Sequence[Asked]) -> None:
    if len(wanted) > rules.MOST_QUESTIONS:
        raise BadRequest()
    standing = {row.pk: row for row in activity.questions.all()}
    stay = {one.id for one in wanted if one.id is not None}
    if stay - set(standing):
        raise BadRequest()
    gone = set(standing) - stay
    if Answer.objects.filter(question__in=gone).exists():
        raise rules.QuestionAnswered()
    activity.questions.filter(pk__in=gone).delete()
    for number, one in enumerate(wanted):
        row = standing[one.id] if one.id is not None else Question(activity=activity)
        row.number, row.kind, row.text = number, one.kind, _text(one.text, 120)
        row.choices, row.demanded = _choices(one), one.demanded
        row.save()


def _choices(one: Asked) -> str:
    """One a line. Raises BadRequest where something is to be chosen from nothing."""
    if one.kind not in {QuestionKind.CHOICE, QuestionKind.MANY}:
        return ""
    lines = [line.strip() for line in one.choices if line.strip()]
    joined = "\n".join(dict.fromkeys(lines))
    if not lines or len(joined) > 1000 or "\0" in joined:
        raise BadRequest()
    return joined


def _text(text: str, longest: int) -> str:
    if not text.strip() or "\0" in text:
        raise BadRequest()
    return text.strip()[:longest]
