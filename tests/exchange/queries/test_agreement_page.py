"""What the page of an agreement shows to whom."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate

from shanghui.core import reference
from shanghui.core.actor import Actor
from shanghui.core.reference import Shown
from shanghui.exchange.queries import agreement_page as queries
from shanghui.exchange.rules import AgreementEnding, AgreementState, CommitmentState
from tests.exchange.queries.test_agreement_results import introduced
from tests.factories import exchange
from tests.factories import network as make
from tests.factories.world import World

TODAY, DAY = localdate(), timedelta(days=1)


def test_who_takes_no_part_is_told_title_and_parties(world: World) -> None:
    agreement = exchange.make_agreement(world.chamber, world.chamber, world.other, audience="federation", text="机密")
    page = queries.agreement_page(world.actors["officer"], agreement)
    assert set(page) == {"agreement", "parties", "inside"}
    assert page["inside"] is False


def test_text_is_for_secretaries_and_not_for_the_firm(world: World) -> None:
    firm = make.Enterprise.objects.unrestricted("test").get(pk=world.actors["contact"].enterprise_id)
    agreement = exchange.make_agreement(world.other, world.other, firm, text="机密")
    reads = {
        role: queries.agreement_page(world.actors[role], agreement)["reads_text"]
        for role in ("other", "secretary", "contact")
    }
    assert reads == {"other": True, "secretary": True, "contact": False}


def test_each_may_do_what_is_hers(world: World) -> None:
    agreement = exchange.make_agreement(world.chamber, world.chamber, world.other)
    exchange.make_commitment(agreement, 1, TODAY - DAY)
    names = {party.pk: party.place.called for party in agreement.parties.all()}
    rights = {}
    for role in ("secretary", "other"):
        (one,) = queries.commitments(world.actors[role], agreement, names)
        rights[role] = (one.may_keep, one.may_break, one.may_drop)
        assert (one.party, one.late) == ("物流商会", True)
    assert rights == {"secretary": (False, True, True), "other": (True, True, False)}
    page = queries.agreement_page(world.actors["secretary"], agreement)
    assert [page[name] for name in ("keeps", "may_edit", "may_review", "may_renew", "may_put_in_force", "open")] == [
        True, True, True, True, False, 1,
    ]  # fmt: skip
    page = queries.agreement_page(world.actors["other"], agreement)
    assert not any(page[name] for name in ("keeps", "may_edit", "may_review", "may_renew"))


def test_token_without_the_scope_may_do_nothing(world: World) -> None:
    from dataclasses import replace

    reader: Actor = replace(world.actors["secretary"], scopes=frozenset({"exchange:read"}))
    agreement = exchange.make_agreement(world.chamber, world.chamber, world.other)
    exchange.make_commitment(agreement, 0)
    (one,) = queries.commitments(reader, agreement, {})
    assert (one.may_keep, one.may_break, one.may_drop) == (False, False, False)


def test_open_ones_first_the_nearest_then_the_newest_answers(world: World) -> None:
    agreement = exchange.make_agreement(world.chamber, world.chamber, world.other)
    days = {"远": 9, "近": 2}
    for text, day in days.items():
        exchange.make_commitment(agreement, 0, TODAY + day * DAY, text=text)
    for text, day in {"早": -9, "晚": -2}.items():
        exchange.make_commitment(agreement, 0, TODAY + day * DAY, text=text, state=CommitmentState.KEPT)
    carried = exchange.make_commitment(agreement, 0, TODAY - 20 * DAY, text="转走")
    exchange.make_commitment(exchange.make_agreement(world.chamber, world.chamber, world.other), 0, follows=carried)
    found = queries.commitments(world.actors["secretary"], agreement, {})
    assert [one.row.text for one in found] == ["近", "远", "晚", "早", "转走"]
    assert [one.carried for one in found] == [False] * 4 + [True]


def test_evidence_is_shown_where_she_sees_it(world: World) -> None:
    agreement = exchange.make_agreement(world.chamber, world.chamber, world.other)
    firm = make.make_enterprise("砺锋", world.chamber, audience="own")
    row = exchange.make_commitment(agreement, 0, evidence_kind="network.enterprise", evidence_id=firm.pk)
    shown = queries.evidence_of(world.actors["secretary"], row)
    assert shown is not None
    assert shown.text == "砺锋"
    assert queries.evidence_of(world.actors["other"], row) is None


def test_introductions_between_the_parties_may_be_evidence(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    agreement = exchange.make_agreement(world.chamber, world.chamber, world.other)
    introduction = introduced(world.chamber, world.other)
    agreement.introduction = introduction
    monkeypatch.setitem(reference._resolvers, "exchange.introduction", lambda actor, pk: Shown(f"引荐{pk}", "/"))
    assert queries.possible_evidence(world.actors["secretary"], agreement) == [
        (f"exchange.introduction:{introduction.pk}", f"引荐{introduction.pk}")
    ]
    assert queries.introduction_shown(world.actors["secretary"], agreement) == Shown(f"引荐{introduction.pk}", "/")


def test_renewed_one_leads_to_its_successor_and_back(world: World) -> None:
    ended = {"state": AgreementState.ENDED, "ending": AgreementEnding.RENEWED}
    old = exchange.make_agreement(world.chamber, world.chamber, world.other, **ended)
    new = exchange.make_agreement(world.chamber, world.chamber, world.other, follows=old)
    assert queries.agreement_page(world.actors["other"], old)["renewed"] == new
    assert queries.agreement_page(world.actors["other"], new)["before"] == old


@pytest.mark.parametrize("role", ["secretary", "other"])
def test_queries_do_not_grow_with_commitments_and_reviews(world: World, role: str) -> None:
    costs = []
    for number in (1, 3):
        agreement = exchange.make_agreement(world.chamber, world.chamber, world.other)
        for _ in range(number):
            exchange.make_commitment(agreement, 1, TODAY)
            agreement.reviews.create(on=TODAY, found="好", verdict="continue", at="2026-01-01T00:00Z")
        with CaptureQueriesContext(connection) as queried:
            queries.agreement_page(world.actors[role], agreement)
        costs.append(len(queried))
    assert costs[0] == costs[1]
