"""Where a request comes from. Lock-outs themselves are tried in test_sign_in."""

import pytest
from django.test import RequestFactory
from pytest_django import Settings

from shanghui.accounts.lockout import client_ip


@pytest.mark.parametrize(
    ("proxies", "written", "found"),
    [
        (0, "8.8.8.8", "127.0.0.1"),
        (1, "8.8.8.8", "8.8.8.8"),
        (1, "6.6.6.6, 8.8.8.8", "8.8.8.8"),
        (2, "6.6.6.6, 8.8.8.8, 10.0.0.1", "8.8.8.8"),
        (2, "8.8.8.8", "127.0.0.1"),
        (1, "nonsense", "0.0.0.0"),
    ],
)
def test_client_address_counts_only_own_proxies(settings: Settings, proxies: int, written: str, found: str) -> None:
    settings.TRUSTED_PROXIES = proxies
    assert client_ip(RequestFactory().get("/", headers={"X-Forwarded-For": written})) == found


def test_unix_socket_has_no_address() -> None:
    assert client_ip(RequestFactory(REMOTE_ADDR="").get("/")) == "0.0.0.0"
