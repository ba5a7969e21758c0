"""The guest list: who sees whom, filters, files, steps."""

import pytest

from shanghui.activities.models import Question, Registration
from shanghui.activities.rules import ActivityState, QuestionKind, RegistrationState
from tests.factories.activities_activities import Fair

State = RegistrationState


def _page(fair: Fair, role: str, query: str = "") -> str:
    answer = fair.client(role).get(f"/activities/{fair.activity.pk}/guests/{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def test_hosts_see_all_a_unit_its_own_a_firm_its_own(fair: Fair) -> None:
    fair.guest(name="甲来宾", unit=fair.sister, enterprise=fair.firm)
    fair.guest(name="乙来宾", unit=fair.far)
    seen = {role: _page(fair, role) for role in ("keeper", "sister", "contact", "officer")}
    assert "甲来宾" in seen["keeper"]
    assert "乙来宾" in seen["keeper"]
    assert "甲来宾" in seen["sister"]
    assert "乙来宾" not in seen["sister"]
    assert "甲来宾" in seen["contact"]
    assert "来宾1" not in seen["officer"]
    assert "甲来宾" not in seen["officer"]


def test_list_is_narrowed_and_unknown_filters_refused(fair: Fair) -> None:
    fair.guest(name="甲来宾", unit=fair.sister)
    fair.guest(State.WAITING, name="乙来宾")
    assert "乙来宾" not in _page(fair, "keeper", "?state=registered")
    assert "甲来宾" not in _page(fair, "keeper", "?unit=none")
    assert "乙来宾" not in _page(fair, "keeper", "?q=甲来")
    for query in ("?state=here", "?unit=x", "?colour=red"):
        assert fair.client("keeper").get(f"/activities/{fair.activity.pk}/guests/{query}").status_code == 400


def test_list_asks_as_often_for_one_as_for_three(fair: Fair) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    fair.guest(unit=fair.sister, enterprise=fair.firm)
    url, client = f"/activities/{fair.activity.pk}/guests/", fair.client("keeper")
    client.get(url)
    with CaptureQueriesContext(connection) as one:
        client.get(url)
    for unit in (fair.far, fair.host):
        fair.guest(unit=unit)
    with CaptureQueriesContext(connection) as three:
        client.get(url)
    assert len(one) == len(three)


def test_file_has_a_column_for_each_question(fair: Fair) -> None:
    row = Question.objects.create(activity=fair.activity, number=0, kind=QuestionKind.YES, text="用餐吗")
    fair.guest(name="甲来宾").answers.create(question=row, text="yes")
    answer = fair.client("keeper").get(f"/activities/{fair.activity.pk}/guests.csv")
    text = b"".join(answer.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    assert "用餐吗" in text.splitlines()[0]
    assert "甲来宾" in text
    assert "是" in text.splitlines()[1]


def test_many_are_confirmed_and_one_goes_back_to_her_list(fair: Fair) -> None:
    ids = [fair.guest(State.UNCONFIRMED).pk for _ in range(3)]
    url = f"/activities/{fair.activity.pk}/guests/"
    answer = fair.client("keeper").post(f"{url}confirm/", {"guest": ids[:2], "next": f"{url}?state=unconfirmed"})
    assert answer["Location"] == f"{url}?state=unconfirmed"
    states = Registration.objects.unrestricted("test").order_by("pk").values_list("state", flat=True)
    assert list(states) == [State.REGISTERED, State.REGISTERED, State.UNCONFIRMED]
    assert fair.client("sister").post(f"{url}confirm/", {"guest": ids}).status_code == 403
    elsewhere = fair.client("keeper").post(f"{url}confirm/", {"guest": ids, "next": "https://evil.example/"})
    assert elsewhere["Location"] == url


def test_secretary_enters_a_member(fair: Fair) -> None:
    url = f"/activities/{fair.activity.pk}/guests/add/"
    sent = {"name": "顾舟", "enterprise": "申岳紧固件", "again": "1"}
    answer = fair.client("sister").post(url, sent)
    assert answer["Location"] == url
    guest = Registration.objects.unrestricted("test").get()
    assert (guest.enterprise, guest.firm, guest.unit) == (fair.firm, fair.firm.name, fair.sister)


def test_refused_guest_is_said_in_the_form(fair: Fair) -> None:
    fair.guest(name="顾舟", phone="13900001111")
    url = f"/activities/{fair.activity.pk}/guests/add/"
    answer = fair.client("keeper").post(url, {"name": "顾舟", "phone": "13900001111"})
    assert answer.status_code == 422
    assert "已经报过名" in answer.content.decode()


def test_guest_is_declined_edited_cancelled(fair: Fair) -> None:
    first, second = fair.guest(unit=fair.sister), fair.guest(unit=fair.sister)
    keeper, sister = fair.client("keeper"), fair.client("sister")
    assert keeper.post(f"/activities/guests/{first.pk}/decline/", {"reason": "满了"}).status_code == 302
    assert sister.post(f"/activities/guests/{second.pk}/edit/", {"name": "新名"}).status_code == 302
    assert sister.post(f"/activities/guests/{second.pk}/cancel/").status_code == 302
    assert fair.client("far").post(f"/activities/guests/{second.pk}/cancel/").status_code == 404
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, second.state, second.name) == (State.DECLINED, State.CANCELLED, "新名")


@pytest.mark.parametrize("state", [ActivityState.DRAFT, ActivityState.CANCELLED, ActivityState.CLOSED])
def test_nobody_is_entered_before_and_after(fair: Fair, state: ActivityState) -> None:
    fair.activity.state = state
    fair.activity.save()
    assert fair.client("keeper").get(f"/activities/{fair.activity.pk}/guests/add/").status_code == 409
