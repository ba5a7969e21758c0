"""The funnel's page and file."""

import pytest

from tests.factories.exchange import make_need
from tests.factories.world import World


def test_page_and_file_tell_the_same(world: World) -> None:
    make_need(world.chamber)
    client = world.client("secretary")
    context = client.get("/exchange/funnel/").context
    assert (context["total"].needs, len(context["rows"])) == (1, 1)
    file = client.get("/exchange/funnel.csv").getvalue().decode("utf-8-sig")
    assert [line.split(",")[:2] for line in file.splitlines()][1] == ["紧固件协会", "1"]


@pytest.mark.parametrize("query", ["from=x", "to=2026-13-01", "x=1", "area=x"])
def test_odd_queries_are_refused(world: World, query: str) -> None:
    assert world.client("officer").get(f"/exchange/funnel/?{query}").status_code == 400


def test_area_narrows_and_days_bound(world: World) -> None:
    make_need(world.chamber)
    client = world.client("officer")
    assert client.get(f"/exchange/funnel/?area={world.north.pk}").context["total"].needs == 1
    assert client.get(f"/exchange/funnel/?area={world.south.pk}").context["total"].needs == 0
    assert client.get("/exchange/funnel/?from=2000-01-01&to=2000-12-31").context["total"].needs == 0
    assert world.client("contact").get("/exchange/funnel/").status_code == 403


def test_many_units_come_in_pages_and_all_in_one_file(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shanghui.exchange.views.funnel.PAGE", 1)
    make_need(world.chamber)
    client = world.client("officer")
    first, second = (client.get(f"/exchange/funnel/?page={number}").context for number in (1, 2))
    assert len(first["rows"]) == len(second["rows"]) == 1
    assert first["rows"][0][0].organisation == world.chamber  # who has needs comes first
    assert second["rows"][0][0].funnel.needs == 0
    assert first["total"] == second["total"]
    count = first["page"].paginator.count
    assert "funnel.xlsx?page" not in client.get("/exchange/funnel/?page=2").content.decode()
    file = client.get("/exchange/funnel.csv").getvalue().decode("utf-8-sig")
    assert len(file.splitlines()) == count + 1 > 2
    assert client.get("/exchange/funnel/?page=99").status_code == 400
