"""What a party owes: written down, kept, broken or dropped."""

from datetime import timedelta

import pytest
from django.utils.timezone import localdate, now

from shanghui.core.reference import Reference
from shanghui.core.refusal import BadRequest, NotPermitted
from shanghui.exchange import rules
from shanghui.exchange.actions import commitments as actions
from shanghui.exchange.actions.commitments import Evidence
from shanghui.exchange.actions.renewals import Term, renew_agreement
from shanghui.exchange.models import Agreement
from shanghui.exchange.rules import AgreementState, CommitmentState
from tests.factories import exchange
from tests.factories import network as make
from tests.factories.world import World

TODAY, DAY = localdate(), timedelta(days=1)
SHOWN = Evidence("11月20日办了一场")


@pytest.fixture
def agreement(world: World) -> Agreement:
    return exchange.make_agreement(world.chamber, world.chamber, world.other)


def test_keeper_writes_down_what_a_party_owes(world: World, agreement: Agreement) -> None:
    party = agreement.parties.all()[1]
    facts = {"agreement": agreement, "party": party, "text": " 办一场 ", "due_on": TODAY, "now": now()}
    made = actions.add_commitment(actor=world.actors["secretary"], repeat_months=3, **facts)  # type: ignore[arg-type]
    assert (made.text, made.state, made.repeat_months) == ("办一场", CommitmentState.OPEN, 3)
    with pytest.raises(NotPermitted):
        actions.add_commitment(actor=world.actors["other"], **facts)  # type: ignore[arg-type]
    foreign = exchange.make_agreement(world.chamber, world.chamber, world.other).parties.all()[0]
    with pytest.raises(BadRequest):
        actions.add_commitment(actor=world.actors["secretary"], **facts | {"party": foreign})  # type: ignore[arg-type]


def test_each_party_says_of_its_own_that_it_was_kept(world: World, agreement: Agreement) -> None:
    owed = exchange.make_commitment(agreement, 1)
    for role in ("secretary", "officer", "convener", "contact", "visitor"):
        with pytest.raises(NotPermitted):
            actions.keep_commitment(actor=world.actors[role], commitment=owed, evidence=SHOWN, now=now())
    kept = actions.keep_commitment(actor=world.actors["other"], commitment=owed, evidence=SHOWN, now=now())
    assert (kept.state, kept.evidence, kept.settled_by_id) == ("kept", "11月20日办了一场", world.users["other"].pk)
    with pytest.raises(rules.CommitmentSettled):
        actions.keep_commitment(actor=world.actors["other"], commitment=owed, evidence=SHOWN, now=now())
    assert agreement.commitments.count() == 1, "once is once"


def test_member_firms_commitment_is_said_by_its_chambers_secretary_and_not_by_the_firm(world: World) -> None:
    contact = world.actors["contact"]
    firm = make.Enterprise.objects.unrestricted("test").get(pk=contact.enterprise_id)
    owed = exchange.make_commitment(exchange.make_agreement(world.other, world.other, firm), 1)
    with pytest.raises(NotPermitted):
        actions.keep_commitment(actor=contact, commitment=owed, evidence=SHOWN, now=now())
    assert actions.keep_commitment(actor=world.actors["secretary"], commitment=owed, evidence=SHOWN, now=now())


def test_evidence_is_a_sentence_or_something_that_she_sees(world: World, agreement: Agreement) -> None:
    other = world.actors["other"]
    owed = exchange.make_commitment(agreement, 1)
    with pytest.raises(rules.EvidenceWanted):
        actions.keep_commitment(actor=other, commitment=owed, evidence=Evidence(" "), now=now())
    hidden = make.make_enterprise("隐藏", world.chamber, audience="own")
    for reference in (Reference("network.enterprise", hidden.pk), Reference("no.such", 1)):
        with pytest.raises(BadRequest):
            actions.keep_commitment(actor=other, commitment=owed, evidence=Evidence(reference=reference), now=now())
    seen = Evidence(reference=Reference("network.organisation", world.other.pk))
    kept = actions.keep_commitment(actor=other, commitment=owed, evidence=seen, now=now())
    assert (kept.evidence_kind, kept.evidence_id) == ("network.organisation", world.other.pk)


@pytest.mark.parametrize("step", ["keep", "break"])
def test_recurring_one_comes_round_until_the_agreement_ends(world: World, step: str) -> None:
    agreement = exchange.make_agreement(world.chamber, world.chamber, world.other, end=TODAY + 100 * DAY)
    owed = exchange.make_commitment(agreement, 0, TODAY, repeat_months=3)
    secretary = world.actors["secretary"]
    for _ in range(2):
        if step == "keep":
            actions.keep_commitment(actor=secretary, commitment=owed, evidence=SHOWN, now=now())
        else:
            actions.break_commitment(actor=secretary, commitment=owed, reason="没来得及", now=now())
        following = agreement.commitments.filter(follows=owed).first()
        if following is None:
            break
        assert following.due_on == rules.months_later(TODAY, 3)
        owed = following
    assert agreement.commitments.count() == 2, "a third round would lie after the end"


def test_broken_and_dropped_with_the_reason(world: World, agreement: Agreement) -> None:
    secretary, other = world.actors["secretary"], world.actors["other"]
    first, second, third = (exchange.make_commitment(agreement, 1) for _ in range(3))
    with pytest.raises(rules.ReasonWanted):
        actions.break_commitment(actor=other, commitment=first, reason=" ", now=now())
    broken = actions.break_commitment(actor=other, commitment=first, reason="没做", now=now())
    assert actions.break_commitment(actor=secretary, commitment=second, reason="没做", now=now()).state == "broken"
    assert (broken.state, broken.reason) == ("broken", "没做")
    with pytest.raises(NotPermitted):
        actions.drop_commitment(actor=other, commitment=third, reason="不想做", now=now())
    dropped = actions.drop_commitment(actor=secretary, commitment=third, reason="改办别的", now=now())
    assert (dropped.state, dropped.reason) == ("dropped", "改办别的")


def test_in_a_draft_nothing_is_kept_yet_and_what_went_over_is_answered_there(
    world: World, agreement: Agreement
) -> None:
    secretary = world.actors["secretary"]
    draft = exchange.make_agreement(world.chamber, world.chamber, world.other, state=AgreementState.DRAFTED)
    owed = exchange.make_commitment(draft)
    with pytest.raises(rules.AgreementStepRefused):
        actions.keep_commitment(actor=secretary, commitment=owed, evidence=SHOWN, now=now())
    assert actions.drop_commitment(actor=secretary, commitment=owed, reason="写错了", now=now()).state == "dropped"
    old = exchange.make_commitment(agreement)
    term = Term(TODAY, TODAY)
    renew_agreement(actor=secretary, agreement=agreement, term=term, dues={old.pk: TODAY + DAY}, now=now())
    with pytest.raises(rules.CommitmentSettled):
        actions.keep_commitment(actor=secretary, commitment=old, evidence=SHOWN, now=now())
