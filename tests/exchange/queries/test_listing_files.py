"""A list as a table."""

import csv
import io
from decimal import Decimal

import pytest

from shanghui.core.refusal import UnknownFilter
from shanghui.exchange.queries.listing_files import listings_file, requirements_text
from shanghui.exchange.rules import Attribute, Relation
from tests.exchange.conftest import FIRM, Market, make_class
from tests.factories import exchange as make
from tests.factories import network


def rows(market: Market, role: str = "other", **query: str) -> list[dict[str, str]]:
    answer = listings_file(market.actor(role), query, "csv")
    return list(csv.DictReader(io.StringIO(answer.getvalue().decode("utf-8-sig"))))


def test_row_tells_what_its_page_tells(market: Market) -> None:
    row = make.make_need(
        market.chamber, market.firm, title="螺栓", quantity=Decimal(50000), unit="件", region=network.make_region()
    )
    row.product_classes.set([make_class()])
    row.requirements.create(attribute=Attribute.GRADE, relation=Relation.AT_LEAST, value="10.9级", must=True)
    row.requirements.create(attribute=Attribute.OTHER, relation=Relation.EQUAL, value="达克罗")
    [told] = rows(market)
    wanted = {"编号": f"L{row.pk}", "需求或供给": "需求", "标题": "螺栓", "品类": "螺栓 0101", "数量": "50000", "地区": "嘉定区",
              "要求": "等级：不低于10.9级（必须）；其他要求：达克罗", "企业": FIRM, "单位（商协会）": "紧固件协会", "状态": "已发布"}  # fmt: skip
    assert {key: told[key] for key in wanted} == wanted
    assert requirements_text(row) == wanted["要求"]


def test_no_contacts_and_no_name_of_an_anonymous_firm(market: Market) -> None:
    make.make_need(market.chamber, market.firm, anonymous=True)
    for role, name in (("other", "一家会员企业"), ("secretary", FIRM), ("member", FIRM), ("officer", "一家会员企业")):
        [told] = rows(market, role)
        assert told["企业"] == name
        assert "13900001234" not in "".join(told.values())


def test_filters_of_the_list_hold(market: Market) -> None:
    for title in ("螺栓", "螺母"):
        make.make_need(market.chamber, title=title)
    assert [row["标题"] for row in rows(market, q="螺母")] == ["螺母"]
    assert [row["标题"] for row in rows(market)] == ["螺母", "螺栓"]
    assert rows(market, tab="offers") == []
    with pytest.raises(UnknownFilter):
        rows(market, phone="1")


def test_workbook_is_one(market: Market) -> None:
    make.make_need(market.chamber)
    answer = listings_file(market.actor("other"), {"sort": "expiring"}, "xlsx")
    assert answer.getvalue().startswith(b"PK")
    assert answer["Content-Disposition"].endswith('.xlsx"')
