"""Members of an organisation over the API."""

from datetime import timedelta

import pytest
from django.utils.timezone import localdate
from pytest_django import DjangoAssertNumQueries

from shanghui.network.api import memberships
from tests.factories import network as make
from tests.network.api.conftest import Caller, Network

TODAY, DAY = localdate(), timedelta(days=1)


def test_members_of_today_that_she_sees_after_a_row(
    as_secretary: Caller, network: Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(memberships, "LIMIT", 2)
    rows = [make.make_membership(make.make_enterprise(), network.sibling, start=TODAY, end=TODAY) for _ in range(3)]
    make.make_membership(make.make_enterprise(), network.sibling, end=TODAY - DAY)
    make.make_enterprise("隐厂", network.sibling, audience="own")
    make.make_enterprise("旧厂", network.sibling, merged_into=network.enterprise)
    path = f"/memberships?organisation={network.sibling.pk}"
    first = as_secretary("get", path).json()
    second = as_secretary("get", f"{path}&after={first[-1]['id']}").json()
    assert [row["id"] for row in first + second] == [row.pk for row in rows]
    assert {row["dues_state"] for row in first} == {None}


def test_unknown_and_missing_keys_are_refused(as_secretary: Caller, network: Network) -> None:
    assert as_secretary("get", "/memberships").status_code == 400
    assert as_secretary("get", f"/memberships?organisation={network.chamber.pk}&grade=member").status_code == 400
    assert as_secretary("get", "/memberships?organisation=999999").status_code == 404


def test_member_is_taken_in_changed_and_let_go(as_secretary: Caller, network: Network) -> None:
    firm = make.make_enterprise("上海泓源食品有限公司", network.sibling)
    body = {"organisation": network.chamber.pk, "enterprise": firm.pk, "grade": "council", "dues_state": "due"}
    made = as_secretary("post", "/memberships", body).json()
    assert (made["grade"], made["dues_state"]) == ("council", "due")
    path = f"/memberships/{made['id']}"
    assert as_secretary("patch", path, {"end": TODAY.isoformat()}).json()["end"] == TODAY.isoformat()
    assert as_secretary("post", "/memberships", body).json()["refusal"] == "AlreadyThere"
    upside_down = as_secretary("patch", path, {"start": (TODAY + DAY).isoformat()})
    assert (upside_down.status_code, upside_down.json()["refusal"]) == (400, "PeriodUpsideDown")


def test_past_membership_is_not_opened_beside_the_present_one(as_secretary: Caller, network: Network) -> None:
    past = make.make_membership(network.enterprise, network.chamber, start="2020-01-01", end="2021-01-01")
    answer = as_secretary("patch", f"/memberships/{past.pk}", {"end": None})
    assert (answer.status_code, answer.json()["refusal"]) == (409, "AlreadyThere")


def test_membership_of_a_hidden_firm_or_of_another_chamber(as_secretary: Caller, network: Network) -> None:
    hidden = make.make_enterprise("隐厂", network.sibling, audience="own").memberships.get()
    foreign = make.make_enterprise("明厂", network.sibling).memberships.get()
    assert as_secretary("patch", f"/memberships/{hidden.pk}", {"grade": "council"}).status_code == 404
    assert as_secretary("patch", f"/memberships/{foreign.pk}", {"grade": "council"}).status_code == 403
    assert as_secretary("patch", f"/memberships/{foreign.pk}", {"organisation": network.chamber.pk}).status_code == 400


@pytest.mark.parametrize("number", [1, 3])
def test_list_costs_the_same_for_one_and_three(
    as_secretary: Caller, network: Network, number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(number):
        make.make_enterprise("", network.sibling)
    with django_assert_num_queries(6):
        assert len(as_secretary("get", f"/memberships?organisation={network.sibling.pk}").json()) == number
