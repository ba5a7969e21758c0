"""The list, the file, the draft and the page of an introduction, step by step."""

import re
from decimal import Decimal

import pytest
from django.utils import timezone
from django.utils.timezone import localdate

from shanghui.exchange.actions.progress import record_outcome
from shanghui.exchange.models import Introduction
from shanghui.exchange.rules import IntroductionState, OutcomeKind
from tests.exchange.conftest import bring
from tests.factories import exchange as make
from tests.factories.exchange import MAKER_CONTACT, Pair

State = IntroductionState
DAY = localdate().isoformat()


def test_draft_shows_both_sides_and_sends_or_keeps(pair: Pair) -> None:
    pair.need.requirements.create(attribute="grade", relation="equal", value="10.9级", must=True)
    client = pair.client("asker")
    url = f"/exchange/introductions/new/?need={pair.need.pk}&offer={pair.offer.pk}"
    page = client.get(url).content.decode()
    assert [
        w for w in ("上海澄屿装备", "上海申岳紧固件", "10.9级", "未知", "麻烦您问一声", "先存草稿") if w not in page
    ] == []
    contacts = client.post(url, {"message": "电话13900001111"})
    assert (contacts.status_code, "电话13900001111" in contacts.content.decode()) == (422, True)
    kept = client.post(url, {"message": "您好", "keep": "1"})
    made = Introduction.objects.unrestricted("test").get()
    assert (kept.status_code, made.state, made.fits[0]["state"]) == (302, State.DRAFTED, "unknown")
    other = make.make_offer(pair.other, pair.maker)
    sent = client.post(url.replace(f"offer={pair.offer.pk}", f"offer={other.pk}"), {"message": "您好"})
    assert (
        Introduction.objects.unrestricted("test").get(pk=sent.headers["Location"].split("/")[-2]).state == State.ASKED
    )


@pytest.mark.parametrize(
    "query", ["", "?need=x&offer=1", "?need={need}&offer={offer}&x=1", "?need={offer}&offer={need}"]
)
def test_draft_of_what_is_no_pair_is_refused(pair: Pair, query: str) -> None:
    url = "/exchange/introductions/new/" + query.format(need=pair.need.pk, offer=pair.offer.pk)
    assert pair.client("asker").get(url).status_code == 400


def test_stranger_to_both_listings_is_told_where_to_begin(pair: Pair) -> None:
    url = f"/exchange/introductions/new/?need={pair.need.pk}&offer={pair.offer.pk}"
    assert pair.client("far").get(url).status_code == 409
    assert pair.client("buyer").get(url).status_code == 403


def test_page_leads_from_step_to_step(pair: Pair) -> None:
    made = bring(pair, State.ASKED, timezone.now())
    steps = [
        ("asked", "screen", {"version": made.version}, "愿意引荐，去问企业"),
        ("asker", "consent", {"side": "need"}, "企业同意了，登记"),
        ("maker", "consent", {"side": "offer"}, "同意引荐"),
        ("asker", "meeting", {"on": DAY, "text": "看样", "next_step": "寄样", "next_step_on": DAY}, "登记见面"),
        ("asked", "next-step", {"next_step": "试装"}, "约下一步"),
        ("asked", "negotiation", {}, "进入洽谈"),
        ("asker", "outcomes", {"kind": "signed", "on": DAY, "amount": "5", "evidence": "合同"}, "登记成效"),
        ("asker", "messages", {"text": "一句话"}, "发送"),
        ("asker", "conclude", {}, "办结"),
    ]
    for role, step, body, button in steps:
        client, url = pair.client(role), f"/exchange/introductions/{made.pk}/"
        assert button in client.get(url).content.decode(), step
        assert client.post(f"{url}{step}/", body).status_code == 302, step
    made.refresh_from_db()
    assert made.state == State.CONCLUDED
    page = pair.client("asked").get(url).content.decode()
    assert [w for w in ("一句话", "看样", MAKER_CONTACT["phone"], "已经办结") if w not in page] == []


def test_what_was_typed_stays_when_it_is_refused(pair: Pair) -> None:
    made = bring(pair, State.ASKED, timezone.now())
    url = f"/exchange/introductions/{made.pk}/"
    for step, body in (
        ("decline", {"side": "offer", "text": "留着的话"}),
        ("messages", {"text": "留着的话13900001111"}),
    ):
        answer = pair.client("asked").post(f"{url}{step}/", body)
        assert (answer.status_code, "留着的话" in answer.content.decode()) == (422, True), step
    assert pair.client("asked").post(f"{url}consent/", {"side": "x"}).status_code == 400
    assert pair.client("asked").get(f"{url}?x=1").status_code == 400


def test_link_stands_on_one_answer_with_its_text_and_picture(pair: Pair) -> None:
    made = bring(pair, State.SCREENED, timezone.now())
    client, url = pair.client("asked"), f"/exchange/introductions/{made.pk}/"
    answer = client.post(f"{url}link/", {"side": "offer"})
    page = answer.content.decode()
    link = re.search(r"http[^\s<]+/exchange/consent/[\w-]+/", page)
    assert answer.status_code == 201
    assert link
    assert "data:image/svg" in page
    assert link[0] not in client.get(url).content.decode()
    text = re.search(r'<textarea[^>]*id="chat"[^>]*>(.*?)</textarea>', page, re.S)
    assert text
    assert "采购高强度螺栓" in text[1]
    assert [word for word in (*MAKER_CONTACT.values(), "麻烦问一声") if word in text[1]] == []


def test_file_has_the_filters_of_the_page_and_amounts_for_the_parties(pair: Pair) -> None:
    made = bring(pair, State.MET, timezone.now())
    facts = {"kind": OutcomeKind.SIGNED, "on": localdate(), "amount": Decimal(98765), "now": timezone.now()}
    record_outcome(actor=pair.actors["asker"], introduction=made, **facts)  # type: ignore[arg-type]
    for role, seen in (("asker", True), ("maker", True), ("officer", False), ("far", False)):
        answer = pair.client(role).get("/exchange/introductions.csv")
        text = b"".join(answer.streaming_content).decode()  # type: ignore[attr-defined]
        assert ("98765" in text) is seen, role
        assert [word for word in MAKER_CONTACT.values() if word in text] == []
    assert pair.client("asker").get("/exchange/introductions.xlsx?state=x").status_code == 400
    narrowed = pair.client("asker").get("/exchange/introductions.csv?state=asked")
    assert b"98765" not in b"".join(narrowed.streaming_content)  # type: ignore[attr-defined]


def test_list_says_what_waits_and_what_there_is(pair: Pair) -> None:
    client = pair.client("asked")
    assert "还没有引荐" in client.get("/exchange/introductions/").content.decode()
    bring(pair, State.ASKED, timezone.now())
    page = client.get("/exchange/introductions/").content.decode()
    assert [w for w in ("等我办", "澄屿装备与申岳紧固件", "3个工作日", "全部引荐") if w not in page] == []
    assert "没有找到" in client.get("/exchange/introductions/?state=met").content.decode()
    for bad in ("x=1", "state=x", "side=x", "organisation=x", "page=9", "page=x"):
        assert client.get(f"/exchange/introductions/?{bad}").status_code == 400, bad
