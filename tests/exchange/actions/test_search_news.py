"""Finds are kept once; letters are written once, and only of what may be seen."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from shanghui.core.models import OutboxMessage
from shanghui.exchange.actions.search_news import KEPT, forget_finds, note_finds, write_letters
from shanghui.exchange.actions.searches import save_search
from shanghui.exchange.models import Listing, SavedSearch, SearchHit
from tests.factories.exchange import make_offer
from tests.factories.world import World


@pytest.fixture
def search(world: World) -> SavedSearch:
    return saved(world, "secretary")


def saved(world: World, role: str, text: str = "螺栓", *, by_mail: bool = True) -> SavedSearch:
    user = world.users[role]
    user.email = f"{role}@example.org"
    user.save()
    earlier = timezone.now() - timedelta(days=1)
    asked = {"tab": "offers", "q": text}
    return save_search(actor=world.actors[role], asked=asked, name=f"找{text}", by_mail=by_mail, now=earlier)


def publish(world: World, **facts: Any) -> Listing:
    return make_offer(world.other, **({"title": "供应螺栓", "published_at": timezone.now()} | facts))


def letters() -> list[OutboxMessage]:
    return list(OutboxMessage.objects.order_by("pk"))


def test_a_find_is_kept_once(world: World, search: SavedSearch) -> None:
    listing, now = publish(world), timezone.now()
    assert note_finds(ids=[listing.pk], now=now) == 1
    note_finds(ids=[listing.pk], now=now + timedelta(hours=1))
    assert SearchHit.objects.values_list("search", "listing", "found_at").get() == (search.pk, listing.pk, now)


def test_one_letter_a_person_and_each_find_in_one(world: World, search: SavedSearch) -> None:
    saved(world, "secretary", "供应")
    first, second, now = publish(world), publish(world), timezone.now()
    note_finds(ids=[first.pk, second.pk], now=now)
    assert write_letters(now=now + timedelta(minutes=1)) == 1
    assert write_letters(now=now + timedelta(minutes=2)) == 0
    [letter] = letters()
    assert letter.receiver == "secretary@example.org"
    assert letter.payload["subject"] == "已存的搜索有4条新结果"
    assert "找螺栓：2条" in letter.payload["text"]
    assert "供应螺栓" not in letter.payload["text"]  # no title leaves the house: who may see it is asked on the page
    note_finds(ids=[publish(world).pk], now=now + timedelta(days=1))
    assert write_letters(now=now + timedelta(days=1, minutes=1)) == 1


def hidden(listing: Listing, world: World) -> None:
    Listing.objects.unrestricted("test").filter(pk=listing.pk).update(audience="own")


def looked(listing: Listing, world: World) -> None:
    SavedSearch.objects.unrestricted("test").update(opened_at=timezone.now() + timedelta(minutes=1))


def unaddressed(listing: Listing, world: World) -> None:
    world.users["secretary"].email = ""
    world.users["secretary"].save()


def gone(listing: Listing, world: World) -> None:
    world.users["secretary"].is_active = False
    world.users["secretary"].save()


def unwanted(listing: Listing, world: World) -> None:
    SavedSearch.objects.unrestricted("test").update(by_mail=False)


@pytest.mark.parametrize("happened", [hidden, looked, unaddressed, gone, unwanted])
def test_no_letter_of_what_is_no_news_any_more(world: World, search: SavedSearch, happened: Any) -> None:
    listing = publish(world)
    note_finds(ids=[listing.pk], now=timezone.now())
    happened(listing, world)
    assert write_letters(now=timezone.now()) == 0
    assert letters() == []


def test_letter_and_mark_go_together(world: World, search: SavedSearch, monkeypatch: pytest.MonkeyPatch) -> None:
    note_finds(ids=[publish(world).pk], now=timezone.now())
    monkeypatch.setattr("shanghui.exchange.actions.search_news.put", broken)
    with pytest.raises(OSError, match="full"):
        write_letters(now=timezone.now())
    search.refresh_from_db()
    assert search.told_at is None
    monkeypatch.undo()
    assert write_letters(now=timezone.now()) == 1


def broken(*_told: object, **_more: object) -> None:
    raise OSError("full")


def test_old_finds_are_forgotten(world: World, search: SavedSearch) -> None:
    now: datetime = timezone.now()
    SearchHit.objects.create(search=search, listing=publish(world), found_at=now - KEPT - timedelta(days=1))
    kept = SearchHit.objects.create(search=search, listing=publish(world), found_at=now - KEPT + timedelta(days=1))
    forget_finds(now=now)
    assert list(SearchHit.objects.all()) == [kept]
