"""Pages of saved searches."""

from datetime import timedelta

from django.utils import timezone

from shanghui.exchange.models import SavedSearch, SearchHit
from tests.factories.exchange import make_offer
from tests.factories.world import World

SAVE = "/exchange/searches/save/"


def test_from_the_list_to_news_and_back(world: World) -> None:
    client = world.client("secretary")
    assert "保存这个搜索" not in client.get("/exchange/?tab=offers").content.decode()
    page = client.get("/exchange/?tab=offers&q=螺栓").content.decode()
    assert "保存这个搜索" in page
    assert 'name="query" value="tab=offers&amp;q=%E8%9E%BA%E6%A0%93"' in page
    answer = client.post(SAVE, {"query": "tab=offers&q=螺栓", "name": "", "by_mail": "on"})
    search = SavedSearch.objects.unrestricted("test").get()
    assert answer.headers["Location"] == f"/exchange/searches/{search.pk}/"
    assert (search.name, search.by_mail) == ("螺栓", True)
    assert "没有新结果" in client.get(f"/exchange/searches/{search.pk}/").content.decode()

    found = make_offer(world.other, title="供应螺栓")
    SearchHit.objects.create(search=search, listing=found, found_at=timezone.now())
    page = client.get(f"/exchange/searches/{search.pk}/").content.decode()
    assert "供应螺栓" in page
    assert "1条" in client.get("/exchange/searches/").content.decode()
    assert f"/exchange/searches/{search.pk}/" in client.get("/").content.decode()
    client.post(f"/exchange/searches/{search.pk}/open/", {"until": timezone.now().isoformat()})
    assert f"/exchange/searches/{search.pk}/" not in client.get("/").content.decode()


def test_changed_and_dropped(world: World) -> None:
    client = world.client("secretary")
    client.post(SAVE, {"query": "q=螺栓", "name": "甲"})
    search = SavedSearch.objects.unrestricted("test").get()
    path = f"/exchange/searches/{search.pk}/"
    assert client.post(f"{path}edit/", {"name": "乙", "paused": "on"}).status_code == 302
    assert "停着" in client.get("/exchange/searches/").content.decode()
    assert client.post(f"{path}edit/", {"name": ""}).status_code == 400
    for until in ("", "x", "2026-01-01T00:00:00", (timezone.now() + timedelta(days=1)).isoformat()):
        assert client.post(f"{path}open/", {"until": until}).status_code == 400
    assert client.post(f"{path}delete/").status_code == 302
    assert client.get(path).status_code == 404


def test_refusals_say_what_to_do(world: World) -> None:
    client = world.client("secretary")
    answer = client.post(SAVE, {"query": "tab=needs"})
    assert answer.status_code == 409
    assert "先在" in answer.content.decode()
    client.post(SAVE, {"query": "q=螺栓"})
    again = client.post(SAVE, {"query": "q=螺栓"})
    assert again.status_code == 409
    assert "已经保存过" in again.content.decode()
    assert client.post(SAVE, {"query": "colour=red"}).status_code == 400
