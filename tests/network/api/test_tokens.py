"""A token acts in the post that it was made for, within its scopes, and no longer than that post."""

from datetime import date

from django.test import Client
from django.utils.timezone import now

from shanghui.accounts.actions import create_token
from shanghui.accounts.models import ApiToken
from shanghui.network.models import Appointment
from shanghui.network.queries.actors import actor_in
from tests.network.api.conftest import Network


def _token(network: Network, *scopes: str) -> str:
    post = Appointment.objects.get(person__user=network.secretary)
    actor = actor_in(network.secretary, post, date(2026, 11, 23))
    issued = create_token(actor=actor, user=network.secretary, name="表格", scopes=list(scopes), days=30, now=now())
    return str(issued.raw)


def _get(secret: str, path: str) -> int:
    return Client().get(f"/api/v1{path}", headers={"Authorization": f"Bearer {secret}"}).status_code


def test_token_reads_within_its_scope(network: Network) -> None:
    secret = _token(network, "network:read")
    assert _get(secret, f"/network/enterprises/{network.enterprise.pk}") == 200
    assert _get(secret, "/catalogue/regions?q=嘉定") == 403
    assert _get("shk_wrong", "/network/enterprises") == 401


def test_token_without_write_scope_changes_nothing(network: Network) -> None:
    headers = {"Authorization": f"Bearer {_token(network, 'network:read')}"}
    path = f"/api/v1/network/enterprises/{network.enterprise.pk}"
    answer = Client().patch(path, {"name": "改名企业"}, content_type="application/json", headers=headers)
    assert answer.status_code == 403


def test_token_of_an_ended_post_is_a_visitor_s(network: Network) -> None:
    secret = _token(network, "network:read")
    Appointment.objects.filter(person__user=network.secretary).update(end=date(2020, 1, 1))
    assert _get(secret, f"/network/enterprises/{network.enterprise.pk}") == 404


def test_revoked_token_gets_no_remembered_reply(network: Network) -> None:
    """`Idempotency-Key` answers again only whom it would let in again."""
    headers = {"Authorization": f"Bearer {_token(network, 'network:write')}", "Idempotency-Key": "k"}
    statuses = []
    for _ in range(2):
        answer = Client().post(
            "/api/v1/network/people", {"name": "新人"}, content_type="application/json", headers=headers
        )
        statuses.append(answer.status_code)
        ApiToken.objects.update(revoked_at=now())
    assert statuses == [201, 401]
