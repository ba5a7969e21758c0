"""Lists of needs and offers go out with the columns that come in: bringing an export back changes nothing."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.management import call_command
from django.utils.translation import override

from shanghui.catalogue.models import ProductClass, Region
from shanghui.core.actor import Actor
from shanghui.exchange.models import Listing
from shanghui.exchange.queries.exports import cells_of, listing_cells, table
from shanghui.exchange.rules import Side
from shanghui.exchange.sheets.columns import COLUMNS
from shanghui.exchange.sheets.files import listings_file
from tests.factories.exchange import make_need
from tests.factories.network import make_enterprise, make_organisation, make_secretary
from tests.network.sheets.runs import commit, states, upload

pytestmark = pytest.mark.django_db


def download(actor: Actor, ending: str) -> bytes:
    answer = listings_file(actor, Side.NEED, Listing.objects.visible_to(actor).order_by("pk"), ending)
    return b"".join(answer.streaming_content)  # type: ignore[arg-type]


def rich_needs(chamber: object) -> None:
    """Everything that a table could lose: ranges, towns, relations, line breaks, formulas, a class that is retired."""
    firm = make_enterprise("上海砺锋标准件有限公司", chamber)  # type: ignore[arg-type]
    one = make_need(
        chamber, firm, title="=采购螺栓", description="第一行\n第二行", kind="service", quantity=Decimal("1.5"),  # type: ignore[arg-type]
        quantity_most=2, unit="吨/月", price_least=Decimal("3.5"), price_most=4, price_unit="件", nearby=True,
        region=Region.objects.get(code="310114"), deadline=date(2027, 3, 31), audience="area", anonymous=True,
    )  # fmt: skip
    one.product_classes.set(ProductClass.objects.filter(name__in=["螺栓", "螺母"]))
    for attribute, relation, value, must in (
        ("size", "at_least", "厚度3mm", True), ("material", "one_of", "45钢、40Cr", False), ("region", "near", "嘉定", True),
        ("other", "equal", "最好吃；真的", False),
    ):  # fmt: skip
        one.requirements.create(attribute=attribute, relation=relation, value=value, must=must)
    town = Region.objects.filter(level=4).first()
    make_need(chamber, title="本会的", quantity_most=5, price_most=200_000, region=town, price_unit="件")  # type: ignore[arg-type]
    retired = make_need(chamber, firm, title="老品类", quantity=5, quantity_most=5, nearby=True)  # type: ignore[arg-type]
    retired.product_classes.set(ProductClass.objects.filter(name="弹簧"))
    ProductClass.objects.filter(name="弹簧").update(valid_until=date(2020, 1, 1))
    make_need(chamber, firm, title="退回的", state="rejected")  # type: ignore[arg-type]
    make_need(chamber, firm, title="关掉的", state="closed", closing="withdrawn")  # type: ignore[arg-type]


def everything() -> list[object]:
    rows = Listing.objects.unrestricted("a test").order_by("pk")
    lists = [
        (sorted(one.pk for one in row.product_classes.all()), list(row.requirements.values_list("pk", "value")))
        for row in rows
    ]
    return [*rows.values(), *lists]


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
@pytest.mark.parametrize("language", ["zh-hans", "zh-hant", "en"])
def test_needs_out_and_in_change_nothing(ending: str, language: str) -> None:
    call_command("catalogue", "load", verbosity=0)
    chamber = make_organisation("上海市紧固件工业协会")
    rich_needs(chamber)
    _, actor = make_secretary(chamber)
    with override(language):
        content = download(actor, ending)
    before = everything()
    run = upload(actor, content, "needs", f"needs.{ending}")
    assert "" not in run.mapping
    assert [flaw.code for row in run.rows.all() for flaw in row.flaws.filter(blocks=True)] == []
    assert states(commit(actor, run)) == {"unchanged": 5}
    assert everything() == before


def test_whose_anonymous_listing_it_is_goes_out_to_its_own_people_only() -> None:
    chamber = make_organisation()
    firm = make_enterprise("上海砺锋标准件有限公司", chamber, phone="13800000001", contact_name="沈知微")
    make_need(chamber, firm, title="匿名的", anonymous=True)
    make_need(chamber, firm, title="草稿", state="draft")
    _, own = make_secretary(chamber)
    _, stranger = make_secretary(make_organisation())
    mine, theirs = download(own, "csv").decode(), download(stranger, "csv").decode()
    assert "砺锋" in mine
    assert "匿名的" in theirs
    for secret in ("砺锋", "草稿", "13800000001", "沈知微"):
        assert secret not in theirs
    assert "13800000001" not in mine


def test_a_page_of_rows_costs_few_queries(django_assert_max_num_queries: object) -> None:
    chamber = make_organisation()
    for number in range(20):
        make_need(chamber, make_enterprise(f"上海{number}有限公司", chamber)).requirements.create(
            attribute="other", relation="equal", value="现货"
        )
    _, actor = make_secretary(chamber)
    with django_assert_max_num_queries(4):  # type: ignore[operator]
        rows = list(listing_cells(actor, Listing.objects.visible_to(actor)))
    header = [column.key for column in COLUMNS]
    assert set(rows[0]) == set(header)
    assert len(next(table(header, rows))) == len(header)


def test_amounts_are_written_so_that_no_program_makes_dates_of_them() -> None:
    chamber = make_organisation()
    _, actor = make_secretary(chamber)
    cells = [
        cells_of(actor, make_need(chamber, **facts))
        for facts in (
            {"quantity": Decimal(1), "quantity_most": Decimal("2.000")},
            {"quantity": Decimal("20000.000")},
            {"quantity_most": Decimal(3)},
            {"price_least": Decimal("5.00")},
        )
    ]
    assert [str(one["quantity"]) for one in cells] == ["1~2", "20000", "不超过3", "None"]
    assert (cells[3]["price"], cells[0]["price"], cells[0]["enterprise"]) == ("5元", "", chamber.name)
