"""People, posts and areas over the API."""

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


def test_areas_their_units_and_hosts(as_officer: Caller, network: Network) -> None:
    assert [area["name"] for area in as_officer("get", "/areas").json()] == ["北片区"]
    units = as_officer("get", f"/areas/{network.area.pk}/units").json()
    assert {unit["id"] for unit in units} == {network.chamber.pk, network.sibling.pk}
    body = {"unit": network.sibling.pk, "start": "2026-10-01", "end": "2026-12-31"}
    made = as_officer("post", f"/areas/{network.area.pk}/hosts", body)
    assert made.status_code == 201
    again = as_officer("post", f"/areas/{network.area.pk}/hosts", body)
    assert again.json()["refusal"] == "HostPeriodTaken"
    path = f"/areas/{network.area.pk}/hosts"
    assert as_officer("get", path).json()[0]["unit"]["name"] == network.sibling.name
    assert as_officer("delete", f"{path}/{made.json()['id']}").status_code == 204
    assert as_officer("delete", f"{path}/{made.json()['id']}").status_code == 404
