"""The code of six digits by which a guest shows that her mail address is hers: sealed, short-lived, five tries."""

import secrets
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _
from django.utils.translation import override

from shanghui.activities import rules
from shanghui.activities.actions.guest_facts import locked_guest
from shanghui.activities.actions.guest_letters import letter
from shanghui.activities.actions.seats import confirm
from shanghui.activities.models import Activity, Registration
from shanghui.activities.rules import RegistrationState
from shanghui.core import audit
from shanghui.core.actor import VISITOR
from shanghui.core.outbox import put

#: a new code is not sent sooner after the last one
PAUSE = timedelta(minutes=1)


def put_code(activity: Activity, guest: Registration, *, now: datetime) -> None:
    """Into the outbox; the row keeps only its seal."""
    code = f"{secrets.randbelow(1_000_000):06}"
    guest.code_hash, guest.code_sent_at, guest.code_tries = sealed(guest, code), now, 0
    guest.save(update_fields=["code_hash", "code_sent_at", "code_tries"])
    with override(guest.language or settings.LANGUAGE_CODE):
        subject, text = letter(activity, guest, "code")
        text = _("您的验证码：%(code)s（30分钟内有效）") % {"code": code} + "\n\n" + text
    put("mail", guest.email, {"subject": subject, "text": text}, now=now)


@transaction.atomic
def send_code_again(*, guest: Registration, now: datetime) -> bool:
    """False where the last one left less than a minute ago. Raises RegistrationOver, RegistrationClosed."""
    activity, guest = locked_guest(guest)
    _ensure_awaited(guest)
    rules.ensure_open(activity.state_enum, activity.register_until, now)
    if not guest.email or (guest.code_sent_at is not None and guest.code_sent_at > now - PAUSE):
        return False
    put_code(activity, guest, now=now)
    return True


def confirm_by_code(*, guest: Registration, code: str, now: datetime) -> Registration:
    """Raises CodeWrong, CodeOver. A wrong try is counted even though it is refused."""
    confirmed = _try_code(guest, code, now)
    if confirmed is None:
        raise rules.CodeWrong()
    return confirmed


@transaction.atomic
def _try_code(guest: Registration, code: str, now: datetime) -> Registration | None:
    activity, guest = locked_guest(guest)
    _ensure_awaited(guest)
    rules.ensure_open(activity.state_enum, activity.register_until, now)
    sent = guest.code_sent_at
    if not guest.code_hash or sent is None or sent < now - rules.CODE_LIFE or guest.code_tries >= rules.MOST_TRIES:
        raise rules.CodeOver()
    if not constant_time_compare(guest.code_hash, sealed(guest, code.strip())):
        guest.code_tries += 1
        guest.save(update_fields=["code_tries"])
        return None
    confirm(activity, guest, now=now)
    audit.record(VISITOR, "confirm_guest", guest, now=now, state=guest.state)
    return guest


def sealed(guest: Registration, code: str) -> str:
    """Worth nothing without the house's key: six digits are soon tried."""
    return salted_hmac("shanghui.activities.code", f"{guest.key}:{code}", algorithm="sha256").hexdigest()


def _ensure_awaited(guest: Registration) -> None:
    if guest.state_enum is not RegistrationState.UNCONFIRMED:
        raise rules.RegistrationOver()
