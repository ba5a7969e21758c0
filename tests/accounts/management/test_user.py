"""`shanghui user`: the command line helps people in."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from shanghui.accounts.models import Invitation, User
from tests.accounts.conftest import PASSWORD
from tests.accounts.test_logins import set_password


def run(*arguments: str) -> str:
    out = StringIO()
    call_command("user", *arguments, stdout=out)
    return out.getvalue()


def test_command_creates_with_password_or_reset_link(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("getpass.getpass", lambda: PASSWORD)
    assert run("create", "沈知微", "--username", "shen").strip() == "shen"
    link = run("create", "顾承舟", "--mobile", "13900000001", "--no-password").splitlines()[1]
    assert not User.objects.get(mobile="13900000001").has_usable_password()
    set_password(link.removeprefix("http://127.0.0.1:8000"))
    assert User.objects.get(mobile="13900000001").has_usable_password()


def test_command_says_what_is_wrong(user: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("getpass.getpass", lambda: "short")
    for arguments in (
        ["create", "x"],
        ["create", "x", "--mobile", "13812345678", "--no-password"],
        ["unlock", "nobody"],
    ):
        with pytest.raises(CommandError):
            run(*arguments)


def test_command_invites_unlocks_and_helps(user: User) -> None:
    assert "/account/invitation/" in run("invite", "顾承舟", "13900000001")
    assert Invitation.objects.get().invited_by is None
    assert "0 forgotten" in run("unlock", "13812345678")
    assert "/account/password/reset/key/" in run("reset-link", "shen")
    assert "0 removed" in run("remove-second-factor", "shen")
    assert "shen deactivated" in run("deactivate", "shen")
    user.refresh_from_db()
    assert not user.is_active
    assert "shen reactivated" in run("reactivate", "shen")
    user.refresh_from_db()
    assert user.is_active
