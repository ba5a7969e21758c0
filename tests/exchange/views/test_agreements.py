"""The list, one agreement, drafting and editing."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate, now

from shanghui.exchange.models import Agreement, Introduction
from shanghui.exchange.rules import AgreementState, IntroductionState
from tests.factories import exchange
from tests.factories import network as make
from tests.factories.world import World

TODAY, DAY = localdate(), timedelta(days=1)
SENT = {"title": "三年合作", "sides": "紧固件协会\n物流商会", "audience": "own", "text": "正文机密"}


def page(world: World, role: str, path: str = "", status: int = 200) -> str:
    answer = world.client(role).get(f"/exchange/agreements/{path}")
    assert answer.status_code == status
    return answer.content.decode()


def test_list_is_narrowed_and_refuses_what_it_does_not_know(world: World) -> None:
    exchange.make_agreement(world.chamber, world.chamber, world.other, title="检测共享", review_on=TODAY - DAY)
    assert "检测共享" in page(world, "other", "?state=in_force&due=soon")
    assert "逾期" in page(world, "secretary")
    assert "检测共享" not in page(world, "secretary", "?state=drafted")
    assert "检测共享" not in page(world, "officer")
    for query in ("?x=1", "?state=x", "?page=9", "?party=O"):
        page(world, "secretary", query, 400)


@pytest.mark.parametrize("role", ["secretary", "visitor"])
def test_empty_list_offers_to_draft_where_she_may(world: World, role: str) -> None:
    assert ("起草协议" in page(world, role)) is (role == "secretary")


def test_file_has_the_lists_filters(world: World) -> None:
    exchange.make_agreement(world.chamber, world.chamber, world.other, title="检测共享")
    client = world.client("secretary")
    answer = client.get("/exchange/agreements.csv?q=检测")
    assert "检测共享" in b"".join(answer.streaming_content).decode()  # type: ignore[attr-defined]
    assert client.get("/exchange/agreements.csv?x=1").status_code == 400


def test_who_takes_part_reads_all_and_others_that_it_exists(world: World) -> None:
    facts = {"title": "检测共享", "purpose": "目的机密", "text": "正文机密", "audience": "federation"}
    agreement = exchange.make_agreement(world.chamber, world.chamber, world.other, **facts)
    exchange.make_commitment(agreement, 1, text="承诺机密")
    for role in ("secretary", "other"):
        html = page(world, role, f"{agreement.pk}/")
        assert all(words in html for words in ("目的机密", "正文机密", "承诺机密", "办成了什么"))
    html = page(world, "officer", f"{agreement.pk}/")
    assert "检测共享" in html
    assert "物流商会" in html
    assert "机密" not in html
    page(world, "visitor", f"{agreement.pk}/", 404)
    page(world, "secretary", "987654/", 404)
    page(world, "secretary", f"{agreement.pk}/?x=1", 400)


def test_message_to_copy_names_what_is_still_owed(world: World) -> None:
    agreement = exchange.make_agreement(world.chamber, world.chamber, world.other, title="检测共享", text="正文机密")
    exchange.make_commitment(agreement, 1, TODAY, text="开放实验室")
    text = world.client("other").get(f"/exchange/agreements/{agreement.pk}/").context["message"].text
    assert text.splitlines()[:3] == [
        "合作协议：检测共享", "签约方：紧固件协会、物流商会", f"{TODAY:%Y-%m-%d} 物流商会：开放实验室",
    ]  # fmt: skip
    assert text.endswith(f"/exchange/agreements/{agreement.pk}/")
    assert "机密" not in text


def test_drafted_with_its_parties_by_name(world: World) -> None:
    client = world.client("secretary")
    answer = client.post("/exchange/agreements/new/", SENT)
    made = Agreement.objects.unrestricted("test").get()
    assert (answer.status_code, answer["Location"]) == (302, f"/exchange/agreements/{made.pk}/")
    assert (made.organisation, made.sides, made.state) == (world.chamber, [world.chamber, world.other], "drafted")
    answer = client.post("/exchange/agreements/new/", SENT | {"sides": "紧固件协会\n没有这家"})
    assert answer.status_code == 422
    assert "没有这家" in answer.content.decode()


def test_from_an_introduction_both_firms_stand_there_already(world: World) -> None:
    need = exchange.make_need(world.chamber, make.make_enterprise("甲厂", world.chamber), title="要螺栓")
    offer = exchange.make_offer(world.other, make.make_enterprise("乙厂", world.other, audience="own"))
    released = {"state": IntroductionState.MET, "released_at": now()}
    introduction = exchange.make_introduction(need, offer, **released)
    client, path = world.client("secretary"), f"/exchange/agreements/new/?introduction={introduction.pk}"
    html = client.get(path).content.decode()
    assert "甲厂\n乙厂" in html
    assert 'value="要螺栓"' in html
    assert client.post(path, SENT | {"sides": "甲厂\n乙厂"}).status_code == 302, "the other firm is hers to know now"
    assert Agreement.objects.unrestricted("test").get().introduction == introduction
    Introduction.objects.unrestricted("test").update(released_at=None)
    assert client.get(path).status_code == 409
    assert world.client("convener").get(path).status_code == 404
    assert client.get("/exchange/agreements/new/?introduction=x").status_code == 400


def test_edited_and_the_second_editor_sees_both_versions(world: World) -> None:
    agreement = exchange.make_agreement(world.chamber, world.chamber, world.other, title="旧名")
    day = f"{TODAY:%Y-%m-%d}"
    sent = SENT | {"signed_on": day, "start": day, "version": "1"}
    client, path = world.client("secretary"), f"/exchange/agreements/{agreement.pk}/edit/"
    assert 'value="旧名"' in client.get(path).content.decode()
    assert client.post(path, sent | {"title": "先改"}).status_code == 302
    answer = client.post(path, sent | {"title": "后改"})
    assert answer.status_code == 409
    assert "先改" in answer.content.decode()
    assert 'value="后改"' in answer.content.decode()
    assert 'name="version" value="2"' in answer.content.decode()
    assert [one.label for one in answer.context["differences"]] == ["协议名称"]
    assert client.post(path, sent | {"title": "后改", "version": "2"}).status_code == 302


def test_list_costs_the_same_for_one_and_three(world: World) -> None:
    client, costs = world.client("secretary"), []
    client.get("/exchange/agreements/")
    for number in (1, 2):
        for _ in range(number):
            agreement = exchange.make_agreement(world.chamber, world.chamber, make.make_enterprise("", world.chamber))
            exchange.make_commitment(agreement)
        with CaptureQueriesContext(connection) as queried:
            client.get("/exchange/agreements/")
        costs.append(len(queried))
    assert costs[0] == costs[1]


def test_draft_offers_to_put_it_in_force(world: World) -> None:
    draft = exchange.make_agreement(world.chamber, world.chamber, world.other, state=AgreementState.DRAFTED)
    assert f"/exchange/agreements/{draft.pk}/in-force/" in page(world, "secretary", f"{draft.pk}/")
    assert f"/exchange/agreements/{draft.pk}/in-force/" not in page(world, "other", f"{draft.pk}/")
