"""Three questions after an activity: answered by private link, asked for once, the evening after."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from shanghui.activities import rules
from shanghui.activities.models import Feedback, Registration
from shanghui.activities.permissions import can_keep_registration
from shanghui.activities.rules import SEATED, ActivityState
from shanghui.core import audit
from shanghui.core.actor import SYSTEM, Actor
from shanghui.core.jobs import give_way
from shanghui.core.outbox import put
from shanghui.core.permission import require

#: nobody is asked about an activity that ended longer ago
ASK_WITHIN = timedelta(days=3)


def give_feedback(*, registration: Registration, good: int, useful: int, better: str, now: datetime) -> Feedback:
    """By the guest herself: whoever holds her private link. Given again, it replaces what was given.

    Raises FeedbackNotOpen.
    """
    return _give(SYSTEM, registration, good, useful, better, now)


def enter_feedback(
    *, actor: Actor, registration: Registration, good: int, useful: int, better: str, now: datetime
) -> Feedback:
    """From a slip of paper, by whoever keeps the guest's registration."""
    require(can_keep_registration(actor, registration))
    return _give(actor, registration, good, useful, better, now)


@transaction.atomic
def _give(actor: Actor, registration: Registration, good: int, useful: int, better: str, now: datetime) -> Feedback:
    """The trail says that there was an answer, not what it was."""
    rows = Registration.objects.unrestricted("the action asks").select_related("activity")
    guest = rows.select_for_update(of=("self",)).get(pk=registration.pk)
    activity = guest.activity
    rules.ensure_feedback_open(activity.state_enum, activity.starts_at, activity.ends_at, now)
    if guest.state_enum not in SEATED:
        raise rules.FeedbackNotOpen()
    facts = {"good": good, "useful": useful, "better": better.strip()[:500], "at": now}
    made, _new = Feedback.objects.update_or_create(registration=guest, defaults=facts)
    audit.record(actor, "give_feedback", activity, now=now)
    return made


def ask_for_feedback(*, now: datetime) -> int:
    """Who came and has a mail address gets the link, once; a second run finds nobody."""
    rows = Registration.objects.unrestricted("the clock").filter(
        activity__state__in=[ActivityState.PUBLISHED, ActivityState.CLOSED],
        activity__ends_at__range=(now - ASK_WITHIN, now),
        arrived_at__isnull=False,
        feedback_asked_at__isnull=True,
        feedback__isnull=True,
    )
    asked = 0
    for pk in list(rows.exclude(email="").order_by("pk").values_list("pk", flat=True)):
        give_way()
        asked += _ask(pk, now)
    return asked


@transaction.atomic
def _ask(pk: int, now: datetime) -> bool:
    """The letter and the mark go together: killed between them, neither is there."""
    rows = Registration.objects.unrestricted("the clock").filter(pk=pk, feedback_asked_at__isnull=True)
    guest = rows.select_for_update(of=("self",)).select_related("activity").first()
    if guest is None:
        return False
    guest.feedback_asked_at = now
    guest.save(update_fields=["feedback_asked_at"])
    url = settings.SITE_URL.rstrip("/") + reverse("activities:feedback", args=[guest.key])
    with override(guest.language or settings.LANGUAGE_CODE):
        title = " ".join(guest.activity.title.split())
        subject = _("“%(title)s”办得怎么样？请答三个问题") % {"title": title}
        text = _(
            "%(name)s，您好：\n\n谢谢您来参加“%(title)s”。请用一分钟答三个问题，不用登录：\n%(url)s\n\n"
            "主办单位看得到大家的打分和建议，看不到是谁写的。14天以内可以再改。这是您的私人链接，请不要转发。"
        ) % {"name": guest.name, "title": title, "url": url}
    put("mail", guest.email, {"subject": subject, "text": text}, now=now)
    return True
