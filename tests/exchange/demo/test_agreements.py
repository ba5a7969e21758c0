"""Two agreements with something to do."""

import pytest
from django.utils import timezone
from django.utils.timezone import localdate

from shanghui.exchange.demo.agreements import HERE, THERE, load_agreements
from shanghui.exchange.demo.brokers import Brokers
from shanghui.exchange.models import Commitment
from shanghui.exchange.rules import AgreementState
from tests.factories import network as make
from tests.factories.exchange import make_introduction, make_need, make_offer

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("state", "number"), [("concluded", 2), ("met", 1)])
def test_chambers_and_firms_that_came_together_agree(state: str, number: int) -> None:
    here, there = make.make_organisation(HERE), make.make_organisation(THERE)
    make.make_secretary(here)
    need, offer = make_need(here, make.make_enterprise("", here)), make_offer(there, make.make_enterprise("", there))
    now = timezone.now()
    told = make_introduction(need, offer, state=state, released_at=now)
    made = load_agreements(Brokers(localdate()), {HERE: here, THERE: there}, [told], now)
    assert [one.state for one in made] == [AgreementState.IN_FORCE] * number
    assert Commitment.objects.filter(agreement__in=made).count() == 1 + number
