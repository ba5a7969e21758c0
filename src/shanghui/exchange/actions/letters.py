"""Word to the secretaries of a side, by mail through the outbox. A letter names the subject and the page, no contact."""

from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import override

from shanghui.accounts.models import User
from shanghui.core.outbox import put
from shanghui.exchange.models import Introduction
from shanghui.exchange.rules import Side
from shanghui.network.models import Appointment
from shanghui.network.rules import SECRETARY_POSTS


def tell_brokers(introduction: Introduction, side: Side, what: str, *, now: datetime) -> None:
    """In each reader's own language. `what`: asked, screened, consented, declined, reminded, lapsed, message."""
    asking = side == introduction.asking_side
    organisation = introduction.asking_organisation_id if asking else introduction.asked_organisation_id
    for user in secretaries_of(organisation, now):
        with override(user.language or None):
            subject = _sentence(what) % {"subject": introduction.subject}
            url = settings.SITE_URL + reverse("exchange:introduction", args=[introduction.pk])
            text = _("%(what)s\n\n打开看看：%(url)s") % {"what": subject, "url": url}
        put("mail", user.email, {"subject": subject, "text": text}, now=now)


def secretaries_of(organisation_id: int, now: datetime) -> list[User]:
    """Who keeps the organisation today and has a mail address to sign in with."""
    posts = Appointment.objects.on(localdate(now)).filter(organisation=organisation_id, post__in=SECRETARY_POSTS)
    users = User.objects.filter(pk__in=posts.values("person__user"), is_active=True)
    return list(users.exclude(email="").order_by("pk"))


def _sentence(what: str) -> str:
    return {
        "asked": _("有一条引荐等您回复：%(subject)s"),
        "screened": _("对方秘书处愿意引荐：%(subject)s"),
        "consented": _("双方都同意了，可以看到联系方式：%(subject)s"),
        "declined": _("引荐被谢绝：%(subject)s"),
        "reminded": _("引荐还没有回复，快到期了：%(subject)s"),
        "lapsed": _("引荐超时失效：%(subject)s"),
        "message": _("引荐有新的留言：%(subject)s"),
    }[what]
