"""Areas over the API: who reads them, who sets and takes away a host."""

from datetime import timedelta

import pytest
from django.utils.timezone import localdate
from pytest_django import DjangoAssertNumQueries

from shanghui.network.models import HostTerm
from tests.factories import network as make
from tests.network.api.conftest import Caller, Network


def test_areas_their_units_and_hosts(as_officer: Caller, network: Network) -> None:
    assert [area["name"] for area in as_officer("get", "/areas").json()] == ["北片区"]
    units = as_officer("get", f"/areas/{network.area.pk}/units").json()
    assert {unit["id"] for unit in units} == {network.chamber.pk, network.sibling.pk}
    body = {"unit": network.sibling.pk, "start": "2026-10-01", "end": "2026-12-31"}
    path = f"/areas/{network.area.pk}/hosts"
    made = as_officer("post", path, body)
    assert made.status_code == 201
    assert as_officer("post", path, body).json()["refusal"] == "HostPeriodTaken"
    assert as_officer("get", path).json()[0]["unit"]["name"] == network.sibling.name
    assert as_officer("delete", f"{path}/{made.json()['id']}").status_code == 204
    assert as_officer("delete", f"{path}/{made.json()['id']}").status_code == 404


def test_chamber_is_no_area_and_a_term_belongs_to_its_own(as_officer: Caller, network: Network) -> None:
    assert as_officer("get", f"/areas/{network.chamber.pk}/units").status_code == 404
    south = make.make_area(network.federation, "南片区")
    term = make.make_host_term(network.area, network.chamber, localdate(), localdate())
    assert as_officer("delete", f"/areas/{south.pk}/hosts/{term.pk}").status_code == 404
    assert HostTerm.objects.filter(pk=term.pk).exists()


def test_hidden_and_former_units_are_not_listed(as_secretary: Caller, network: Network) -> None:
    hidden = make.make_organisation("隐会", area=network.area, audience="own")
    make.make_host_term(network.area, hidden, localdate(), localdate())
    network.sibling.affiliations.update(end=localdate() - timedelta(days=1))
    assert [unit["id"] for unit in as_secretary("get", f"/areas/{network.area.pk}/units").json()] == [
        network.chamber.pk
    ]
    assert as_secretary("get", f"/areas/{network.area.pk}/hosts").json() == []


def test_host_is_set_by_those_who_lead(as_secretary: Caller, network: Network) -> None:
    path, body = (
        f"/areas/{network.area.pk}/hosts",
        {"unit": network.chamber.pk, "start": "2027-01-01", "end": "2027-03-31"},
    )
    assert as_secretary("post", path, body).status_code == 403
    convener = Caller(make.make_convener(network.area)[0])
    made = convener("post", path, body)
    assert made.status_code == 201
    assert as_secretary("delete", f"{path}/{made.json()['id']}").status_code == 403
    assert convener("post", path, body | {"x": 1}).status_code == 400


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize(("path", "queries"), [("/areas", 1), ("/areas/{area}/units", 2), ("/areas/{area}/hosts", 2)])
def test_list_costs_the_same_for_one_and_three(
    as_secretary: Caller,
    network: Network,
    path: str,
    queries: int,
    number: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for place in range(number):
        make.make_area(network.federation, f"第{place}片区", region=make.make_region())
        unit = make.make_organisation(area=network.area, region=make.make_region())
        make.make_host_term(network.area, unit, localdate(), localdate())
    with django_assert_num_queries(FRAME + queries):
        assert as_secretary("get", path.format(area=network.area.pk)).status_code == 200


#: session, user, her posts, and the areas that they lie in
FRAME = 4
