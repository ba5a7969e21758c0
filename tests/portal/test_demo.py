"""The demo network: deterministic, invented, signed in to, and loaded into an empty database alone."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from shanghui.core import audit
from shanghui.core.models import Installation
from shanghui.engines.language import CodeFinding, read_credit_code
from shanghui.network.demo.firms import COUNT, firms
from shanghui.network.demo.logins import LOGINS, PASSWORD
from shanghui.network.models import Enterprise, Organisation
from shanghui.network.rules import OrganisationKind
from tests.factories import network as make


def test_firms_are_the_same_every_time_and_pass_the_check() -> None:
    first, second = list(firms()), list(firms())
    assert first == second
    assert len({firm.name for firm in first}) == COUNT == 300
    assert {read_credit_code(firm.credit_code).finding for firm in first} == {CodeFinding.OK}


@pytest.mark.slow
@pytest.mark.django_db
def test_load_makes_the_city_and_its_accounts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shanghui.portal.management.commands.demo.is_demo", lambda: True)
    out = StringIO()
    call_command("demo", "load", stdout=out)
    assert all(login.username in out.getvalue() for login in LOGINS)
    assert Installation.objects.get().demo
    assert Enterprise.objects.unrestricted("test").count() == COUNT
    kinds = set(Organisation.objects.unrestricted("test").values_list("kind", flat=True))
    assert kinds == {kind.value for kind in OrganisationKind}
    assert audit.verify() is None
    for login in LOGINS:
        client = Client()
        client.post("/account/login/", {"login": login.username, "password": PASSWORD})
        assert client.get("/").status_code == 200
    with pytest.raises(CommandError):
        call_command("demo", "load", stdout=out)


@pytest.mark.django_db
def test_accounts_of_a_real_database_are_not_printed() -> None:
    make.make_organisation()
    with pytest.raises(CommandError):
        call_command("demo", "accounts", stdout=StringIO())
    with pytest.raises(CommandError):
        call_command("demo", "load", stdout=StringIO())
