"""Put in force, review, renew, end: each a page."""

from datetime import timedelta

import pytest
from django.utils.timezone import localdate

from shanghui.exchange.models import Agreement
from shanghui.exchange.rules import AgreementState
from tests.factories import exchange
from tests.factories.world import World

TODAY, DAY = localdate(), timedelta(days=1)


def test_put_in_force_or_told_what_is_missing(world: World) -> None:
    draft = exchange.make_agreement(world.chamber, world.chamber, world.other, state=AgreementState.DRAFTED)
    client, path = world.client("secretary"), f"/exchange/agreements/{draft.pk}/in-force/"
    Agreement.objects.unrestricted("test").update(signed_on=None)
    answer = client.post(path)
    assert (answer.status_code, "签订日期" in answer.content.decode()) == (409, True)
    Agreement.objects.unrestricted("test").update(signed_on=TODAY)
    assert client.post(path).status_code == 302
    draft.refresh_from_db()
    assert draft.state == "in_force"
    assert client.get(path).status_code == 405


@pytest.mark.parametrize(("verdict", "onward"), [("continue", ""), ("change", "edit/"), ("end", "end/")])
def test_review_leads_on_to_what_it_asks_for(world: World, verdict: str, onward: str) -> None:
    agreement = exchange.make_agreement(world.chamber, world.chamber, world.other)
    path = f"/exchange/agreements/{agreement.pk}/"
    client = world.client("secretary")
    assert "评估日期" in client.get(f"{path}review/").content.decode()
    assert client.post(f"{path}review/", {"on": "", "found": "", "verdict": verdict}).status_code == 422
    answer = client.post(f"{path}review/", {"on": f"{TODAY:%Y-%m-%d}", "found": "办了两场", "verdict": verdict})
    assert (answer.status_code, answer["Location"]) == (302, f"{path}{onward}")
    assert "办了两场" in world.client("other").get(path).content.decode()


def test_renewal_proposes_the_day_after_and_dates_moved_along(world: World) -> None:
    agreement = exchange.make_agreement(world.chamber, world.chamber, world.other, end=TODAY + 9 * DAY)
    owed = exchange.make_commitment(agreement, 1, TODAY)
    client, path = world.client("secretary"), f"/exchange/agreements/{agreement.pk}/renew/"
    start, due_on = TODAY + 10 * DAY, TODAY + 375 * DAY
    html = client.get(path).content.decode()
    assert f'value="{start:%Y-%m-%d}"' in html
    assert f'value="{due_on:%Y-%m-%d}"' in html
    sent = {"signed_on": f"{TODAY:%Y-%m-%d}", "start": f"{start:%Y-%m-%d}", f"due_{owed.pk}": f"{due_on:%Y-%m-%d}"}
    answer = client.post(path, sent)
    renewed = Agreement.objects.unrestricted("test").get(follows=agreement)
    assert (answer.status_code, answer["Location"]) == (302, f"/exchange/agreements/{renewed.pk}/")
    assert renewed.commitments.get().due_on == due_on
    html = client.get(f"/exchange/agreements/{agreement.pk}/").content.decode()
    assert "续签为" in html
    assert "续签时转到新协议" in html
    assert client.get(path).status_code == client.post(path, sent).status_code == 409


def test_ended_with_the_reason_that_all_parties_read(world: World) -> None:
    agreement = exchange.make_agreement(world.chamber, world.chamber, world.other)
    client, path = world.client("secretary"), f"/exchange/agreements/{agreement.pk}/"
    assert client.post(f"{path}end/", {"reason": " "}).status_code == 422
    assert client.post(f"{path}end/", {"reason": "对方撤销"}).status_code == 302
    assert "对方撤销" in world.client("other").get(path).content.decode()
    for step in ("end/", "review/", "renew/", "commitments/add/"):
        assert client.get(path + step).status_code == 409
