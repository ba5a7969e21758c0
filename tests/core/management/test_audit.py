from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from shanghui.core import audit
from shanghui.core.actor import SYSTEM
from shanghui.core.models import AuditHead, AuditRow

pytestmark = pytest.mark.django_db


def run(*arguments: str) -> str:
    out = StringIO()
    call_command("audit", *arguments, stdout=out)
    return out.getvalue().strip()


def test_verify_names_the_altered_row() -> None:
    for number in range(3):
        audit.record(SYSTEM, "test", None, now=timezone.now(), number=number)
    assert run("verify").startswith("3 rows")
    AuditRow.objects.filter(number=2).update(action="other")
    with pytest.raises(CommandError, match="row 2 is altered") as refused:
        run("verify")
    assert refused.value.returncode == 1


def test_noted_head_shows_a_trail_sealed_anew() -> None:
    assert run("head") == f"0:{audit.START}"
    assert run("verify", "--since", run("head")).startswith("0 rows")
    audit.record(SYSTEM, "true", None, now=timezone.now())
    noted = run("head")
    assert run("verify", "--since", noted).startswith("1 rows")
    AuditRow.objects.all().delete()
    AuditHead.objects.all().delete()
    audit.record(SYSTEM, "false", None, now=timezone.now())
    run("verify")
    with pytest.raises(CommandError, match="row 1 is not the one noted"):
        run("verify", "--since", noted)
