"""`shanghui demo`: loads into an empty database alone, and tells of accounts of a demo alone."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from shanghui.network.demo.logins import LOGINS, PASSWORD
from shanghui.portal.management.commands import demo
from tests.factories import network as make

pytestmark = pytest.mark.django_db


def run(what: str) -> str:
    out = StringIO()
    call_command("demo", what, stdout=out)
    return out.getvalue()


def test_accounts_of_a_demo_are_told_with_their_duty(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(demo, "is_demo", lambda: True)
    told = run("accounts")
    assert PASSWORD in told
    assert all(login.username in told and str(login.duty) in told for login in LOGINS)


def test_real_database_is_neither_told_of_nor_loaded_into() -> None:
    make.make_organisation()
    for what, why in (("accounts", "不是演示数据库"), ("load", "已有单位")):
        with pytest.raises(CommandError, match=why):
            run(what)


def test_load_fills_the_catalogue_first(monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []
    monkeypatch.setattr(demo, "load_catalogue", lambda **_: done.append("catalogue"))
    monkeypatch.setattr(demo, "load_demo", lambda **_: done.append("demo"))
    monkeypatch.setattr(demo, "is_demo", lambda: True)
    assert "secretary" in run("load")
    assert done == ["catalogue", "demo"]
