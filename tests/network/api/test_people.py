"""People and posts over the API."""

import pytest
from pytest_django import DjangoAssertNumQueries

from shanghui.network.rules import Post
from tests.factories import network as make
from tests.network.api.conftest import Caller, Network


def test_person_shows_contacts_to_colleagues_alone(as_secretary: Caller, network: Network) -> None:
    person = make.make_person("韩叙", phone="13800000001")
    make.make_appointment(person, network.sibling, Post.PRESIDENT)
    seen = as_secretary("get", f"/people/{person.pk}").json()
    assert (seen["phone"], seen["appointments"][0]["post"]) == (None, "president")
    colleague = Caller(make.make_secretary(network.sibling)[0])
    assert colleague("get", f"/people/{person.pk}").json()["phone"] == "13800000001"


def test_person_of_a_hidden_firm_keeps_that_post_hidden(as_secretary: Caller, network: Network) -> None:
    person = make.make_person("顾承舟")
    firm = make.make_enterprise("上海泓源食品有限公司", network.sibling, audience="own")
    make.make_appointment(person, network.sibling, Post.PRESIDENT)
    make.make_appointment(person, firm, Post.CONTACT)
    shown = as_secretary("get", f"/people/{person.pk}").json()["appointments"]
    assert [row["post"] for row in shown] == ["president"]


def test_add_edit_appoint_hand_over(as_secretary: Caller, network: Network) -> None:
    made = as_secretary("post", "/people", {"name": "李若谷", "phone": "13800000002"})
    assert made.status_code == 201
    pk = made.json()["id"]
    assert as_secretary("patch", f"/people/{pk}", {"name": "李若谷", "email": "a@b.cn"}).json()["email"] == "a@b.cn"
    body = {"post": "secretary", "organisation": network.chamber.pk, "start": "2026-01-01"}
    appointment = as_secretary("post", f"/people/{pk}/appointments", body).json()
    successor = as_secretary("post", "/people", {"name": "程景明"}).json()["id"]
    path = f"/people/appointments/{appointment['id']}/hand-over"
    assert as_secretary("post", path, {"successor": successor, "on": "2026-11-01"}).status_code == 200
    posts = as_secretary("get", f"/people/{successor}").json()["appointments"]
    assert [row["post"] for row in posts] == ["secretary"]
    assert as_secretary("get", "/people?q=程景明").json()["items"][0]["id"] == successor


def test_nobody_grants_more_than_her_own(as_secretary: Caller, network: Network) -> None:
    pk = as_secretary("post", "/people", {"name": "李若谷"}).json()["id"]
    body = {"post": "federation_officer", "organisation": network.federation.pk}
    assert as_secretary("post", f"/people/{pk}/appointments", body).status_code == 403


def test_end_of_a_post(as_secretary: Caller, network: Network) -> None:
    row = make.make_appointment(make.make_person(), network.chamber, Post.STAFF)
    ended = as_secretary("post", f"/people/appointments/{row.pk}/end", {"on": "2026-10-31"})
    assert ended.json()["end"] == "2026-10-31"
    assert as_secretary("post", "/people/appointments/999999/end", {"on": "2026-10-31"}).status_code == 404


def test_a_post_needs_exactly_one_place(as_secretary: Caller, network: Network) -> None:
    pk = as_secretary("post", "/people", {"name": "李若谷"}).json()["id"]
    assert as_secretary("post", f"/people/{pk}/appointments", {"post": "contact"}).status_code == 400
    body = {"post": "contact", "enterprise": network.enterprise.pk}
    assert as_secretary("post", f"/people/{pk}/appointments", body).status_code == 201


@pytest.mark.parametrize("number", [1, 3])
def test_list_costs_the_same_for_one_and_three(
    as_secretary: Caller, network: Network, number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(number):
        make.make_appointment(make.make_person(), network.sibling, Post.STAFF)
    with django_assert_num_queries(5):
        assert len(as_secretary("get", "/people").json()["items"]) == number + 2


def test_post_in_a_hidden_place_is_neither_ended_nor_handed_over(as_secretary: Caller, network: Network) -> None:
    hidden = make.make_organisation("隐会", audience="own")
    row = make.make_appointment(make.make_person(), hidden, Post.STAFF)
    for deed, body in (("end", {"on": "2026-10-31"}), ("hand-over", {"successor": row.person_id, "on": "2026-11-01"})):
        assert as_secretary("post", f"/people/appointments/{row.pk}/{deed}", body).status_code == 404
