"""Word to whoever applied, by mail through the outbox: what was decided, or that the stage will not be."""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import override

from shanghui.accounts.models import User
from shanghui.activities.models import Application, Programme
from shanghui.activities.rules import ApplicationState
from shanghui.core.outbox import put
from shanghui.network.models import Appointment
from shanghui.network.rules import SECRETARY_POSTS, Post

if TYPE_CHECKING:
    from collections.abc import Iterable

#: as `permissions.keeps`: who acts for an organisation
KEEPER_POSTS = SECRETARY_POSTS | {Post.FEDERATION_OFFICER, Post.GENERAL_CONVENER, Post.CONVENER}


def tell_decided(application: Application, *, now: datetime) -> None:
    """Chosen or not, with the answer, in each reader's own language."""
    _tell(application, lambda: _decided(application), application.answer, now)


def tell_withdrawn(programme: Programme, *, now: datetime) -> None:
    """Those whose applications stand, with the reason."""
    rows = Application.objects.unrestricted("they are told").filter(
        programme=programme, state=ApplicationState.SUBMITTED
    )
    for application in rows.select_related("programme"):
        _tell(
            application, lambda: _("舞台撤销了：%(title)s") % {"title": _line(programme.title)}, programme.decision, now
        )


def keepers_of(organisation_id: int, now: datetime) -> "Iterable[User]":
    """Who acts for the organisation today and has a mail address."""
    posts = Appointment.objects.on(localdate(now)).filter(organisation=organisation_id, post__in=KEEPER_POSTS)
    users = User.objects.filter(pk__in=posts.values("person__user"), is_active=True)
    return users.exclude(email="").order_by("pk")


def _tell(application: Application, subject_of: Callable[[], str], answer: str, now: datetime) -> None:
    url = settings.SITE_URL.rstrip("/") + reverse("activities:application", args=[application.pk])
    for user in keepers_of(application.organisation_id, now):
        with override(user.language or settings.LANGUAGE_CODE):
            subject = subject_of()
            lines = [subject, *([answer] if answer else []), "", _("打开看看：%(url)s") % {"url": url}]
        put("mail", user.email, {"subject": subject, "text": "\n".join(lines)}, now=now)


def _decided(application: Application) -> str:
    title = _line(application.programme.title)
    if application.state == ApplicationState.CHOSEN:
        return _("入选了：%(title)s，活动草稿已经建好，请接着填。") % {"title": title}
    return _("这次没有入选：%(title)s") % {"title": title}


def _line(text: str) -> str:
    """A subject is one line."""
    return " ".join(text.split())
