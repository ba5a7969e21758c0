"""Draft, edit, put in force, review and end agreements."""

from datetime import date, timedelta

import pytest
from django.utils.timezone import localdate, now

from shanghui.core.models import AuditRow
from shanghui.core.refusal import BadRequest, NotPermitted, Stale
from shanghui.exchange import jobs, rules
from shanghui.exchange.actions import agreements as actions
from shanghui.exchange.models import Agreement
from shanghui.exchange.rules import AgreementEnding, AgreementState, IntroductionState, Verdict
from shanghui.network.actions.merging import merge_enterprises
from shanghui.network.actions.rearranging import undo_rearrangement
from shanghui.network.rules import PeriodUpsideDown
from tests.factories import exchange
from tests.factories import network as make
from tests.factories.world import World

TODAY, DAY = localdate(), timedelta(days=1)
SIGNED = {"title": "三年合作", "signed_on": TODAY, "start": TODAY, "review_months": 6}


def drafted(world: World, **facts: object) -> Agreement:
    return actions.add_agreement(
        actor=world.actors["secretary"],
        facts=SIGNED | facts,
        parties=[world.chamber, world.other],
        organisation=world.chamber,
        now=now(),
    )


def test_draft_has_its_parties_in_order_and_leaves_a_trail_without_its_text(world: World) -> None:
    made = drafted(world, text="正文机密")
    assert (made.state, made.sides) == (AgreementState.DRAFTED, [world.chamber, world.other])
    edited = actions.edit_agreement(
        actor=world.actors["secretary"], agreement=made, facts={"text": "改过机密", "title": "改名"}, now=now()
    )
    assert (edited.title, edited.version) == ("改名", 2)
    trail = "".join(str(row.detail) for row in AuditRow.objects.filter(subject_kind="exchange.agreement"))
    assert "改名" in trail
    assert "机密" not in trail


@pytest.mark.parametrize("role", ["other", "officer", "convener", "contact", "visitor"])
def test_only_whoever_acts_for_the_keeper_drafts_edits_and_ends(world: World, role: str) -> None:
    actor, made = world.actors[role], drafted(world)
    with pytest.raises(NotPermitted):
        actions.add_agreement(
            actor=actor, facts=SIGNED, parties=[world.chamber, world.other], organisation=world.chamber, now=now()
        )
    with pytest.raises(NotPermitted):
        actions.edit_agreement(actor=actor, agreement=made, facts={"title": "改名"}, now=now())
    with pytest.raises(NotPermitted):
        actions.put_in_force(actor=actor, agreement=made, now=now())
    with pytest.raises(NotPermitted):
        actions.end_agreement(actor=actor, agreement=made, reason="不办了", now=now())


def test_convener_keeps_agreements_of_her_area(world: World) -> None:
    made = actions.add_agreement(
        actor=world.actors["convener"],
        facts=SIGNED,
        parties=[world.north, world.south],
        organisation=world.north,
        now=now(),
    )
    assert made.organisation == world.north


def test_what_cannot_be_is_not_drafted(world: World) -> None:
    with pytest.raises(PeriodUpsideDown):
        drafted(world, end=TODAY - DAY)
    with pytest.raises(rules.ContactsInText):
        drafted(world, title="找我13800001111")
    with pytest.raises(BadRequest):
        drafted(world, state="in_force")
    with pytest.raises(BadRequest):
        drafted(world, purpose="a\0b")
    with pytest.raises(rules.PartiesUnfit):
        actions.add_agreement(
            actor=world.actors["secretary"],
            facts=SIGNED,
            parties=[world.chamber],
            organisation=world.chamber,
            now=now(),
        )
    gone = make.make_organisation("并掉的", merged_into=world.other)
    with pytest.raises(BadRequest):
        actions.add_agreement(
            actor=world.actors["secretary"], facts=SIGNED, parties=[world.chamber, gone], organisation=world.chamber,
            now=now(),
        )  # fmt: skip


def test_from_an_introduction_once_both_firms_know_each_other(world: World) -> None:
    need = exchange.make_need(world.chamber, make.make_enterprise("甲", world.chamber))
    offer = exchange.make_offer(world.other, make.make_enterprise("乙", world.other))
    introduction = exchange.make_introduction(need, offer)
    facts = {"actor": world.actors["secretary"], "facts": SIGNED, "parties": [need.enterprise, offer.enterprise]}
    facts |= {"organisation": world.chamber, "introduction": introduction, "now": now()}
    with pytest.raises(rules.ConsentMissing):
        actions.add_agreement(**facts)  # type: ignore[arg-type]
    introduction.state, introduction.released_at = IntroductionState.MET, now()
    introduction.save()
    assert actions.add_agreement(**facts).introduction == introduction  # type: ignore[arg-type]


def test_second_editor_is_told(world: World) -> None:
    made = drafted(world)
    actions.edit_agreement(
        actor=world.actors["secretary"], agreement=made, facts={"title": "先改"}, now=now(), version=1
    )
    with pytest.raises(Stale):
        actions.edit_agreement(
            actor=world.actors["secretary"], agreement=made, facts={"title": "后改"}, now=now(), version=1
        )


