"""What signing in and out leaves in the trail; factors, passwords and lock-outs are tried with their pages."""

import pytest
from django.contrib.auth import logout
from django.test import Client

from shanghui.accounts.models import User
from shanghui.core.models import AuditRow


@pytest.mark.django_db
def test_signing_in_and_out_is_kept(signed_in: Client, user: User) -> None:
    signed_in.post("/account/logout/")
    kept = AuditRow.objects.filter(action__in=["sign_in", "sign_out"]).order_by("number")
    assert [(row.action, row.user_id) for row in kept] == [("sign_in", user.pk), ("sign_out", user.pk)]


@pytest.mark.django_db
def test_nobody_who_signs_out_leaves_no_row(client: Client) -> None:
    request = client.get("/account/login/").wsgi_request
    logout(request)
    assert not AuditRow.objects.exists()
