"""The page behind a consent link: no account, one answer, one page for every link that does not open."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from shanghui.accounts import throttle
from shanghui.core.models import AuditRow
from shanghui.exchange.actions.consents import give_consent, make_consent_link
from shanghui.exchange.models import ConsentLink, Introduction
from shanghui.exchange.rules import IntroductionState, Side
from tests.exchange.conftest import bring
from tests.factories.exchange import BUYER_CONTACT, MAKER_CONTACT, Pair, build_pair

State = IntroductionState


@pytest.fixture(autouse=True)
def _fresh_counts() -> None:
    from django.core.cache import cache

    cache.clear()


@pytest.fixture
def made(pair: Pair) -> Introduction:
    return bring(pair, State.SCREENED, timezone.now())


def address(pair: Pair, introduction: Introduction, role: str = "asked", side: Side = Side.OFFER) -> str:
    facts = {"introduction": introduction, "side": side, "now": timezone.now()}
    return f"/exchange/consent/{make_consent_link(actor=pair.actors[role], **facts).token}/"  # type: ignore[arg-type]


def test_page_says_who_asks_what_for_and_what_becomes_of_contacts(pair: Pair, made: Introduction) -> None:
    answer = Client().get(address(pair, made))
    page = answer.content.decode()
    assert answer.status_code == 200
    words = ["紧固件协会", "安徽商会", "采购高强度螺栓", "供应高强度螺栓", "上海澄屿装备有限公司", "谁也看不到"]
    assert [word for word in words if word not in page] == []
    assert [
        word for word in (*BUYER_CONTACT.values(), *MAKER_CONTACT.values(), "麻烦问一声", "沈知微") if word in page
    ] == []


def test_page_keeps_an_anonymous_firm_nameless(db: None) -> None:
    pair = build_pair(anonymous=True)
    page = Client().get(address(pair, bring(pair, State.SCREENED, timezone.now()))).content.decode()
    assert "澄屿" not in page
    assert "紧固件协会的一家会员" in page


def test_page_is_kept_by_no_cache_and_found_by_no_search_engine(pair: Pair, made: Introduction) -> None:
    url = address(pair, made)
    for answer in (Client().get(url), Client().get("/exchange/consent/none/"), Client().post(url, {"answer": "yes"})):
        assert "no-store" in answer.headers["Cache-Control"]
        assert "noindex" in answer.headers["X-Robots-Tag"]
        assert answer.headers["Referrer-Policy"] == "same-origin"


def test_yes_is_one_press_without_an_account(pair: Pair, made: Introduction) -> None:
    url = address(pair, made)
    for method in ("get", "head"):  # a chat program that looks for a preview answers nothing
        assert getattr(Client(), method)(url).status_code == 200
    made.refresh_from_db()
    assert made.asked_consent_at is None
    assert "您的同意已经记下" in Client().post(url, {"answer": "yes"}).content.decode()
    made.refresh_from_db()
    assert made.asked_consent_at is not None
    assert Client().post(url, {"answer": "yes"}).status_code == 410


def test_second_yes_says_that_both_agreed_and_shows_no_contacts(pair: Pair, made: Introduction) -> None:
    url = address(pair, made)
    give_consent(actor=pair.actors["asker"], introduction=made, side=Side.NEED, now=timezone.now())
    page = Client().post(url, {"answer": "yes"}).content.decode()
    assert "双方都同意了" in page
    assert BUYER_CONTACT["phone"] not in page


def test_no_wants_a_reason_and_keeps_what_was_typed(pair: Pair, made: Introduction) -> None:
    url = address(pair, made)
    for body in ({"answer": "no", "text": "忙不过来"}, {}, {"answer": "perhaps"}, {"answer": "no", "reason": "x"}):
        answer = Client().post(url, body)
        assert answer.status_code == 422
    contacts = Client().post(url, {"answer": "no", "reason": "other", "text": "打13900001111"})
    assert (contacts.status_code, "正文里有联系方式" in contacts.content.decode()) == (400, True)
    assert Client().post(url, {"answer": "no", "reason": "no_capacity", "text": "忙不过来"}).status_code == 200
    made.refresh_from_db()
    assert (made.state, made.reason, made.reason_note) == (State.DECLINED, "no_capacity", "忙不过来")


def test_used_over_unknown_and_pointless_links_look_alike(pair: Pair, made: Introduction) -> None:
    used = address(pair, made, "asker", Side.NEED)
    Client().post(used, {"answer": "yes"})
    over = address(pair, made)
    answers = [Client().get(used), Client().get("/exchange/consent/never-made/"), Client().post(used, {"answer": "no"})]
    ConsentLink.objects.filter(used_at=None).update(expires_at=timezone.now() - timedelta(seconds=1))
    answers += [Client().get(over), Client().post(over, {"answer": "yes"})]
    ConsentLink.objects.filter(used_at=None).update(expires_at=timezone.now() + timedelta(days=1))
    give_consent(actor=pair.actors["asked"], introduction=made, side=Side.OFFER, now=timezone.now())
    answers.append(Client().get(over))
    assert {answer.status_code for answer in answers} == {410}
    texts = {answer.content.decode().replace(over, "").replace(used, "").replace("/exchange/consent/never-made/", "")
             for answer in answers}  # fmt: skip
    import re

    assert len({re.sub(r"[A-Za-z0-9]{64}", "", text) for text in texts}) == 1
    assert "这个链接打不开了" in next(iter(texts))


def test_token_is_long_enough(pair: Pair, made: Introduction) -> None:
    token = address(pair, made).split("/")[-2]
    assert len(token) * 6 >= 128


def test_guessing_is_slowed_down_and_reported_once(db: None, settings: object) -> None:
    settings.PAGES_PER_TEN_MINUTES = 600  # type: ignore[attr-defined]
    answers = [Client().get(f"/exchange/consent/guess-{number}/").status_code for number in range(throttle.GUESSES + 3)]
    assert answers == [410] * throttle.GUESSES + [429] * 3
    assert AuditRow.objects.filter(action="slow_down").count() == 1
    elsewhere = Client(REMOTE_ADDR="192.0.2.7")
    assert elsewhere.get("/exchange/consent/guess/").status_code == 410


def test_answer_without_csrf_token_is_refused(pair: Pair, made: Introduction) -> None:
    browser = Client(enforce_csrf_checks=True)
    assert browser.post(address(pair, made), {"answer": "yes"}).status_code == 403


def test_unknown_key_is_refused_and_markup_is_text(pair: Pair, made: Introduction) -> None:
    url = address(pair, made)
    assert Client().get(f"{url}?x=1").status_code == 400
    Introduction.objects.unrestricted("test").update(subject="<img src=x>")
    pair.need.title = "<img src=x onerror=alert(1)>"
    pair.need.save()
    page = Client().get(url).content.decode()
    assert "<img src=x" not in page
    assert "&lt;img src=x" in page
