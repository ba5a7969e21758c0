"""A line of an introduction's timeline, its clock, and word to the people of a side."""

from datetime import datetime

from shanghui.core import audit
from shanghui.core.actor import Actor
from shanghui.exchange.clocks import Clock
from shanghui.exchange.models import Introduction, IntroductionEvent
from shanghui.exchange.rules import EventKind


def locked(introduction: Introduction) -> Introduction:
    rows = Introduction.objects.unrestricted("the action asks").select_for_update(of=("self",))
    return rows.get(pk=introduction.pk)


def note(
    actor: Actor,
    introduction: Introduction,
    what: EventKind,
    *,
    now: datetime,
    text: str = "",
    for_brokers: bool = False,
) -> None:
    """Timeline and audit trail; the text of a message stays out of the trail."""
    IntroductionEvent.objects.create(
        introduction=introduction,
        what=what,
        text=text,
        for_brokers=for_brokers,
        by_id=actor.user_id,
        acting_for=actor.acting_for[:120],
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
