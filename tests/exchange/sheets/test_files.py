"""A side as a file."""

import pytest

from shanghui.exchange.models import Listing
from shanghui.exchange.rules import Side
from shanghui.exchange.sheets.files import listings_file
from tests.factories.exchange import make_offer
from tests.factories.network import make_organisation, make_secretary

pytestmark = pytest.mark.django_db


def test_the_file_bears_the_sides_name_and_the_imports_headings() -> None:
    chamber = make_organisation()
    make_offer(chamber, title="=1+1")
    _, actor = make_secretary(chamber)
    answer = listings_file(actor, Side.OFFER, Listing.objects.visible_to(actor), "csv")
    text = b"".join(answer.streaming_content).decode("utf-8-sig")  # type: ignore[arg-type]
    assert answer["Content-Disposition"].startswith('attachment; filename="offers-')
    assert text.splitlines()[0].startswith(
        "企业,标题,描述,类型,品类,数量,单位,单价/预算,地区,截止,要求,可见范围,匿名,系统编号"
    )
    assert "'=1+1" in text
