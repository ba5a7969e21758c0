"""A search is kept, changed, looked through, dropped."""

from collections.abc import Mapping
from datetime import datetime
from urllib.parse import urlencode

from django.db import transaction

from shanghui.accounts.models import User
from shanghui.core.actor import Actor
from shanghui.core.permission import require
from shanghui.exchange import permissions, rules
from shanghui.exchange.models import SavedSearch
from shanghui.exchange.queries.listings import ANYWHERE, SIDE_OF_TAB, filters_from

#: where in the list she was, and in what order, is not what she looks for
KEPT = ANYWHERE - {"after", "before", "sort"}


@transaction.atomic
def save_search(
    *, actor: Actor, asked: Mapping[str, str], name: str, now: datetime, by_mail: bool = False
) -> SavedSearch:
    """From now on what is published and fits is news. Raises NothingToSave, SavedAlready, TooManySearches, UnknownFilter."""
    require(permissions.can_save_search(actor))
    kept = {key: value for key, value in sorted(asked.items()) if key in KEPT and value}
    filters = filters_from(actor, kept)
    if filters.tab not in SIDE_OF_TAB or not filters.narrowed or filters.unclear:
        raise rules.NothingToSave()
    query = urlencode({"tab": filters.tab.value} | kept)
    assert actor.user_id is not None
    owner = User.objects.select_for_update().get(pk=actor.user_id)  # twice at once is kept once
    rows = SavedSearch.objects.visible_to(actor)
    if rows.filter(query=query).exists():
        raise rules.SavedAlready()
    if rows.count() >= rules.MOST_SEARCHES:
        raise rules.TooManySearches()
    return SavedSearch.objects.create(
        user=owner, organisation_id=actor.organisation_id, enterprise_id=actor.enterprise_id,
        name=name.strip()[:60], query=query, by_mail=by_mail, created_at=now, opened_at=now,
    )  # fmt: skip


@transaction.atomic
def edit_search(*, actor: Actor, search: SavedSearch, name: str, by_mail: bool, paused: bool) -> None:
    """A paused search finds nothing until it goes on."""
    _ensure_own(actor, search)
    search.name, search.by_mail, search.paused = name.strip()[:60], by_mail, paused
    search.save(update_fields=["name", "by_mail", "paused"])


@transaction.atomic
def open_search(*, actor: Actor, search: SavedSearch, until: datetime) -> None:
    """She has seen what was found until then; what came while she read stays new."""
    _ensure_own(actor, search)
    rows = SavedSearch.objects.visible_to(actor).filter(pk=search.pk, opened_at__lt=until)
    rows.update(opened_at=until)


@transaction.atomic
def delete_search(*, actor: Actor, search: SavedSearch) -> None:
    _ensure_own(actor, search)
    search.delete()


def _ensure_own(actor: Actor, search: SavedSearch) -> None:
    require(permissions.can_save_search(actor) and search.user_id == actor.user_id)
