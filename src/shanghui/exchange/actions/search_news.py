"""What is published is found for the searches that ask for it; each morning a letter says so to those who wish it."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from shanghui.core.jobs import give_way
from shanghui.core.outbox import put
from shanghui.exchange.models import SavedSearch, SearchHit
from shanghui.exchange.queries.search_news import found_for, mailed_searches
from shanghui.exchange.queries.searches import Standing

#: older finds are no news to anybody
KEPT = timedelta(days=90)


def note_finds(*, ids: Sequence[int], now: datetime) -> int:
    """Keep for each search which of these listings it asks for; a second run finds the same and adds nothing."""
    number = 0
    for search, listings in found_for(ids):
        give_way()
        rows = [SearchHit(search=search, listing_id=pk, found_at=now) for pk in listings]
        SearchHit.objects.bulk_create(rows, ignore_conflicts=True)
        number += len(rows)
    return number


def write_letters(*, now: datetime) -> int:
    """One letter a person, on all her searches with finds that she has neither looked at nor been told of."""
    by_user: defaultdict[int, list[Standing]] = defaultdict(list)
    for standing in mailed_searches():
        by_user[standing.search.user_id].append(standing)
    for told in by_user.values():
        give_way()
        _write(told, now)
    return len(by_user)


def forget_finds(*, now: datetime) -> None:
    SearchHit.objects.filter(found_at__lt=now - KEPT).delete()


@transaction.atomic
def _write(told: Sequence[Standing], now: datetime) -> None:
    """The letter and the mark go together: killed between them, neither is there."""
    user = told[0].search.user
    rows = SavedSearch.objects.unrestricted("the clock").filter(pk__in=[one.search.pk for one in told])
    rows.update(told_at=now)
    with override(user.language or settings.LANGUAGE_CODE):
        number = sum(one.new for one in told)
        subject = ngettext("已存的搜索有%(number)d条新结果", "已存的搜索有%(number)d条新结果", number) % {
            "number": number
        }
        lines = [_("%(name)s：%(number)d条") % {"name": one.search.name, "number": one.new} for one in told]
        url = settings.SITE_URL.rstrip("/") + reverse("exchange:searches")
        text = _("%(what)s\n\n打开看看：%(url)s") % {"what": "\n".join(lines), "url": url}
    put("mail", user.email, {"subject": subject, "text": text}, now=now)
