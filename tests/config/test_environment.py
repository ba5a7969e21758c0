"""Every setting that an installation may differ in, typed and bounded."""

import pytest
from pydantic import ValidationError

from shanghui.config.environment import Environment, Stage


def environment(monkeypatch: pytest.MonkeyPatch, **variables: str) -> Environment:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    return Environment(_env_file=None)  # type: ignore[call-arg]


def test_variables_are_read_by_name_and_type(monkeypatch: pytest.MonkeyPatch) -> None:
    found = environment(
        monkeypatch, SHANGHUI_STAGE="production", SHANGHUI_PORT="9000", SHANGHUI_SECURE="true",
        SHANGHUI_ALLOWED_HOSTS='["a.cn"]', DATABASE_URL="postgres://x/y", SHANGHUI_NOT_OURS="1",
    )  # fmt: skip
    assert (found.stage, found.production, found.port, found.secure) == (Stage.PRODUCTION, True, 9000, True)
    assert (found.allowed_hosts, found.database_url) == (["a.cn"], "postgres://x/y")


def test_nothing_said_is_a_development_on_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SHANGHUI_STAGE", raising=False)
    found = environment(monkeypatch)
    assert (found.production, found.secure, found.trusted_proxies) == (False, False, 0)
    assert "*" not in found.allowed_hosts


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("STAGE", "live"), ("PASSWORD_CLASSES", "5"), ("PASSWORD_MAX_AGE_DAYS", "-1"), ("LOCKOUT_FAILURES", "0"),
        ("LOCKOUT_MINUTES", "0"), ("INVITATION_DAYS", "0"), ("TRUSTED_PROXIES", "-1"), ("PAGES_PER_TEN_MINUTES", "-1"),
        ("PORT", "x"),
    ],
)  # fmt: skip
def test_value_that_would_open_a_door_does_not_start(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    with pytest.raises(ValidationError):
        environment(monkeypatch, **{f"SHANGHUI_{name}": value})
