"""Two chambers, two firms, and an introduction brought to any step by its own actions."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from shanghui.exchange.actions.consents import give_consent
from shanghui.exchange.actions.introductions import propose_introduction, screen_introduction
from shanghui.exchange.actions.progress import record_meeting
from shanghui.exchange.models import Introduction
from shanghui.exchange.rules import IntroductionState, Side
from tests.factories.exchange import Pair, build_pair

SHANGHAI = ZoneInfo("Asia/Shanghai")
State = IntroductionState


def at(year: int, month: int, day: int, hour: int = 10) -> datetime:
    return datetime(year, month, day, hour, tzinfo=SHANGHAI)


@pytest.fixture
def pair(db: None) -> Pair:
    return build_pair()


def bring(pair: Pair, state: IntroductionState, now: datetime) -> Introduction:
    """Asked by the need's side, and led on from there by those whose turn it is."""
    message = "麻烦问一声"
    made = propose_introduction(actor=pair.actors["asker"], mine=pair.need, theirs=pair.offer, message=message, now=now)
    if state is State.ASKED:
        return made
    made = screen_introduction(actor=pair.actors["asked"], introduction=made, now=now)
    if state is State.SCREENED:
        return made
    made = give_consent(actor=pair.actors["asker"], introduction=made, side=Side.NEED, now=now)
    made = give_consent(actor=pair.actors["asked"], introduction=made, side=Side.OFFER, now=now)
    if state is State.CONSENTED:
        return made
    return record_meeting(actor=pair.actors["asker"], introduction=made, on=now.date(), now=now)
