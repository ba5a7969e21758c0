"""The catalogue's pages: what they show, to whom, with how many queries."""

import io

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse

from shanghui.catalogue.models import CalendarDay, Industry, ProductClass, Region

PAGES = ["regions", "industries", "product_classes", "working_days"]


def body(client: Client, name: str, *args: str, **query: str) -> str:
    response = client.get(reverse(f"catalogue:{name}", args=args), query)
    assert response.status_code == 200, response.status_code
    return response.content.decode()


@pytest.mark.parametrize("name", [*PAGES, "home", "pick", "add_product_class"])
@pytest.mark.django_db
def test_page_asks_visitors_to_sign_in(client: Client, name: str) -> None:
    response = client.get(reverse(f"catalogue:{name}"))
    assert response.status_code == 302
    assert "login" in response["Location"]


@pytest.mark.parametrize("language", ["zh-hans", "zh-hant", "en"])
@pytest.mark.parametrize("name", PAGES)
def test_page_is_read_by_everybody(secretary_page: Client, name: str, language: str) -> None:
    secretary_page.cookies["language"] = language
    assert "sh-seg" in body(secretary_page, name)


@pytest.mark.parametrize("name", PAGES)
def test_page_refuses_unknown_keys(secretary_page: Client, name: str) -> None:
    assert secretary_page.get(reverse(f"catalogue:{name}"), {"_connector": "OR"}).status_code == 400


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


@pytest.mark.parametrize(
    ("name", "query", "queries"),
    [
        ("regions", {}, 2),
        ("regions", {"parent": "310000"}, 4),
        ("regions", {"q": "区"}, 2),
        ("industries", {}, 2),
        ("industries", {"q": "制造"}, 2),
        ("product_classes", {}, 2),
        ("product_classes", {"q": "螺"}, 2),
        ("working_days", {}, 1),
        ("working_days", {"year": "2026"}, 1),
        ("pick", {"kind": "region", "q": "区"}, 1),
    ],
)
def test_list_asks_a_fixed_number_of_queries(
    secretary_page: Client, name: str, query: dict[str, str], queries: int, django_assert_num_queries: object
) -> None:
    url = reverse(f"catalogue:{name}")
    with django_assert_num_queries(queries + FRAME):  # type: ignore[operator]
        assert secretary_page.get(url, query).status_code == 200


#: session, user and the posts of the person who is signed in
FRAME = 4


def test_list_asks_as_much_with_one_row_as_with_many(secretary_page: Client, django_assert_num_queries: object) -> None:
    ProductClass.objects.filter(parent__parent__isnull=False).delete()
    ProductClass.objects.filter(parent__isnull=False).delete()
    ProductClass.objects.exclude(code="01").delete()
    with django_assert_num_queries(2 + FRAME):  # type: ignore[operator]
        body(secretary_page, "product_classes")


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


def test_calendar_shows_the_year(secretary_page: Client) -> None:
    shown = body(secretary_page, "working_days", year="2026")
    assert 'title="春节"' in shown
    assert "还没有公布" not in shown
    assert '<a class="sh-calendar-day' not in shown
    assert "还没有公布" in body(secretary_page, "working_days", year="2027")
    assert "2026" in body(secretary_page, "working_days")


@pytest.mark.parametrize("query", [{"year": "1"}, {"year": "二"}, {"day": "x"}, {"year": "9" * 30}])
def test_calendar_refuses_what_is_no_year(secretary_page: Client, query: dict[str, str]) -> None:
    assert secretary_page.get(reverse("catalogue:working_days"), query).status_code == 400


def test_officer_changes_a_day(officer_page: Client, secretary_page: Client) -> None:
    assert 'name="note"' in body(officer_page, "working_days", day="2027-02-05")
    assert 'name="note"' not in body(secretary_page, "working_days", day="2027-02-05")
    url = reverse("catalogue:set_calendar_day")
    written = {"day": "2027-02-05", "working": "0", "note": "除夕"}
    assert secretary_page.post(url, written).status_code == 403
    assert officer_page.post(url, written)["Location"].endswith("?year=2027")
    assert CalendarDay.objects.get(date="2027-02-05").note == "除夕"
    assert officer_page.post(url, {"day": "x"}).status_code == 400


@pytest.mark.parametrize("name", ["regions", "industries", "product-classes", "working-days"])
def test_table_is_exported(secretary_page: Client, name: str) -> None:
    answer = secretary_page.get(reverse("catalogue:export_catalogue", args=[name, "xlsx"]))
    book = openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content)))  # type: ignore[attr-defined]
    rows = list(book.active.values)  # type: ignore[union-attr]
    text = b"".join(
        secretary_page.get(reverse("catalogue:export_catalogue", args=[name, "csv"])).streaming_content  # type: ignore[attr-defined]
    ).decode("utf-8-sig")
    assert len(rows) == len(text.splitlines()) > 10
    assert ",".join(map(str, rows[0])) == text.splitlines()[0]
    assert "attachment" in answer["Content-Disposition"]


def test_export_has_former_names(secretary_page: Client) -> None:
    answer = secretary_page.get(reverse("catalogue:export_catalogue", args=["regions", "csv"]))
    text = b"".join(answer.streaming_content).decode()  # type: ignore[attr-defined]
    assert "310106,静安区,县区级,310000,上海市,闸北区,310108," in text


def test_unknown_table_is_absent(secretary_page: Client) -> None:
    for name, ending in (("regions", "exe"), ("users", "csv")):
        assert secretary_page.get(reverse("catalogue:export_catalogue", args=[name, ending])).status_code == 404


def test_search_field_offers_what_fits(secretary_page: Client) -> None:
    options = body(secretary_page, "pick", kind="region", q="jd")
    assert 'role="option" data-text="上海市嘉定区 310114"' in options
    assert 'data-text="紧固件制造 3482"' in body(secretary_page, "pick", kind="industry", q="3482")
    assert 'data-text="螺母 0102"' in body(secretary_page, "pick", kind="product_class", q="螺帽")
    assert body(secretary_page, "pick", kind="region").strip() == ""
    assert secretary_page.get(reverse("catalogue:pick"), {"kind": "user"}).status_code == 400


def test_names_are_inert_on_every_page(secretary_page: Client) -> None:
    evil = "<img src=x onerror=alert(1)>"
    Region.objects.filter(code="310114").update(name=evil, aliases=[evil])
    ProductClass.objects.filter(code="0101").update(name=evil, synonyms=[evil])
    CalendarDay.objects.filter(date="2026-02-17").update(note=evil)
    for page in (
        body(secretary_page, "regions", parent="310000"),
        body(secretary_page, "regions", parent="310114"),
        body(secretary_page, "product_classes"),
        body(secretary_page, "product_class", "0101"),
        body(secretary_page, "working_days", year="2026"),
        body(secretary_page, "pick", kind="region", q="310114"),
    ):
        assert "<img src=x" not in page
        assert "&lt;img" in page
