"""Partners for programs: sentences without markup, fits, and the answers that a secretary gives."""

import json
from datetime import timedelta

from django.utils.timezone import localdate

from shanghui.exchange.actions.indexing import rebuild_index
from shanghui.exchange.models import ListingRequirement, MatchAnswer
from tests.factories import network as make
from tests.factories.exchange import make_need, make_offer
from tests.factories.world import World


def test_partners_are_told_judged_and_left_out(world: World) -> None:
    need = make_need(world.chamber, title="求购高强度螺栓M12×80")
    ListingRequirement.objects.create(listing=need, attribute="grade", relation="at_least", value="10.9级")
    firm = make.make_enterprise("申岳紧固件", world.other)
    offers = [make_offer(world.other, firm, title=f"高强度螺栓M12×80，10.9级，{number}号") for number in range(2)]
    rebuild_index()
    client, path = world.client("secretary"), f"/api/v1/exchange/listings/{need.pk}/partners"
    found = client.get(path).json()
    assert found["ready"]
    first = found["items"][0]
    assert first["who"] == "申岳紧固件"
    assert first["fits"][0] == {"requirement": "10.9级", "state": "met", "evidence": "10.9级"}
    assert first["reasons"]
    assert not any("<" in text for text in first["reasons"])
    for offer, deed, body in (
        (offers[0], "dismiss", {"reason": "price", "note": "贵"}),
        (offers[1], "postpone", {"until": (localdate() + timedelta(days=7)).isoformat()}),
    ):
        answer = client.post(f"{path}/{offer.pk}/{deed}", json.dumps(body), content_type="application/json")
        assert answer.status_code == 204
    assert client.get(path).json()["items"] == []
    assert MatchAnswer.objects.count() == 2


def test_stranger_neither_reads_nor_judges(world: World) -> None:
    need, offer = make_need(world.chamber, audience="own"), make_offer(world.other)
    client, path = world.client("other"), f"/api/v1/exchange/listings/{need.pk}/partners"
    assert client.get(path).status_code == 404
    body = json.dumps({"reason": "price"})
    assert client.post(f"{path}/{offer.pk}/dismiss", body, content_type="application/json").status_code == 404
