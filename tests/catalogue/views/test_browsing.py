"""Regions and industries: walk down the tree, or search."""

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from tests.catalogue.conftest import body
from tests.factories import network as make

#: session, user, her posts, the areas that they lie in, and how many introductions wait
FRAME = 5


def test_home_leads_to_regions(secretary_page: Client) -> None:
    assert secretary_page.get(reverse("catalogue:home"))["Location"] == reverse("catalogue:regions")


def test_regions_walk_down_and_search(secretary_page: Client) -> None:
    assert "浙江省" in body(secretary_page, "regions")
    below = body(secretary_page, "regions", parent="330200")
    assert "余姚市" in below
    assert 'aria-current="location">宁波市' in below
    assert "泗门镇" in body(secretary_page, "regions", q="泗门")
    found = body(secretary_page, "regions", q="zhabei")
    assert "静安区" in found
    assert "闸北区" in found
    assert "没有找到" in body(secretary_page, "regions", q="没有这里")
    assert "下面没有更细的了" in body(secretary_page, "regions", parent="310101")
    assert secretary_page.get(reverse("catalogue:regions"), {"parent": "999999"}).status_code == 404


def test_industries_walk_down_and_search(secretary_page: Client) -> None:
    assert "制造业" in body(secretary_page, "industries")
    assert "通用零部件制造" in body(secretary_page, "industries", parent="34")
    assert "紧固件制造" in body(secretary_page, "industries", q="jgj")
    assert secretary_page.get(reverse("catalogue:industries"), {"parent": "zz"}).status_code == 404


def test_search_answers_a_giant_query(secretary_page: Client) -> None:
    assert "没有找到" in body(secretary_page, "regions", q="x" * 60_000)


def test_long_list_comes_page_by_page(secretary_page: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shanghui.catalogue.views.asking.PAGE", 10)
    first = secretary_page.get(reverse("catalogue:regions"), {"parent": "310000"}).context["page"]
    last = secretary_page.get(reverse("catalogue:regions"), {"parent": "310000", "page": "2"}).context["page"]
    assert (len(first), len(last), first.paginator.count) == (10, 6, 16)


LISTS = [
    ("regions", {}, 2), ("regions", {"parent": "310000"}, 4), ("regions", {"q": "区"}, 2),
    ("industries", {}, 2), ("industries", {"parent": "C"}, 4), ("industries", {"q": "制造"}, 2),
]  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize(("name", "query", "queries"), LISTS)
def test_list_costs_the_same_for_one_and_three(
    client: Client,
    name: str,
    query: dict[str, str],
    queries: int,
    number: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    client.force_login(make.make_secretary(make.make_organisation())[0])
    home, section = make.make_region("310000", "上海市", level=1), make.make_industry("C", "制造业", level=1)
    for place in range(number):
        make.make_region(f"31011{place}", f"第{place}区", parent=home)
        make.make_region(f"{place + 4}10000", f"第{place}区", level=1)
        make.make_industry(f"3{place}", f"{place}制造", level=2, parent=section)
        make.make_industry("DEF"[place], f"{place}制造", level=1)
    with django_assert_num_queries(FRAME + queries):
        body(client, name, **query)
