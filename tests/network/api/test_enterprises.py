"""Enterprises over the API."""

import pytest
from pytest_django import DjangoAssertNumQueries

from shanghui.core.audience import Audience
from tests.factories import network as make
from tests.network.api.conftest import Caller, Network


def test_contacts_are_for_its_own_organisations(as_secretary: Caller, network: Network) -> None:
    stranger = Caller(make.make_secretary(network.sibling)[0])
    path = f"/enterprises/{network.enterprise.pk}"
    assert as_secretary("get", path).json()["phone"] == "13900000000"
    assert stranger("get", path).json()["phone"] is None
    listed = {item["phone"] for item in stranger("get", "/enterprises").json()["items"]}
    assert listed == {None}
    assert as_secretary("get", "/enterprises").json()["items"][0]["phone"] == "13900000000"


def test_own_enterprise_is_unknown_to_siblings(network: Network) -> None:
    hidden = make.make_enterprise("上海博岩弹簧厂", network.chamber, audience=Audience.OWN)
    stranger = Caller(make.make_secretary(network.sibling)[0])
    assert stranger("get", f"/enterprises/{hidden.pk}").status_code == 404
    assert stranger("patch", f"/enterprises/{hidden.pk}", {"name": "改名"}).status_code == 404


def test_list_filters_by_region_and_industry(as_secretary: Caller, network: Network) -> None:
    region, industry = make.make_region("310114"), make.make_industry("3482")
    make.make_enterprise("上海迅拓精密机械厂", network.chamber, region=region, industry=industry)
    found = as_secretary("get", "/enterprises?region=310000&industry=34&q=xunuo").json()["items"]
    assert found == []
    found = as_secretary("get", "/enterprises?region=310000&industry=34&q=xuntuo").json()["items"]
    assert [item["name"] for item in found] == ["上海迅拓精密机械厂"]


def test_add_makes_it_a_member_at_once(as_secretary: Caller, network: Network) -> None:
    body = {"name": "上海衡麓风电装备有限公司", "organisation": network.chamber.pk, "membership": {"grade": "council"}}
    made = as_secretary("post", "/enterprises", body)
    assert made.status_code == 201
    members = as_secretary("get", f"/memberships?organisation={network.chamber.pk}").json()
    assert {(row["enterprise"]["name"], row["grade"]) for row in members} == {
        ("上海砺锋标准件有限公司", "member"),
        ("上海衡麓风电装备有限公司", "council"),
    }


def test_add_to_a_foreign_organisation_changes_nothing(as_secretary: Caller, network: Network) -> None:
    body = {"name": "上海衡麓风电装备有限公司", "organisation": network.sibling.pk}
    assert as_secretary("post", "/enterprises", body).status_code == 403
    assert as_secretary("get", "/enterprises?q=衡麓").json()["items"] == []


def test_edit_own_and_not_others(as_secretary: Caller, network: Network) -> None:
    foreign = make.make_enterprise("上海泓源食品有限公司", network.sibling)
    path = f"/enterprises/{network.enterprise.pk}"
    assert as_secretary("patch", path, {"main_business": "高强度螺栓"}).json()["main_business"] == "高强度螺栓"
    assert as_secretary("patch", f"/enterprises/{foreign.pk}", {"main_business": "糕点"}).status_code == 403


def test_role_and_owner_cannot_be_patched(as_secretary: Caller, network: Network) -> None:
    answer = as_secretary("patch", f"/enterprises/{network.enterprise.pk}", {"entered_by": network.sibling.pk})
    assert answer.status_code == 400


def test_merge_two_of_one_s_own(as_secretary: Caller, network: Network) -> None:
    double = make.make_enterprise("砺锋标准件（上海）有限公司", network.chamber, credit_code="91310114MA1GT12345")
    body = {"absorbed": double.pk}
    assert as_secretary("post", f"/enterprises/{network.enterprise.pk}/merge", body).status_code == 200
    assert as_secretary("get", f"/enterprises/{network.enterprise.pk}").json()["credit_code"] == "91310114MA1GT12345"


def test_dues_are_the_organisation_s_own(as_secretary: Caller, as_officer: Caller, network: Network) -> None:
    row = network.enterprise.memberships.get()
    changed = as_secretary("patch", f"/memberships/{row.pk}", {"dues_state": "paid", "dues_until": "2026-12-31"})
    assert changed.json()["dues_state"] == "paid"
    seen = as_officer("get", f"/memberships?organisation={network.chamber.pk}").json()
    assert [row["dues_state"] for row in seen] == [None]


@pytest.mark.parametrize("number", [1, 3])
def test_list_costs_the_same_for_one_and_three(
    as_secretary: Caller, network: Network, number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(number):
        make.make_enterprise("", network.chamber, region=make.make_region(), industry=make.make_industry())
    with django_assert_num_queries(6):
        assert len(as_secretary("get", "/enterprises").json()["items"]) == number + 1


def test_merge_with_a_hidden_firm_answers_as_for_an_absent_one(as_secretary: Caller, network: Network) -> None:
    hidden = make.make_enterprise("隐厂", network.sibling, audience="own")
    path = f"/enterprises/{network.enterprise.pk}/merge"
    assert as_secretary("post", path, {"absorbed": hidden.pk}).status_code == 404
    same = as_secretary("post", path, {"absorbed": network.enterprise.pk})
    assert (same.status_code, same.json()["refusal"]) == (400, "MergeWithItself")
