"""Words of a listing's page."""

from decimal import Decimal

import pytest
from django.utils.translation import override

from shanghui.exchange.models import Listing
from shanghui.exchange.templatetags.listings import how_many, listing_deed, number_cells, price, seen_by


@pytest.mark.parametrize(
    ("low", "high", "unit", "said"),
    [(None, None, "件", ""), (50000, None, "件", "5万件"), (3, 5, "吨", "3至5吨"), (None, 8, "人", "8人以内"),
     (2, 2, "台", "2台"), ("2.50", None, "吨", "2.5吨"), (100, None, "", "100"), (0, 5, "件", "0至5件")],
)  # fmt: skip
def test_how_many(low: object, high: object, unit: str, said: str) -> None:
    numbers = [None if one is None else Decimal(str(one)) for one in (low, high)]
    with override("zh-hans"):
        assert how_many(Listing(quantity=numbers[0], quantity_most=numbers[1], unit=unit)) == said


def test_price() -> None:
    with override("zh-hans"):
        assert price(Listing(price_most=Decimal("2.20"), price_unit="件")) == "2.2元/件以内"
        assert price(Listing(price_least=Decimal(300000))) == "30万元"
        assert price(Listing()) == ""


def test_deeds_and_audience() -> None:
    with override("zh-hans"):
        assert (listing_deed("publish_listing"), listing_deed("other")) == ("审核通过，发布", "other")
        assert seen_by(Listing(audience="federation")) == "全会"


def test_figures_stand_under_their_columns() -> None:
    assert number_cells([("签<约", 3), ("落地", 0)]) == (
        '<td class="sh-num" data-label="签&lt;约">3</td><td class="sh-num" data-label="落地">0</td>'
    )
