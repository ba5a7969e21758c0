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
from shanghui.network.rules import SECRETARY_POSTS, Post

#: as `permissions.brokers`: the federation's officers broker the federation's own listings
BROKER_POSTS = SECRETARY_POSTS | {Post.FEDERATION_OFFICER}


def tell_brokers(introduction: Introduction, side: Side, what: str, *, now: datetime) -> None:
    """In each reader's own language. `what`: asked, screened, consented, declined, reminded, lapsed, message,
    follow_up."""
    one_line = " ".join(introduction.subject.split())
    for user in secretaries_of(introduction.organisation_id_of(side), now):
        with override(user.language or settings.LANGUAGE_CODE):
            subject = _sentence(what) % {"subject": one_line}
            url = settings.SITE_URL.rstrip("/") + reverse("exchange:introduction", args=[introduction.pk])
            text = _("%(what)s\n\n打开看看：%(url)s") % {"what": subject, "url": url}
        put("mail", user.email, {"subject": subject, "text": text}, now=now)


def tell_both(introduction: Introduction, what: str, *, now: datetime) -> None:
    """Both sides' secretaries; each once, where one organisation brokers both."""
    sides = {introduction.organisation_id_of(side): side for side in Side}
    for side in sides.values():
        tell_brokers(introduction, side, what, now=now)


def secretaries_of(organisation_id: int, now: datetime) -> list[User]:
    """Who keeps the organisation today and has a mail address to sign in with."""
    posts = Appointment.objects.on(localdate(now)).filter(organisation=organisation_id, post__in=BROKER_POSTS)
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
        "follow_up": _("该回访了：%(subject)s"),
        "message": _("引荐有新的留言：%(subject)s"),
    }[what]
