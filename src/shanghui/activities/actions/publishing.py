"""A version is published or taken back, and each participant is told what it means for her, once."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from shanghui.activities import rules
from shanghui.activities.actions.versions import editable, organised, settle, settle_states
from shanghui.activities.models import Registration, Timetable
from shanghui.activities.queries.timetables import published
from shanghui.activities.rules import EncounterState, TimetableState
from shanghui.core import audit
from shanghui.core.actor import Actor
from shanghui.core.outbox import put

Standing = Mapping[int, frozenset[tuple[int, int, int]]]


@transaction.atomic
def publish(*, actor: Actor, timetable: Timetable, now: datetime) -> Timetable:
    """The only published one from now on. Who was told of another version hears only if hers has changed."""
    timetable = editable(actor, timetable)
    return put_forth(actor, timetable, published(timetable.matchmaking), now)


def put_forth(actor: Actor, timetable: Timetable, before: Timetable | None, now: datetime) -> Timetable:
    """Inside a transaction that holds the matchmaking's lock."""
    if before is not None:
        before.state = TimetableState.WITHDRAWN
        before.version += 1
        before.save()
    timetable.state, timetable.published_at = TimetableState.PUBLISHED, now
    settle(timetable)
    is_news = before is None
    was = standing(before) if before else {}
    now_standing = standing(timetable)
    told = [pk for pk in {*was, *now_standing} if was.get(pk, frozenset()) != now_standing.get(pk, frozenset())]
    tell(timetable, told, "published" if is_news else "changed", now)
    audit.record(actor, "publish_timetable", timetable, now=now, told=len(told))
    return timetable


@transaction.atomic
def unpublish(*, actor: Actor, timetable: Timetable, now: datetime) -> Timetable:
    """Nobody reads it any more; it can be changed by hand. Raises NothingPublished."""
    matchmaking = organised(actor, timetable.matchmaking)
    row = Timetable.objects.select_for_update().get(pk=timetable.pk)
    if row.state != TimetableState.PUBLISHED:
        raise rules.NothingPublished()
    row.matchmaking = matchmaking
    row.state = TimetableState.WITHDRAWN
    row.version += 1
    row.save()
    settle_states(matchmaking)
    tell(row, standing(row), "withdrawn", now)
    audit.record(actor, "unpublish_timetable", row, now=now)
    return row


def standing(timetable: Timetable) -> Standing:
    """For each participant its encounters with their slots and tables."""
    found: defaultdict[int, set[tuple[int, int, int]]] = defaultdict(set)
    rows = timetable.placements.exclude(encounter__state=EncounterState.CANCELLED).order_by()
    for first, second, *place in rows.values_list(
        "encounter__first", "encounter__second", "encounter", "slot", "table"
    ):
        for participant in (first, second):
            found[participant].add((place[0], place[1], place[2]))
    return {participant: frozenset(places) for participant, places in found.items()}


def tell(timetable: Timetable, participants: Iterable[int], what: str, now: datetime) -> None:
    """By mail, in each reader's own language; who left no address hears it from her secretary, whose list it is in."""
    rows = Registration.objects.unrestricted("the organiser tells her own guests")
    guests = rows.filter(participant__in=list(participants)).exclude(email="").order_by("pk")
    title = " ".join(timetable.matchmaking.activity.title.split())
    for name, email, language, key in guests.values_list("name", "email", "language", "key"):
        with override(language or settings.LANGUAGE_CODE):
            subject = _sentence(what) % {"activity": title}
            text = _("%(name)s，您好：\n\n%(what)s") % {"name": name, "what": subject}
            url = _schedule_url(key)
            if url and what != "withdrawn":
                text += "\n\n" + _("您的日程：%(url)s") % {"url": url}
        put("mail", email, {"subject": subject, "text": text}, now=now)


def _sentence(what: str) -> str:
    return {
        "published": _("“%(activity)s”的约见日程出来了"),
        "changed": _("“%(activity)s”的约见日程有变动，请看新的日程"),
        "withdrawn": _("“%(activity)s”的约见日程已收回，新的日程会再通知您"),
    }[what]


def _schedule_url(key: str) -> str:
    try:
        return settings.SITE_URL.rstrip("/") + reverse("activities:my_schedule", args=[key])
    except NoReverseMatch:
        return ""
