"""The directory as a page."""

import pytest
from django.test import Client

from tests.factories import network as make
from tests.factories.world import World


@pytest.mark.parametrize(
    "query",
    ["_connector=OR", "sort=phone", "region=zz", "tab=x", "grade=king", "after=9", "organisation=999", "letter=ab",
     "tab=people&grade=member", "after=x", "kind=area", "industry=zz"],
)  # fmt: skip
def test_directory_refuses_what_it_does_not_know(world: World, query: str) -> None:
    assert world.client("secretary").get(f"/network/?{query}").status_code == 400


def test_directory_finds_by_any_spelling(world: World) -> None:
    client = world.client("secretary")
    for text in ("岚远", "嵐遠", "lanyuan", "shlyyxgs"):
        assert [row.name for row in client.get("/network/", {"q": text}).context["page"].rows] == ["上海岚远有限公司"]
    assert client.get("/network/", {"q": "没有"}).context["page"].rows == []


def test_directory_filters_and_counts_only_what_is_seen(world: World) -> None:
    jiading = make.make_region()
    make.make_enterprise("开放厂", world.other, region=jiading)
    make.make_enterprise("隐蔽厂", world.other, region=jiading, audience="own")
    client = world.client("secretary")
    page = client.get("/network/", {"region": "310114", "area": world.south.pk, "grade": "member"}).context
    assert [row.name for row in page["page"].rows] == ["开放厂"]
    assert {place.region.code: place.rows for place in page["districts"]} == {"310113": 0, "310114": 1}
    page = world.client("other").get("/network/", {"organisation": world.other.pk}).context["page"]
    assert page.count == 2
    assert client.get("/network/?tab=organisations&kind=area&region=").context["page"].count == 2
    people = client.get("/network/", {"tab": "people", "organisation": world.chamber.pk, "area": world.north.pk})
    assert [row.name for row in people.context["page"].rows] == ["沈知微"]
    assert client.get("/network/?tab=people&post=convener").context["page"].count == 1


def test_pages_lead_on_and_back(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shanghui.network.queries.paging.SIZE", 2)
    for number in range(3):
        make.make_enterprise(f"厂{number}", world.chamber)
    client = world.client("secretary")
    first = client.get("/network/").context["page"]
    second = client.get("/network/", {"after": first.next}).context["page"]
    assert client.get("/network/", {"before": second.previous}).context["page"].rows == first.rows
    assert client.get("/network/?letter=s").context["page"].rows[0].name == "上海岚远有限公司"
    assert client.get("/network/?after=999999").status_code == 400


def test_directory_answers_htmx_with_the_list_alone(world: World) -> None:
    page = world.client("secretary").get("/network/", headers={"HX-Request": "true"})
    assert b"<html" not in page.content


def test_units_of_the_chosen_area_narrow_further(world: World) -> None:
    client = world.client("secretary")
    assert client.get("/network/").context["units"] is None
    units = client.get("/network/", {"area": world.north.pk}).context["units"]
    assert [unit.name for unit in units] == ["嘉定区工商联", "紧固件协会"]


def test_buttons_are_there_for_whoever_may(world: World) -> None:
    offered = {}
    for role in ("secretary", "officer", "convener", "visitor"):
        context = world.client(role).get("/network/").context
        offered[role] = (context["may_add"], context["may_create"])
    assert offered == {
        "secretary": (True, False), "officer": (True, True), "convener": (False, False), "visitor": (False, False),
    }  # fmt: skip


def test_visitor_sees_what_is_public(world: World, client: Client) -> None:
    make.make_enterprise("公开厂", world.chamber, audience="public")
    assert [row.name for row in world.client("visitor").get("/network/").context["page"].rows] == ["公开厂"]
