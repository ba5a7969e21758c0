"""Which rows a list shows."""

from datetime import timedelta

import pytest
from django.utils.timezone import localdate

from shanghui.core.audience import Audience
from shanghui.core.refusal import UnknownFilter
from shanghui.exchange.models import Listing
from shanghui.exchange.queries.listings import Tab, filters_from, listings
from shanghui.exchange.rules import ListingState
from tests.exchange.conftest import Market, make_class
from tests.factories import exchange as make
from tests.factories import network

UNKNOWN = [
    {"tab": "all"}, {"sort": "title"}, {"kind": "x"}, {"tab": "own", "state": "x"}, {"state": "published"}, {"side": "need"},
    {"phone": "139"}, {"enterprise": "1"}, {"organisation": "x"}, {"organisation": "99999"}, {"after": "x"}, {"area": "-1"},
    {"tab": "own", "side": "both"}, {"audience": "own"},
]  # fmt: skip


def found(market: Market, role: str = "other", **query: object) -> list[Listing]:
    actor = market.actor(role)
    texts = {"class" if key == "class_" else key: str(value) for key, value in query.items()}
    return list(listings(actor, filters_from(actor, texts)).order_by("pk"))


@pytest.mark.parametrize("query", UNKNOWN)
def test_unknown_keys_and_values_are_refused(market: Market, query: dict[str, str]) -> None:
    with pytest.raises(UnknownFilter):
        filters_from(market.actor("secretary"), query)


def test_tabs(market: Market) -> None:
    need, offer = make.make_need(market.chamber, market.firm), make.make_offer(market.chamber)
    draft = make.make_need(market.chamber, state=ListingState.DRAFT)
    sent = make.make_need(market.chamber, market.firm, state=ListingState.SUBMITTED)
    make.make_need(market.chamber, expires_on=localdate() - timedelta(days=1))
    near = make.make_offer(market.neighbour)
    assert found(market, "secretary", tab=Tab.NEEDS) == [need]
    assert found(market, "secretary", tab=Tab.OFFERS) == [offer, near]
    assert len(found(market, "secretary", tab=Tab.OWN)) == 5
    assert found(market, "secretary", tab=Tab.OWN, state="draft") == [draft]
    assert found(market, "secretary", tab=Tab.OWN, side="offer") == [offer]
    assert found(market, "member", tab=Tab.OWN) == [need, sent]
    assert found(market, "visitor", tab=Tab.OWN) == []


def test_what_waits_for_her_eyes(market: Market) -> None:
    by_her = {"state": ListingState.SUBMITTED, "entered_by": market.user("secretary")}
    row = make.make_need(market.chamber, **by_her)
    hidden = make.make_need(market.chamber, audience=Audience.OWN, **by_her)
    alone = make.make_need(market.neighbour, state=ListingState.SUBMITTED, entered_by=market.user("near"))
    unknown = make.make_offer(market.chamber, state=ListingState.SUBMITTED, entered_by=None)
    assert found(market, "lin", tab=Tab.CHECK) == [row, hidden, alone, unknown]
    assert found(market, "secretary", tab=Tab.CHECK) == [alone, unknown]
    assert found(market, "near", tab=Tab.CHECK) == [row, alone, unknown]
    assert found(market, "lin", tab=Tab.CHECK, side="offer") == [unknown]
    for role in ("other", "convener", "member", "visitor", "officer"):
        assert found(market, role, tab=Tab.CHECK) == []


def test_text_stands_in_title_summary_or_description(market: Market) -> None:
    rows = [
        make.make_need(market.chamber, title="M12高强度螺栓"),
        make.make_need(market.chamber, summary="螺栓，要m12的"),
        make.make_need(market.chamber, description="工地要螺栓\n规格M12"),
    ]
    make.make_need(market.chamber, title="螺母M12")
    assert found(market, q="螺栓 m12") == rows
    assert found(market, q="螺栓%") == []


def test_kind(market: Market) -> None:
    make.make_need(market.chamber)
    space = make.make_need(market.chamber, kind="space")
    assert found(market, kind="space") == [space]


def test_class_with_those_below_it(market: Market) -> None:
    above = make_class("01", "紧固件")
    screw, nut = make_class("0101", "螺栓", parent=above), make_class("0201", "螺母")
    rows = [make.make_need(market.chamber), make.make_need(market.chamber), make.make_need(market.chamber)]
    rows[0].product_classes.set([screw, above])
    rows[1].product_classes.set([nut])
    assert found(market, class_="01") == rows[:1]
    assert found(market, class_="螺母 0201") == [rows[1]]
    assert found(market, class_="螺母") == [rows[1]]


def test_region_with_all_that_lies_in_it(market: Market) -> None:
    jiading = make.make_need(market.chamber, region=network.make_region())
    make.make_need(market.chamber, region=network.make_region("330000", "浙江省", level=1))
    assert found(market, region="310000") == [jiading]
    assert found(market, region="嘉定区 310114") == [jiading]


def test_unclear_words_find_nothing_and_say_so(market: Market) -> None:
    make.make_need(market.chamber)
    filters = filters_from(market.actor("other"), {"class": "没有这个", "region": "哪里"})
    assert filters.unclear == {"class": "没有这个", "region": "哪里"}
    assert filters.narrowed
    assert list(listings(market.actor("other"), filters)) == []


def test_organisation_and_area(market: Market) -> None:
    own, near = make.make_need(market.chamber), make.make_need(market.neighbour)
    south = make.make_need(market.world.other)
    assert found(market, organisation=market.neighbour.pk) == [near]
    assert found(market, area=market.world.north.pk) == [own, near]
    assert found(market, area=market.world.south.pk) == [south]


def test_expiring_leaves_out_what_does_not_end(market: Market) -> None:
    row = make.make_need(market.chamber)
    make.make_need(market.chamber, state=ListingState.DRAFT)
    assert found(market, "secretary", tab=Tab.OWN, sort="expiring") == [row]


def test_narrowed_is_more_than_a_tab(market: Market) -> None:
    actor = market.actor("secretary")
    for query, narrowed in (({"tab": "offers"}, False), ({"tab": "own"}, False), ({"tab": "own", "side": "need"}, True),
                            ({"q": "螺"}, True), ({"kind": "idea"}, True)):  # fmt: skip
        assert filters_from(actor, query).narrowed is narrowed
