"""Commitments on pages: written down by the keeper, answered by who owes them."""

import pytest
from django.utils.timezone import localdate

from shanghui.core import reference
from shanghui.core.reference import Shown
from shanghui.exchange.models import Commitment
from tests.exchange.queries.test_agreement_results import introduced
from tests.factories import exchange
from tests.factories.world import World

DAY = f"{localdate():%Y-%m-%d}"
PATH = "/exchange/agreements/commitments"


def test_written_down_by_the_keeper(world: World) -> None:
    agreement = exchange.make_agreement(world.chamber, world.chamber, world.other)
    client, path = world.client("secretary"), f"/exchange/agreements/{agreement.pk}/commitments/add/"
    assert "物流商会" in client.get(path).content.decode()
    sent = {"party": agreement.parties.all()[1].pk, "text": "办一场", "due_on": DAY, "repeat_months": "3"}
    assert client.post(path, sent | {"text": ""}).status_code == 422
    assert client.post(path, sent).status_code == 302
    made = Commitment.objects.get()
    assert (made.text, made.party.place, made.repeat_months) == ("办一场", world.other, 3)


def test_kept_is_said_by_the_party_with_its_evidence(world: World) -> None:
    owed = exchange.make_commitment(exchange.make_agreement(world.chamber, world.chamber, world.other), 1)
    client, path = world.client("other"), f"{PATH}/{owed.pk}/kept/"
    assert owed.text in client.get(path).content.decode()
    assert client.post(path, {"evidence": " "}).status_code == 422
    answer = client.post(path, {"evidence": "签到表"})
    assert (answer.status_code, answer["Location"]) == (302, f"/exchange/agreements/{owed.agreement_id}/")
    assert "签到表" in world.client("secretary").get(answer["Location"]).content.decode()
    assert client.post(path, {"evidence": "再来"}).status_code == 409


def test_introduction_of_the_parties_as_evidence(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(reference._resolvers, "exchange.introduction", lambda actor, pk: Shown("那条引荐", "/there/"))
    agreement = exchange.make_agreement(world.chamber, world.chamber, world.other)
    owed, introduction = exchange.make_commitment(agreement, 1), introduced(world.chamber, world.other)
    client, path = world.client("other"), f"{PATH}/{owed.pk}/kept/"
    assert "那条引荐" in client.get(path).content.decode()
    assert client.post(path, {"reference": f"exchange.introduction:{introduction.pk}"}).status_code == 302
    assert 'href="/there/"' in client.get(f"/exchange/agreements/{agreement.pk}/").content.decode()


@pytest.mark.parametrize(
    ("step", "role", "state"), [("broken", "other", "broken"), ("dropped", "secretary", "dropped")]
)
def test_broken_and_dropped_with_the_reason(world: World, step: str, role: str, state: str) -> None:
    owed = exchange.make_commitment(exchange.make_agreement(world.chamber, world.chamber, world.other), 1)
    client, path = world.client(role), f"{PATH}/{owed.pk}/{step}/"
    assert owed.text in client.get(path).content.decode()
    assert client.post(path, {"reason": ""}).status_code in {200, 422}
    assert client.post(path, {"reason": "没有场地"}).status_code == 302
    owed.refresh_from_db()
    assert (owed.state, owed.reason) == (state, "没有场地")


def test_foreign_as_absent_and_unknown_keys_refused(world: World) -> None:
    owed = exchange.make_commitment(exchange.make_agreement(world.chamber, world.chamber, world.other), 1)
    for step in ("kept", "broken", "dropped"):
        assert world.client("officer").get(f"{PATH}/{owed.pk}/{step}/").status_code == 404
        assert world.client("other").get(f"{PATH}/{owed.pk}/{step}/?x=1").status_code == 400
