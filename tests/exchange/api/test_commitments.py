"""Commitments by program."""

import pytest
from django.utils.timezone import localdate

from tests.exchange.api.test_agreements import call
from tests.factories import exchange
from tests.factories.world import World


@pytest.fixture
def path(world: World) -> str:
    """Of a commitment that the other side owes."""
    owed = exchange.make_commitment(exchange.make_agreement(world.chamber, world.chamber, world.other), 1)
    return f"/commitments/{owed.pk}"


def test_kept_with_a_sentence_or_a_reference(world: World, path: str) -> None:
    assert call(world, "other", "post", f"{path}/kept", {}).json()["refusal"] == "EvidenceWanted"
    reference = {"kind": "network.organisation", "id": world.other.pk}
    assert call(world, "other", "post", f"{path}/kept", {"reference": reference | {"id": 987_654}}).status_code == 400
    kept = call(world, "other", "post", f"{path}/kept", {"text": "办了", "reference": reference}).json()
    assert (kept["state"], kept["evidence"], kept["reference"]) == ("kept", "办了", "物流商会")
    assert call(world, "other", "post", f"{path}/kept", {"text": "再来"}).json()["refusal"] == "CommitmentSettled"


@pytest.mark.parametrize(("step", "role"), [("broken", "other"), ("dropped", "secretary")])
def test_broken_and_dropped_with_the_reason(world: World, path: str, step: str, role: str) -> None:
    assert call(world, role, "post", f"{path}/{step}", {"reason": ""}).status_code == 400
    assert call(world, role, "post", f"{path}/{step}", {"reason": "没有场地"}).json()["reason"] == "没有场地"


def test_who_may_not_and_who_sees_nothing(world: World, path: str) -> None:
    assert call(world, "secretary", "post", f"{path}/kept", {"text": "办了"}).status_code == 403
    assert call(world, "other", "post", f"{path}/dropped", {"reason": "不想"}).status_code == 403
    assert call(world, "officer", "post", f"{path}/kept", {"text": "办了"}).status_code == 404


def test_written_down_for_one_of_the_parties(world: World) -> None:
    agreement = exchange.make_agreement(world.chamber, world.chamber, world.other)
    foreign = exchange.make_agreement(world.chamber, world.chamber, world.other).parties.all()[0]
    body = {"party": agreement.parties.all()[1].pk, "text": "办一场", "due_on": f"{localdate()}", "repeat_months": 3}
    made = call(world, "secretary", "post", f"/{agreement.pk}/commitments", body).json()
    assert (made["party"], made["repeat_months"], made["state"]) == (body["party"], 3, "open")
    for change in ({"party": foreign.pk}, {"text": ""}, {"text": "a\0"}, {"repeat_months": 0}, {"x": 1}):
        assert call(world, "secretary", "post", f"/{agreement.pk}/commitments", body | change).status_code == 400, (
            change
        )
    assert call(world, "other", "post", f"/{agreement.pk}/commitments", body).status_code == 403
