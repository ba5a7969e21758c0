"""Keeping, changing, looking through and dropping a search."""

from datetime import timedelta

import pytest
from django.utils import timezone

from shanghui.core.actor import VISITOR
from shanghui.core.refusal import NotPermitted, UnknownFilter
from shanghui.exchange import rules
from shanghui.exchange.actions.searches import delete_search, edit_search, open_search, save_search
from shanghui.exchange.models import SavedSearch, SearchHit
from tests.factories.exchange import make_need
from tests.factories.world import World


def save(world: World, asked: dict[str, str], role: str = "secretary") -> SavedSearch:
    return save_search(actor=world.actors[role], asked=asked, name=" 螺栓 ", now=timezone.now())


def test_what_is_looked_for_is_kept_and_where_she_was_is_not(world: World) -> None:
    made = save(world, {"q": "螺栓", "kind": "product", "sort": "expiring", "after": "7", "region": ""})
    assert (made.name, made.query) == ("螺栓", "tab=needs&kind=product&q=%E8%9E%BA%E6%A0%93")
    assert list(SavedSearch.objects.visible_to(world.actors["secretary"])) == [made]
    for role in ("other", "officer"):
        assert list(SavedSearch.objects.visible_to(world.actors[role])) == []


@pytest.mark.parametrize(
    "asked", [{}, {"tab": "offers"}, {"tab": "own", "q": "螺栓"}, {"tab": "check"}, {"class": "无此"}]
)
def test_search_without_a_condition_is_not_kept(world: World, asked: dict[str, str]) -> None:
    with pytest.raises(rules.NothingToSave):
        save(world, asked)


def test_same_search_is_kept_once_and_not_too_many(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    save(world, {"q": "螺栓"})
    with pytest.raises(rules.SavedAlready):
        save(world, {"tab": "needs", "q": "螺栓", "sort": "newest"})
    save(world, {"q": "螺栓"}, "other")
    monkeypatch.setattr(rules, "MOST_SEARCHES", 1)
    with pytest.raises(rules.TooManySearches):
        save(world, {"q": "螺母"})


def test_who_may_not(world: World) -> None:
    with pytest.raises(NotPermitted):
        save_search(actor=VISITOR, asked={"q": "螺栓"}, name="x", now=timezone.now())
    with pytest.raises(UnknownFilter):
        save(world, {"organisation": "99999"})
    made = save(world, {"q": "螺栓"})
    stranger = world.actors["other"]
    for deed in (
        lambda: edit_search(actor=stranger, search=made, name="x", by_mail=True, paused=True),
        lambda: open_search(actor=stranger, search=made, until=timezone.now()),
        lambda: delete_search(actor=stranger, search=made),
    ):
        with pytest.raises(NotPermitted):
            deed()


def test_changed_looked_through_and_dropped(world: World) -> None:
    actor, made = world.actors["secretary"], save(world, {"q": "螺栓"})
    edit_search(actor=actor, search=made, name="急要的", by_mail=True, paused=True)
    made.refresh_from_db()
    assert (made.name, made.by_mail, made.paused) == ("急要的", True, True)
    later = made.opened_at + timedelta(hours=1)
    for until in (later, made.opened_at):  # a page that lay open for long does not make old news new
        open_search(actor=actor, search=made, until=until)
    made.refresh_from_db()
    assert made.opened_at == later
    SearchHit.objects.create(search=made, listing=make_need(world.other), found_at=later)
    delete_search(actor=actor, search=made)
    assert not SavedSearch.objects.unrestricted("test").exists()
    assert not SearchHit.objects.exists()
