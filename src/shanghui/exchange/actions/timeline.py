"""A line of an introduction's timeline, its clock, and the texts that people write into it."""

from datetime import datetime

from shanghui.core import audit
from shanghui.core.actor import Actor
from shanghui.core.refusal import BadRequest
from shanghui.exchange import rules
from shanghui.exchange.clocks import Clock
from shanghui.exchange.models import Introduction, IntroductionEvent
from shanghui.exchange.rules import EventKind


def locked(introduction: Introduction, version: int | None = None) -> Introduction:
    """The row as it is now. `version`: the one that the answer was given to; raises AnsweredAlready when it moved on."""
    rows = Introduction.objects.unrestricted("the action asks").select_for_update(of=("self",))
    found = rows.get(pk=introduction.pk)
    if version is not None and version != found.version:
        raise rules.AnsweredAlready()
    return found


def note(
    actor: Actor,
    introduction: Introduction,
    what: EventKind,
    *,
    now: datetime,
    text: str = "",
    for_brokers: bool = False,
) -> None:
    """Timeline and audit trail; the text of a message stays out of the trail.

    A firm's own people stay nameless in the timeline, which the other side reads before the firms know each other: their
    names are contacts. The audit trail knows them.
    """
    own_people = actor.enterprise_id is not None
    IntroductionEvent.objects.create(
        introduction=introduction,
        what=what,
        text=text,
        for_brokers=for_brokers,
        by_id=actor.user_id,
        acting_for="" if own_people else actor.acting_for[:120],
        at=now,
    )
    audit.record(actor, f"introduction_{what.value}", introduction, now=now)


def set_clock(introduction: Introduction, clock: Clock | None) -> None:
    introduction.answer_due = clock.due if clock else None
    introduction.remind_on = clock.remind if clock else None
    introduction.lapses_on = clock.lapses if clock else None


def save(introduction: Introduction) -> None:
    introduction.version += 1
    introduction.save()


def written(text: str, most: int) -> str:
    """A text as it is kept. PostgreSQL has no NUL in texts."""
    if "\0" in text:
        raise BadRequest()
    return text.strip()[:most]
