"""Set a stage, write it, open it, begin to select, go back, withdraw."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from shanghui.activities import permissions, rules
from shanghui.activities.actions import programme_letters
from shanghui.activities.actions.programme_facts import Facts, said, set_facts
from shanghui.activities.models import Criterion, Programme
from shanghui.activities.queries.reach import reaches
from shanghui.activities.rules import ProgrammeState, Selection
from shanghui.core import audit
from shanghui.core.actor import Actor
from shanghui.core.permission import require
from shanghui.core.refusal import BadRequest, Stale
from shanghui.network.models import Organisation

EDITABLE = frozenset({
    "title", "theme", "wanted", "venue", "budget", "places", "start", "end", "apply_until", "selection", "votes_each",
    "audience",
})  # fmt: skip
#: what the trail keeps only the name of
LONG = frozenset({"theme", "wanted"})


@dataclass(frozen=True, slots=True)
class Yardstick:
    """A criterion as it is entered."""

    name: str
    weight: int = 1


@transaction.atomic
def add_programme(
    *, actor: Actor, organisation: Organisation, facts: Facts, now: datetime, criteria: Sequence[Yardstick] = ()
) -> Programme:
    """A draft, seen by its own organisation alone."""
    require(permissions.can_open_programme(actor, organisation))
    programme = Programme(organisation=organisation, entered_by_id=actor.user_id, audience=reaches(organisation)[0])
    _set(programme, facts)
    programme.save()
    _set_criteria(programme, criteria)
    audit.record(actor, "add_programme", programme, now=now, title=programme.title)
    return programme


@transaction.atomic
def edit_programme(
    *,
    actor: Actor,
    programme: Programme,
    facts: Facts,
    now: datetime,
    criteria: Sequence[Yardstick] | None = None,
    version: int | None = None,
) -> Programme:
    """None leaves the criteria as they are. Raises Stale; ProgrammeStepRefused once the selection has begun."""
    programme = kept(actor, programme)
    if version is not None and version != programme.version:
        raise Stale()
    if programme.state_enum not in rules.EDITABLE_STATES:
        raise rules.ProgrammeStepRefused()
    changes = _set(programme, facts)
    if criteria is not None:
        _set_criteria(programme, criteria)
    if programme.state_enum is ProgrammeState.OPEN:
        _ensure_criteria(programme)
    advance(programme)
    audit.record(actor, "edit_programme", programme, now=now, changed=changes)
    return programme


@transaction.atomic
def open_programme(*, actor: Actor, programme: Programme, now: datetime) -> Programme:
    """Chambers may apply from now on."""
    programme = kept(actor, programme)
    if programme.state_enum is not ProgrammeState.DRAFT:
        raise rules.ProgrammeStepRefused()
    rules.ensure_deadline_ahead(programme.apply_until, localdate(now))
    _ensure_criteria(programme)
    programme.opened_at = now
    _step(actor, programme, ProgrammeState.OPEN, "open_programme", now)
    return programme


@transaction.atomic
def begin_selecting(*, actor: Actor, programme: Programme, now: datetime) -> Programme:
    """No more applications; points or votes are given."""
    programme = kept(actor, programme)
    _step(actor, programme, ProgrammeState.SELECTING, "begin_selecting", now)
    return programme


@transaction.atomic
def reopen_programme(*, actor: Actor, programme: Programme, apply_until: date, now: datetime) -> Programme:
    """Back to calling for applications, until a new day. Votes are void, because others may join; points are kept."""
    programme = kept(actor, programme)
    if programme.state_enum is not ProgrammeState.SELECTING:
        raise rules.ProgrammeStepRefused()
    rules.ensure_deadline_ahead(apply_until, localdate(now))
    rules.ensure_deadline(apply_until, programme.end)
    programme.apply_until = apply_until
    void, _by_table = programme.votes.all().delete()
    _step(actor, programme, ProgrammeState.OPEN, "reopen_programme", now, apply_until=str(apply_until), votes=void)
    return programme


@transaction.atomic
def withdraw_programme(*, actor: Actor, programme: Programme, reason: str, now: datetime) -> Programme:
    """It will not be. Whoever applied is told why."""
    programme = kept(actor, programme)
    rules.ensure_programme_step(programme.state_enum, ProgrammeState.WITHDRAWN)
    programme.decision = said(reason, 200)
    if not programme.decision:
        raise rules.AnswerWanted()
    programme_letters.tell_withdrawn(programme, now=now)
    _step(actor, programme, ProgrammeState.WITHDRAWN, "withdraw_programme", now, reason=programme.decision)
    return programme


def locked(programme: Programme) -> Programme:
    """The row as it is now. Applications, points and votes wait here for one another."""
    rows = Programme.objects.unrestricted("the action asks").select_for_update(of=("self",))
    return rows.select_related("organisation").get(pk=programme.pk)


def kept(actor: Actor, programme: Programme) -> Programme:
    """Locked, and hers to keep."""
    programme = locked(programme)
    require(permissions.can_keep_programme(actor, programme))
    return programme


def advance(programme: Programme) -> None:
    programme.version += 1
    programme.save()


def _step(
    actor: Actor, programme: Programme, wanted: ProgrammeState, action: str, now: datetime, **detail: object
) -> None:
    rules.ensure_programme_step(programme.state_enum, wanted)
    programme.state = wanted
    advance(programme)
    audit.record(actor, action, programme, now=now, **detail)


def _set(programme: Programme, facts: Facts) -> dict[str, object]:
    """Raises PeriodReversed, DeadlineLate; BadRequest where it would reach nobody."""
    changes = set_facts(programme, facts, EDITABLE, LONG)
    if programme.audience not in reaches(programme.organisation):
        raise BadRequest()
    rules.ensure_period(programme.start, programme.end)
    rules.ensure_deadline(programme.apply_until, programme.end)
    return changes


def _set_criteria(programme: Programme, criteria: Sequence[Yardstick]) -> None:
    """One that stays keeps its points; one that goes takes them along. Raises BadRequest on two of one name."""
    wanted = {said(one.name, 40): one.weight for one in criteria}
    weights_fit = all(1 <= weight <= rules.MOST_WEIGHT for weight in wanted.values())
    if len(wanted) < len(criteria) or len(wanted) > rules.MOST_CRITERIA or "" in wanted or not weights_fit:
        raise BadRequest()
    standing = {row.name: row for row in programme.criteria.all()}
    for name, row in standing.items():
        if name not in wanted:
            row.delete()
    for name, weight in wanted.items():
        found = standing.get(name) or Criterion(programme=programme, name=name)
        found.weight = weight
        found.save()


def _ensure_criteria(programme: Programme) -> None:
    if programme.selection == Selection.CRITERIA and not programme.criteria.exists():
        raise rules.CriteriaWanted()
