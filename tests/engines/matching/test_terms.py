from datetime import date

import pytest

from shanghui.engines.matching.fit import said
from shanghui.engines.matching.model import FitState, Listing, Requirement
from shanghui.engines.matching.terms import deadline, price, quantity, region

MET, GAP, UNKNOWN = FitState.MET, FitState.GAP, FitState.UNKNOWN
TODAY = date(2026, 11, 26)
NEED = Listing("n", "螺栓", region="310114")


@pytest.mark.parametrize(
    ("wanted", "offer", "state"),
    [
        ("5万件", Listing("o", "螺栓", quantity=20, unit="万件"), MET),
        ("5万件", Listing("o", "螺栓", quantity=3, unit="万个"), GAP),
        ("5万件", Listing("o", "螺栓", quantity=3, unit="吨"), UNKNOWN),
        ("5万件", Listing("o", "螺栓", quantity=30_000), UNKNOWN),
        ("5万件", Listing("o", "螺栓", quantity=3, unit="万件/月"), UNKNOWN),
        ("5万件", Listing("o", "螺栓", quantity=6, unit="万件/月"), MET),
        ("5万件", Listing("o", "螺栓", "月产能50万件"), MET),
        ("5万件", Listing("o", "螺栓", "月产能1万件"), UNKNOWN),
        ("5万件", Listing("o", "螺栓", "用过5万件，口碑好"), UNKNOWN),
        ("500件", Listing("o", "螺栓", "起订量1000件", quantity=5, unit="万件"), GAP),
        ("5万件", Listing("o", "螺栓"), UNKNOWN),
        ("若干", Listing("o", "螺栓", quantity=3, unit="件"), UNKNOWN),
    ],
)
def test_quantity(wanted: str, offer: Listing, state: FitState) -> None:
    assert quantity(Requirement("quantity", "at_least", wanted), NEED, said(offer), None).state is state


def test_smallest_order_answers_a_small_need() -> None:
    wanted = Requirement("quantity", "at_most", "1000件")
    assert quantity(wanted, NEED, said(Listing("o", "螺栓", "起订量500件")), None).state is MET
    assert quantity(wanted, NEED, said(Listing("o", "螺栓", quantity=9, unit="件")), None).state is UNKNOWN


@pytest.mark.parametrize(
    ("relation", "low", "high", "state"),
    [
        ("at_most", 2.5, None, MET),
        ("at_most", 3.5, 9, GAP),
        ("at_most", None, 2.5, MET),
        ("at_most", None, 3.5, UNKNOWN),
        ("at_most", None, None, UNKNOWN),
        ("at_least", None, 3.5, MET),
        ("at_least", None, 2.5, GAP),
        ("at_least", 2.5, None, UNKNOWN),
    ],
)
def test_price(relation: str, low: float | None, high: float | None, state: FitState) -> None:
    offer = Listing("o", "螺栓", price_min=low, price_max=high)
    assert price(Requirement("price", relation, "3元"), NEED, said(offer), None).state is state


@pytest.mark.parametrize(
    ("wanted", "description", "state"),
    [
        ("30天", "交期15天", MET),
        ("10天", "交货期：15个工作日", GAP),
        ("2026-12-31", "交期15天", MET),
        ("2026-12-01", "15天内交货", GAP),
        ("2026-12-01", "现货", MET),
        ("2026-12-01", "无现货", UNKNOWN),
        ("2026-11-01", "现货", UNKNOWN),
        ("30天", "质保15天", UNKNOWN),
        ("尽快", "交期15天", UNKNOWN),
    ],
)
def test_deadline(wanted: str, description: str, state: FitState) -> None:
    offer = said(Listing("o", "螺栓", description))
    assert deadline(Requirement("deadline", "at_most", wanted), NEED, offer, TODAY).state is state


def test_stated_lead_time() -> None:
    offer = said(Listing("o", "螺栓", requirements=(Requirement("deadline", "at_most", "20天"),)))
    assert deadline(Requirement("deadline", "at_most", "30天"), NEED, offer, None).field == "requirements"
    assert deadline(Requirement("deadline", "at_most", "9天"), NEED, offer, None).state is GAP


def test_dates_are_unknown_without_today() -> None:
    offer = said(Listing("o", "螺栓", "交期15天"))
    assert deadline(Requirement("deadline", "at_most", "2026-12-31"), NEED, offer, None).state is UNKNOWN


@pytest.mark.parametrize(
    ("relation", "wanted", "offered", "state"),
    [
        ("equal", "上海市", "310114", MET),
        ("equal", "嘉定区", "上海", UNKNOWN),
        ("equal", "嘉定区", "上海青浦", GAP),
        ("near", "嘉定区", "江苏苏州", MET),
        ("near", "嘉定区", "广东深圳", GAP),
        ("equal", "上海周边", "浙江嘉兴", MET),
        ("equal", "本市周边", "浙江嘉兴", MET),
        ("equal", "长三角", "安徽合肥", MET),
        ("equal", "长三角", "四川成都", GAP),
        ("one_of", "上海、苏州", "江苏苏州", MET),
        ("one_of", "上海、苏州", "江苏南京", GAP),
        ("equal", "全国", "广东", MET),
        ("equal", "火星", "广东", UNKNOWN),
        ("equal", "上海", "", UNKNOWN),
    ],
)
def test_region(relation: str, wanted: str, offered: str, state: FitState) -> None:
    offer = said(Listing("o", "螺栓", region=offered))
    assert region(Requirement("region", relation, wanted), NEED, offer, None).state is state
