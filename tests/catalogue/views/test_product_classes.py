"""Product classes: list, one class, add, edit, retire, restore."""

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from shanghui.catalogue.models import Industry, ProductClass
from tests.catalogue.conftest import body

#: session, user, her posts, the areas that they lie in, and how many introductions wait
FRAME = 5


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize("query", [{}, {"q": "螺"}, {"retired": "1"}])
def test_list_costs_the_same_for_one_and_three(
    secretary_page: Client, query: dict[str, str], number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    shown = set(
        ProductClass.objects.filter(code__startswith="0101", parent__parent__isnull=False).values_list("pk", flat=True)[
            :number
        ]
    )
    others = ProductClass.objects.exclude(pk__in=shown)
    if "retired" in query:
        ProductClass.objects.filter(pk__in=shown).update(valid_until="2026-01-01")
    else:
        others.update(valid_until="2026-01-01")
    with django_assert_num_queries(2 + FRAME):
        page = secretary_page.get(reverse("catalogue:product_classes"), query).context["page"]
    assert len(page) == number


def test_product_class_shows_what_hangs_on_it(secretary_page: Client, officer_page: Client) -> None:
    shown = body(secretary_page, "product_class", "0101")
    assert "丝杆头" in shown
    assert "六角头螺栓" in shown
    assert "紧固件制造" in shown
    assert "停用" not in shown
    assert "停用" in body(officer_page, "product_class", "0101")
    assert secretary_page.get(reverse("catalogue:product_class", args=["9999"])).status_code == 404


def test_officer_adds_a_class(officer_page: Client) -> None:
    url = reverse("catalogue:add_product_class_below", args=["0101"])
    assert "螺栓" in body(officer_page, "add_product_class_below", "0101")
    response = officer_page.post(
        url, {"name": "防松螺栓", "synonyms": "施必牢、 唐氏螺栓\n施必牢", "unit": "件", "industry": "紧固件制造 3482"}
    )
    row = ProductClass.objects.get(name="防松螺栓")
    assert response["Location"] == reverse("catalogue:product_class", args=[row.code])
    assert row.synonyms == ["施必牢", "唐氏螺栓"]
    assert row.industry == Industry.objects.get(code="3482")
    officer_page.post(reverse("catalogue:add_product_class"), {"name": "古玩"})
    assert ProductClass.objects.get(name="古玩").parent is None


def test_form_keeps_what_was_written_and_says_what_is_wrong(officer_page: Client) -> None:
    url = reverse("catalogue:add_product_class")
    known = officer_page.post(url, {"name": "螺絲帽", "synonyms": "螺帽"}).content.decode()
    assert "已经是品类“螺母”" in known
    assert "螺絲帽" in known
    unclear = officer_page.post(url, {"name": "新品类", "industry": "说不清"}).content.decode()
    assert "没有找到“说不清”" in unclear
    assert not ProductClass.objects.filter(name="新品类").exists()


def test_officer_edits_a_class(officer_page: Client) -> None:
    url = reverse("catalogue:edit_product_class", args=["0101"])
    form = body(officer_page, "edit_product_class", "0101")
    assert "紧固件制造 3482" in form
    assert 'data-combobox="/catalogue/pick/"' in form
    written = {"name": "螺栓", "synonyms": "螺丝杆\n丝栓", "unit": "吨", "version": "1"}
    assert officer_page.post(url, written).status_code == 302
    assert ProductClass.objects.get(code="0101").synonyms == ["螺丝杆", "丝栓"]
    assert officer_page.post(url, written).status_code == 409
    clash = officer_page.post(url, written | {"synonyms": "螺母", "version": "2"})
    assert "已经是品类“螺母”" in clash.content.decode()


def test_officer_retires_and_restores(officer_page: Client) -> None:
    officer_page.post(reverse("catalogue:retire_product_class", args=["0112"]))
    assert "恢复使用" in body(officer_page, "product_class", "0112")
    assert "水泥钉" in body(officer_page, "product_classes", retired="1")
    officer_page.post(reverse("catalogue:restore_product_class", args=["0112"]))
    assert ProductClass.objects.get(code="0112").valid_until is None


@pytest.mark.parametrize("name", ["retire_product_class", "restore_product_class", "edit_product_class"])
def test_secretary_changes_no_class(secretary_page: Client, name: str) -> None:
    url = reverse(f"catalogue:{name}", args=["0101"])
    assert secretary_page.post(url, {"name": "x", "version": 1}).status_code == 403
    assert ProductClass.objects.get(code="0101").version == 1


@pytest.mark.parametrize("name", ["retire_product_class", "restore_product_class"])
def test_state_is_not_changed_by_get(officer_page: Client, name: str) -> None:
    assert officer_page.get(reverse(f"catalogue:{name}", args=["0101"])).status_code == 405


def test_class_that_is_not_there_is_absent_for_the_officer_too(officer_page: Client) -> None:
    for name in ("edit_product_class", "add_product_class_below"):
        assert officer_page.get(reverse(f"catalogue:{name}", args=["9999"])).status_code == 404
    assert officer_page.post(reverse("catalogue:retire_product_class", args=["9999"])).status_code == 404


def test_edit_without_a_version_is_nobodys_newest(officer_page: Client) -> None:
    url = reverse("catalogue:edit_product_class", args=["0101"])
    assert officer_page.post(url, {"name": "螺栓"}).status_code == 409
