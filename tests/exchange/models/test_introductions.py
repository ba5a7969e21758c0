"""Who sees an introduction, from its draft to its end."""

import pytest
from django.utils import timezone

from shanghui.core.actor import SYSTEM
from shanghui.core.audience import AudienceUnasked
from shanghui.exchange.models import Introduction
from tests.factories import exchange as make
from tests.factories.exchange import Pair

SIDES = {"asker", "asker_colleague", "asked", "asked_colleague"}
FIRMS = {"buyer", "maker"}


@pytest.mark.parametrize(
    ("facts", "readers"),
    [
        ({}, {"asker", "asker_colleague"}),
        ({"state": "asked"}, SIDES),
        ({"state": "screened", "screened_at": timezone.now()}, SIDES | FIRMS),
        ({"state": "concluded", "screened_at": timezone.now()}, SIDES | FIRMS),
        ({"state": "declined", "asked_at": None}, {"asker", "asker_colleague"}),  # a draft thrown away
        ({"state": "lapsed", "asked_at": None}, {"asker", "asker_colleague"}),
        ({"state": "declined"}, SIDES),  # before the firms were asked
        ({"state": "declined", "screened_at": timezone.now()}, SIDES | FIRMS),
    ],
)
def test_readers(pair: Pair, facts: dict[str, object], readers: set[str]) -> None:
    made = make.make_introduction(pair.need, pair.offer, **facts)
    seen = {role for role, actor in pair.actors.items() if Introduction.objects.visible_to(actor).exists()}
    assert seen == readers
    assert Introduction.objects.visible_to(SYSTEM).get() == made


def test_rows_read_without_an_actor_raise(db: None) -> None:
    with pytest.raises(AudienceUnasked):
        list(Introduction.objects.all())
