"""Renewal in one step."""

from datetime import timedelta

import pytest
from django.utils.timezone import localdate, now

from shanghui.core.refusal import BadRequest, NotPermitted
from shanghui.exchange import rules
from shanghui.exchange.actions import agreements
from shanghui.exchange.actions.renewals import Term, renew_agreement
from shanghui.exchange.models import Agreement
from shanghui.exchange.rules import AgreementEnding, AgreementState, CommitmentState
from shanghui.network.rules import PeriodUpsideDown
from tests.factories import exchange
from tests.factories.world import World

TODAY, DAY = localdate(), timedelta(days=1)
TERM = Term(TODAY, TODAY + DAY, TODAY + 365 * DAY)


@pytest.fixture
def agreement(world: World) -> Agreement:
    return exchange.make_agreement(
        world.chamber, world.chamber, world.other, end=TODAY, text="正文", review_months=6, audience="area"
    )


def test_parties_and_open_commitments_go_over_with_new_dates(world: World, agreement: Agreement) -> None:
    goes = exchange.make_commitment(agreement, 1, repeat_months=3, text="季度对接")
    stays = exchange.make_commitment(agreement, 0)
    exchange.make_commitment(agreement, 0, state=CommitmentState.KEPT, evidence="办了")
    renewed = renew_agreement(
        actor=world.actors["secretary"], agreement=agreement, term=TERM, dues={goes.pk: TODAY + 90 * DAY}, now=now()
    )
    agreement.refresh_from_db()
    assert (agreement.state, agreement.ending) == (AgreementState.ENDED, AgreementEnding.RENEWED)
    assert agreement.ended_on == TERM.start - DAY
    assert (renewed.state, renewed.follows, renewed.sides) == (
        AgreementState.IN_FORCE, agreement, [world.chamber, world.other],
    )  # fmt: skip
    assert (renewed.text, renewed.audience, renewed.start, renewed.end) == ("正文", "area", TERM.start, TERM.end)
    assert renewed.review_on == rules.months_later(TERM.start, 6)
    made = renewed.commitments.get()
    assert (made.text, made.due_on, made.repeat_months, made.follows) == ("季度对接", TODAY + 90 * DAY, 3, goes)
    assert made.party.place == world.other
    assert stays.state == CommitmentState.OPEN


def test_once_only_and_never_what_was_ended(world: World, agreement: Agreement) -> None:
    secretary = world.actors["secretary"]
    renew_agreement(actor=secretary, agreement=agreement, term=TERM, dues={}, now=now())
    with pytest.raises(rules.AgreementStepRefused):
        renew_agreement(actor=secretary, agreement=agreement, term=TERM, dues={}, now=now())
    ended = exchange.make_agreement(world.chamber, world.chamber, world.other)
    agreements.end_agreement(actor=secretary, agreement=ended, reason="不办了", now=now())
    draft = exchange.make_agreement(world.chamber, world.chamber, world.other, state=AgreementState.DRAFTED)
    for row in (ended, draft):
        with pytest.raises(rules.AgreementStepRefused):
            renew_agreement(actor=secretary, agreement=row, term=TERM, dues={}, now=now())


def test_what_expired_may_still_be_renewed(world: World) -> None:
    late = exchange.make_agreement(world.chamber, world.chamber, world.other, end=TODAY - DAY)
    agreements.expire_agreements(now=now())
    renewed = renew_agreement(actor=world.actors["secretary"], agreement=late, term=TERM, dues={}, now=now())
    late.refresh_from_db()
    assert (renewed.follows_id, late.ending) == (late.pk, AgreementEnding.RENEWED)
    assert late.ended_on == TODAY - DAY


def test_foreign_commitments_upside_down_terms_and_strangers_are_refused(world: World, agreement: Agreement) -> None:
    secretary = world.actors["secretary"]
    foreign = exchange.make_commitment(exchange.make_agreement(world.chamber, world.chamber, world.other))
    with pytest.raises(BadRequest):
        renew_agreement(actor=secretary, agreement=agreement, term=TERM, dues={foreign.pk: TODAY}, now=now())
    with pytest.raises(PeriodUpsideDown):
        renew_agreement(actor=secretary, agreement=agreement, term=Term(TODAY, TODAY, TODAY - DAY), dues={}, now=now())
    with pytest.raises(NotPermitted):
        renew_agreement(actor=world.actors["other"], agreement=agreement, term=TERM, dues={}, now=now())
    agreement.refresh_from_db()
    assert agreement.state == AgreementState.IN_FORCE
