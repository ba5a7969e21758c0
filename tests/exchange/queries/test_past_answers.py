"""How firms answered, and what it does to their place among the partners."""

from datetime import timedelta

import pytest
from django.utils import timezone

from shanghui.engines.matching import ReasonCode
from shanghui.exchange.actions.indexing import rebuild_index
from shanghui.exchange.models import Introduction
from shanghui.exchange.queries.partners import partners
from shanghui.exchange.queries.past_answers import past_answers
from tests.factories import network as make
from tests.factories.exchange import make_introduction, make_need, make_offer
from tests.factories.world import World

NOW = timezone.now()
ASKED = {"asked_at": NOW, "screened_at": NOW}
ACCEPTED = ASKED | {"asked_consent_at": NOW}


def answered(world: World, firm: object, state: str, facts: dict[str, object]) -> Introduction:
    return make_introduction(make_need(world.chamber), make_offer(world.other, firm), state=state, **facts)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("state", "facts", "counted"),
    [
        ("consented", ACCEPTED, (1, 1)), ("concluded", ACCEPTED, (1, 1)), ("declined", ASKED, (0, 1)), ("lapsed", ASKED, (0, 1)),
        ("screened", ASKED, None), ("asked", {"asked_at": NOW}, None), ("declined", {"asked_at": NOW}, None),
    ],
)  # fmt: skip
def test_answers_of_the_firm_itself_are_counted(
    world: World, state: str, facts: dict[str, object], counted: tuple[int, int] | None
) -> None:
    firm = make.make_enterprise("申岳紧固件", world.other)
    answered(world, firm, state, facts)
    assert past_answers([firm.pk]).get(firm.pk) == counted


def test_who_answers_stands_first_and_a_nameless_firm_is_not_told_by_its_answers(world: World) -> None:
    firms = [make.make_enterprise(name, world.other) for name in ("勤回紧固件", "懒回紧固件")]
    for _ in range(4):
        answered(world, firms[0], "concluded", ACCEPTED)
        answered(world, firms[1], "lapsed", ASKED | {"ended_at": NOW + timedelta(days=9)})
    need = make_need(world.chamber, title="求购弹簧垫圈")
    lazy, quick = (make_offer(world.other, firm, title="供应弹簧垫圈") for firm in reversed(firms))
    hidden = make_offer(world.other, firms[0], title="供应弹簧垫圈", anonymous=True)
    rebuild_index()
    found = partners(world.actors["secretary"], need).found
    assert [one.listing for one in found if one.listing != hidden] == [quick, lazy]
    codes = {one.listing.pk: {reason.code for reason in one.match.reasons} for one in found}
    assert ReasonCode.ANSWERS in codes[quick.pk]
    assert ReasonCode.ANSWERS_SELDOM in codes[lazy.pk]
    assert not codes[hidden.pk] & {ReasonCode.ANSWERS, ReasonCode.ANSWERS_SELDOM}