def test_parties_are_exchanged_but_who_owes_stays(world: World) -> None:
    made = drafted(world)
    exchange.make_commitment(made, 1)
    with pytest.raises(rules.PartyOwes):
        actions.edit_agreement(
            actor=world.actors["secretary"],
            agreement=made,
            facts={},
            parties=[world.chamber, world.district],
            now=now(),
        )
    firm = make.make_enterprise("丙")
    actions.edit_agreement(
        actor=world.actors["secretary"], agreement=made, facts={}, parties=[world.other, firm], now=now()
    )
    assert made.sides == [world.other, firm]
    assert made.commitments.count() == 1


def test_in_force_starts_the_clock_and_needs_the_signature(world: World) -> None:
    secretary = world.actors["secretary"]
    with pytest.raises(rules.SignatureMissing):
        actions.put_in_force(actor=secretary, agreement=drafted(world, signed_on=None), now=now())
    made = actions.put_in_force(actor=secretary, agreement=drafted(world), now=now())
    assert (made.state, made.review_on) == (AgreementState.IN_FORCE, rules.months_later(TODAY, 6))
    with pytest.raises(rules.AgreementStepRefused):
        actions.put_in_force(actor=secretary, agreement=made, now=now())
    edited = actions.edit_agreement(actor=secretary, agreement=made, facts={"review_months": 3}, now=now())
    assert edited.review_on == rules.months_later(TODAY, 3)
    with pytest.raises(rules.SignatureMissing):
        actions.edit_agreement(actor=secretary, agreement=made, facts={"start": None}, now=now())


def test_review_is_kept_and_the_next_one_counted_from_it(world: World) -> None:
    made = exchange.make_agreement(world.chamber, world.chamber, world.other, review_months=6, review_on=TODAY)
    review = actions.review_agreement(
        actor=world.actors["secretary"], agreement=made, on=TODAY, found=" 办了两场 ", verdict=Verdict.CHANGE, now=now()
    )
    made.refresh_from_db()
    assert (review.found, review.verdict, review.by_name) == ("办了两场", "change", "沈知微")
    assert made.review_on == rules.months_later(TODAY, 6)
    with pytest.raises(rules.ReasonWanted):
        actions.review_agreement(
            actor=world.actors["secretary"], agreement=made, on=TODAY, found=" ", verdict=Verdict.END, now=now()
        )
    with pytest.raises(NotPermitted):
        actions.review_agreement(
            actor=world.actors["other"], agreement=made, on=TODAY, found="好", verdict=Verdict.END, now=now()
        )


def test_ended_before_its_time_with_the_reason(world: World) -> None:
    made = exchange.make_agreement(world.chamber, world.chamber, world.other, review_on=TODAY)
    with pytest.raises(rules.ReasonWanted):
        actions.end_agreement(actor=world.actors["secretary"], agreement=made, reason=" ", now=now())
    ended = actions.end_agreement(actor=world.actors["secretary"], agreement=made, reason="对方撤销", now=now())
    assert (ended.state, ended.ending, ended.reason) == (AgreementState.ENDED, AgreementEnding.TERMINATED, "对方撤销")
    assert (ended.ended_on, ended.review_on) == (TODAY, None)
    for step in (actions.put_in_force, actions.end_agreement, actions.edit_agreement):
        more = {actions.end_agreement: {"reason": "再"}, actions.edit_agreement: {"facts": {}}}.get(step, {})
        with pytest.raises(rules.AgreementStepRefused):
            step(actor=world.actors["secretary"], agreement=ended, now=now(), **more)  # type: ignore[operator]


def test_clock_ends_what_is_over_once(world: World) -> None:
    over = exchange.make_agreement(world.chamber, world.chamber, world.other, end=TODAY - DAY)
    last_day = exchange.make_agreement(world.chamber, world.chamber, world.other, end=TODAY)
    endless = exchange.make_agreement(world.chamber, world.chamber, world.other)
    draft = exchange.make_agreement(
        world.chamber, world.chamber, world.other, end=TODAY - DAY, state=AgreementState.DRAFTED
    )
    assert actions.expire_agreements(now=now()) == 1
    over.refresh_from_db()
    assert (over.state, over.ending, over.ended_on) == (AgreementState.ENDED, AgreementEnding.EXPIRED, TODAY - DAY)
    before = AuditRow.objects.count(), over.version
    jobs.watch_agreements.call()
    over.refresh_from_db()
    assert (AuditRow.objects.count(), over.version) == before
    for row in (last_day, endless):
        row.refresh_from_db()
        assert row.state == AgreementState.IN_FORCE
    draft.refresh_from_db()
    assert draft.state == AgreementState.DRAFTED


def test_merge_turns_the_parties_and_back(world: World) -> None:
    kept, absorbed = make.make_enterprise("甲", world.chamber), make.make_enterprise("乙", world.chamber)
    made = exchange.make_agreement(world.chamber, world.other, absorbed)
    both = exchange.make_agreement(world.chamber, kept, absorbed)
    done = merge_enterprises(actor=world.actors["secretary"], kept=kept, absorbed=absorbed, now=now())
    assert made.sides == [world.other, kept]
    assert both.sides == [kept, absorbed], "of two parties none is lost"
    undo_rearrangement(actor=world.actors["secretary"], rearrangement=done, now=now())
    assert made.sides == [world.other, absorbed]


def test_far_dates_do_no_harm(world: World) -> None:
    made = drafted(world, start=date(9999, 12, 31))
    assert actions.put_in_force(actor=world.actors["secretary"], agreement=made, now=now()).review_on is not None
