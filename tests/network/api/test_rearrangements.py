"""Undo over the API."""

from shanghui.network.models import Affiliation
from tests.factories import network as make
from tests.network.api.conftest import Caller, Network


def moved(as_officer: Caller, network: Network) -> int:
    body = {"order": "area", "parent": None, "on": "2026-11-01"}
    return int(as_officer("post", f"/organisations/{network.chamber.pk}/move", body).json()["id"])


def test_undo_is_done_once(as_officer: Caller, network: Network) -> None:
    path = f"/rearrangements/{moved(as_officer, network)}/undo"
    undone = as_officer("post", path).json()
    assert (undone["kind"], undone["undone_at"] is not None) == ("move", True)
    assert Affiliation.objects.get(child=network.chamber).end is None
    again = as_officer("post", path)
    assert (again.status_code, again.json()["refusal"]) == (409, "AlreadyUndone")


def test_undo_that_cannot_be_says_so(as_officer: Caller, network: Network) -> None:
    path = f"/rearrangements/{moved(as_officer, network)}/undo"
    Affiliation.objects.filter(child=network.chamber).delete()
    assert as_officer("post", path).json()["refusal"] == "CannotUndo"


def test_undo_is_refused_to_others(as_officer: Caller, as_secretary: Caller, network: Network) -> None:
    """Whoever sees what was moved may read of it; others do not even know of it."""
    path = f"/rearrangements/{moved(as_officer, network)}"
    assert as_secretary("get", path).json()["kind"] == "move"
    assert as_secretary("post", f"{path}/undo").status_code == 403
    assert Caller(make.make_visitor()[0])("get", path).status_code == 404
    assert as_officer("post", "/rearrangements/999999/undo").status_code == 404
