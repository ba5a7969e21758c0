"""A listing is closed: what becomes of its introductions."""

from datetime import timedelta

import pytest
from django.utils import timezone

from shanghui.core.models import AuditRow, OutboxMessage
from shanghui.exchange.actions.introductions import draft_introduction
from shanghui.exchange.actions.letters import secretaries_of
from shanghui.exchange.actions.listings import close_listing
from shanghui.exchange.models import Introduction, Listing
from shanghui.exchange.queries.listing_steps import steps
from shanghui.exchange.rules import Closing, IntroductionState, Side
from tests.exchange.conftest import bring
from tests.factories.exchange import Pair

NOW = timezone.now()
State = IntroductionState


def now_of(made: Introduction) -> Introduction:
    return Introduction.objects.unrestricted("test").get(pk=made.pk)


def told() -> list[str]:
    return sorted(OutboxMessage.objects.values_list("receiver", flat=True))


def secretaries(organisation_id: int) -> list[str]:
    return sorted(user.email for user in secretaries_of(organisation_id, NOW))


def close(pair: Pair, listing: Listing, role: str) -> None:
    OutboxMessage.objects.all().delete()
    close_listing(actor=pair.actors[role], listing=listing, closing=Closing.FULFILLED, now=NOW + timedelta(minutes=1))


@pytest.mark.parametrize("state", [State.ASKED, State.SCREENED])
@pytest.mark.parametrize("side", list(Side))
def test_what_is_not_agreed_ends_and_the_other_side_is_told(pair: Pair, state: State, side: Side) -> None:
    made = bring(pair, state, NOW)
    listing, role = (pair.need, "asker") if side is Side.NEED else (pair.offer, "asked")
    assert steps(pair.actors[role], listing).undecided == 1
    close(pair, listing, role)
    ended = now_of(made)
    assert (ended.state, ended.declined_by, ended.reason_note) == (State.DECLINED, side, "这条供需已经关闭。")
    assert ended.lapses_on is None
    assert ended.events.filter(what="declined").count() == 1
    assert told() == secretaries(made.organisation_id_of(side.other)) != []
    assert AuditRow.objects.filter(action="close_listing").get().detail["introductions"] == 1


@pytest.mark.parametrize("state", [State.CONSENTED, State.MET])
def test_what_both_firms_agreed_to_goes_on(pair: Pair, state: State) -> None:
    made = bring(pair, state, NOW)
    assert steps(pair.actors["asker"], pair.need).undecided == 0
    close(pair, pair.need, "asker")
    assert now_of(made).state == state
    assert told() == []


def test_draft_of_the_other_side_ends_too_and_its_writer_is_told(pair: Pair) -> None:
    made = draft_introduction(actor=pair.actors["asker"], mine=pair.need, theirs=pair.offer, message="问一声", now=NOW)
    assert steps(pair.actors["asked"], pair.offer).undecided == 0  # another chamber's draft is its own
    close(pair, pair.offer, "asked")
    assert now_of(made).state == State.DECLINED
    assert told() == secretaries(made.asking_organisation_id) != []


def test_own_draft_ends_without_a_word(pair: Pair) -> None:
    made = draft_introduction(actor=pair.actors["asker"], mine=pair.need, theirs=pair.offer, message="问一声", now=NOW)
    close(pair, pair.need, "asker")
    assert now_of(made).state == State.DECLINED
    assert told() == []
