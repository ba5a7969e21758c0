"""Undo over the API."""

from shanghui.network.models import Affiliation
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


def test_undo_is_unknown_to_others(as_officer: Caller, as_secretary: Caller, network: Network) -> None:
    assert as_secretary("post", f"/rearrangements/{moved(as_officer, network)}/undo").status_code == 404
    assert as_officer("post", "/rearrangements/999999/undo").status_code == 404
