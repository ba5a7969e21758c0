"""Organisations over the API."""

import pytest
from pytest_django import DjangoAssertNumQueries

from shanghui.network.models import Affiliation, Organisation
from tests.factories import network as make
from tests.network.api.conftest import Caller, Network


def test_list_pages_by_cursor_without_gap_or_repeat(as_secretary: Caller, network: Network) -> None:
    for _ in range(5):
        make.make_organisation(area=network.area)
    seen: list[int] = []
    cursor = ""
    while True:
        page = as_secretary("get", f"/organisations?limit=2&cursor={cursor}").json()
        seen += [item["id"] for item in page["items"]]
        cursor = page["next"]
        if not cursor:
            break
    everybody = Organisation.objects.unrestricted("test").order_by("sort_key", "pk").values_list("pk", flat=True)
    assert seen == list(everybody)


def test_list_finds_by_initials_and_kind(as_secretary: Caller, network: Network) -> None:
    found = as_secretary("get", "/organisations?q=jgj&kind=trade_chamber").json()["items"]
    assert [item["name"] for item in found] == [network.chamber.name]


def test_list_refuses_unknown_key_and_broken_cursor(as_secretary: Caller) -> None:
    assert as_secretary("get", "/organisations?_connector=OR").status_code == 400
    assert as_secretary("get", "/organisations?cursor=%21").status_code == 400


def test_create_is_for_the_federation(as_secretary: Caller, as_officer: Caller) -> None:
    make.make_region("310114")
    body = {"kind": "local_chamber", "name": "南翔镇商会", "region": "310114"}
    assert as_secretary("post", "/organisations", body).status_code == 403
    made = as_officer("post", "/organisations", body)
    assert (made.status_code, made.json()["region"]) == (201, "310114")


def test_create_refuses_unknown_region(as_officer: Caller) -> None:
    body = {"kind": "local_chamber", "name": "南翔镇商会", "region": "999999"}
    assert as_officer("post", "/organisations", body).status_code == 400


def test_repeated_post_with_key_is_done_once(as_officer: Caller) -> None:
    body = {"kind": "local_chamber", "name": "南翔镇商会"}
    first, second = (as_officer("post", "/organisations", body, **{"Idempotency-Key": "k1"}) for _ in range(2))
    assert first.json() == second.json()
    assert Organisation.objects.unrestricted("test").filter(name="南翔镇商会").count() == 1


def test_edit_refuses_a_stale_version(as_secretary: Caller, network: Network) -> None:
    path = f"/organisations/{network.chamber.pk}"
    assert as_secretary("patch", path, {"short_name": "紧固件协会", "version": 1}).json()["version"] == 2
    stale = as_secretary("patch", path, {"short_name": "别的", "version": 1})
    assert (stale.status_code, stale.json()["refusal"]) == (409, "Stale")


def test_edit_of_a_sibling_is_refused(as_secretary: Caller, network: Network) -> None:
    answer = as_secretary("patch", f"/organisations/{network.sibling.pk}", {"short_name": "别人家"})
    assert answer.status_code == 403


def test_clearing_a_reference_with_null_works(as_officer: Caller, network: Network) -> None:
    make.make_region("310114")
    path = f"/organisations/{network.chamber.pk}"
    assert as_officer("patch", path, {"region": "310114"}).json()["region"] == "310114"
    assert as_officer("patch", path, {"region": None}).json()["region"] is None


def test_move_and_undo(as_officer: Caller, network: Network) -> None:
    other = make.make_area(network.federation, "南片区")
    body = {"order": "area", "parent": other.pk, "on": "2026-11-01"}
    moved = as_officer("post", f"/organisations/{network.chamber.pk}/move", body)
    assert moved.status_code == 200
    assert Affiliation.objects.get(child=network.chamber, end=None).parent == other
    undone = as_officer("post", f"/rearrangements/{moved.json()['id']}/undo")
    assert undone.json()["undone_at"] is not None
    assert Affiliation.objects.get(child=network.chamber, end=None).parent == network.area


def test_merge_keeps_members(as_officer: Caller, network: Network) -> None:
    body = {"absorbed": network.chamber.pk}
    assert as_officer("post", f"/organisations/{network.sibling.pk}/merge", body).status_code == 200
    assert network.sibling.memberships.get().enterprise == network.enterprise
    assert as_officer("get", f"/organisations/{network.chamber.pk}").json()["merged_into"] == network.sibling.pk


def test_absent_organisation_answers_404(as_secretary: Caller) -> None:
    assert as_secretary("get", "/organisations/999999").json()["refusal"] == "NotFound"


@pytest.mark.parametrize("number", [1, 3])
def test_list_costs_the_same_for_one_and_three(
    as_secretary: Caller, network: Network, number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(number):
        make.make_organisation(region=make.make_region())
    with django_assert_num_queries(5):
        assert len(as_secretary("get", "/organisations").json()["items"]) == number + 4
