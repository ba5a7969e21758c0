"""Registration without an account, and the guest's own pages."""

import re

import pytest
from django.test import Client
from django.utils import timezone

from shanghui.activities.models import Question, Registration
from shanghui.activities.rules import ActivityState, Confirmation, QuestionKind, RegistrationState
from shanghui.core.models import OutboxMessage
from tests.factories.activities_activities import Fair

State = RegistrationState
SENT = {"name": "顾客甲", "firm": "上海某某公司", "phone": "139 0000 1111", "email": "g@example.com", "agreed": "on"}


def _url(fair: Fair) -> str:
    return f"/activities/r/{fair.activity.key}/"


def _guest() -> Registration:
    return Registration.objects.unrestricted("test").get()


def test_page_asks_for_no_account_and_is_kept_by_nobody(fair: Fair) -> None:
    answer = Client().get(_url(fair))
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "no-store, private"
    assert "noindex" in answer["X-Robots-Tag"]
    page = answer.content.decode()
    assert "您填的信息由紧固件协会保管" in page
    assert "安徽商会" in page, "a unit of the host's area"
    assert "物流商会" not in page, "no unit of another area"


def test_registered_guest_is_led_to_her_private_link(fair: Fair) -> None:
    answer = Client().post(_url(fair), SENT | {"unit": fair.sister.pk})
    guest = _guest()
    assert answer.status_code == 302
    assert answer["Location"] == f"/activities/g/{guest.key}/"
    assert (guest.state, guest.unit, guest.phone) == (State.UNCONFIRMED, fair.sister, "13900001111")
    page = Client().get(answer["Location"]).content.decode()
    assert "等秘书处确认" in page


@pytest.mark.parametrize("missing", ["name", "phone", "agreed"])
def test_what_is_missing_is_said(fair: Fair, missing: str) -> None:
    sent = {name: value for name, value in SENT.items() if name != missing}
    assert Client().post(_url(fair), sent).status_code == 422
    assert not Registration.objects.unrestricted("test").exists()


def test_program_that_fills_every_field_writes_nothing(fair: Fair) -> None:
    answer = Client().post(_url(fair), SENT | {"website": "http://spam.example"})
    assert answer.status_code == 200
    assert not Registration.objects.unrestricted("test").exists()


def test_known_and_unknown_firms_are_answered_alike(fair: Fair) -> None:
    pages = []
    for number, firm in enumerate(("上海申岳紧固件有限公司", "上海没有这家有限公司")):
        answer = Client().post(_url(fair), SENT | {"firm": firm, "phone": f"1390000222{number}"}, follow=True)
        page = answer.content.decode().replace(firm, "").replace(f"1390000222{number}", "")
        pages.append(re.sub(r"/activities/g/[\w-]+|csrf[^>]*>|hx-headers='[^']*'", "", page))
    assert pages[0] == pages[1]
    assert [row.enterprise for row in Registration.objects.unrestricted("test").order_by("pk")] == [fair.firm, None]


def test_refusals_are_said_on_the_page(fair: Fair) -> None:
    Client().post(_url(fair), SENT)
    twice = Client().post(_url(fair), SENT)
    assert twice.status_code == 409
    assert "已经报过名" in twice.content.decode()
    fair.activity.state = ActivityState.CANCELLED
    fair.activity.cancellation = "台风"
    fair.activity.save()
    assert "台风" in Client().get(_url(fair)).content.decode()
    assert Client().post(_url(fair), SENT | {"name": "乙"}).status_code == 409


def test_draft_and_unknown_key_look_alike(fair: Fair) -> None:
    fair.activity.state = ActivityState.DRAFT
    fair.activity.save()
    assert Client().get(_url(fair)).status_code == Client().get("/activities/r/none/").status_code == 404


def test_own_questions_are_asked_and_demanded(fair: Fair) -> None:
    row = Question.objects.create(
        activity=fair.activity, number=0, kind=QuestionKind.MANY, text="带什么", choices="样品\n图纸", demanded=True
    )
    assert Client().post(_url(fair), SENT).status_code == 422
    Client().post(_url(fair), SENT | {f"answer_{row.pk}": ["样品", "图纸"]})
    assert _guest().answers.get().text == "样品\n图纸"


def test_too_many_registrations_from_one_address_are_slowed_down(
    fair: Fair, settings: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    from django.core.cache import cache

    from shanghui.activities.views import registering

    cache.clear()
    settings.PAGES_PER_TEN_MINUTES = 100  # type: ignore[attr-defined]
    monkeypatch.setattr(registering, "MOST_REGISTRATIONS", 2)
    states = [Client().post(_url(fair), SENT | {"name": f"来宾{at}"}).status_code for at in range(3)]
    assert states == [302, 302, 429]


def test_code_confirms_on_her_page(fair: Fair) -> None:
    fair.activity.confirmation = Confirmation.CODE
    fair.activity.save()
    link = Client().post(_url(fair), SENT)["Location"]
    found = re.search(r"验证码：(\d{6})", OutboxMessage.objects.get(receiver="g@example.com").payload["text"])
    assert found
    wrong = f"{(int(found[1]) + 1) % 10**6:06}"
    assert Client().post(f"{link}code/", {"code": "12"}).status_code == 422
    assert Client().post(f"{link}code/", {"code": wrong}).status_code == 400
    assert "验证码刚发过" in Client().post(f"{link}code/again/").content.decode()
    assert Client().post(f"{link}code/", {"code": found[1]}).status_code == 302
    assert _guest().state == State.REGISTERED


def test_place_in_line_is_shown(fair: Fair) -> None:
    fair.guest(State.WAITING)
    second = fair.guest(State.WAITING)
    assert "您排在候补第2位" in Client().get(f"/activities/g/{second.key}/").content.decode()


def test_guest_changes_and_withdraws(fair: Fair) -> None:
    guest = fair.guest(phone="13900003333")
    link = f"/activities/g/{guest.key}/"
    assert "取消报名" in Client().get(link).content.decode()
    changed = Client().post(f"{link}edit/", {"name": "新名", "phone": "13900004444"})
    assert changed.status_code == 302
    assert Client().post(f"{link}cancel/").status_code == 302
    guest.refresh_from_db()
    assert (guest.name, guest.state) == ("新名", State.CANCELLED)
    assert Client().post(f"{link}cancel/").status_code == 409
    assert "您已取消报名" in Client().get(link).content.decode()


def test_calendar_files_need_no_account(fair: Fair) -> None:
    guest = fair.guest()
    for url in (f"{_url(fair)}activity.ics", f"/activities/g/{guest.key}/activity.ics"):
        answer = Client().get(url)
        assert answer["Content-Type"].startswith("text/calendar")
        assert "新春见面会" in answer.content.decode()


def test_closed_registration_shows_no_form(fair: Fair) -> None:
    fair.activity.register_until = timezone.now()
    fair.activity.save()
    page = Client().get(_url(fair)).content.decode()
    assert "报名已经截止" in page
    assert 'name="phone"' not in page
