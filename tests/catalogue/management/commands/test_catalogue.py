"""`shanghui catalogue load` says what it did; a second time, that there was nothing to do."""

import pytest
from django.core.management import CommandError, call_command

from shanghui.catalogue.models import Region
from shanghui.core.models import AuditRow


def test_command_says_what_it_did(catalogue: None, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("catalogue", "load")
    assert capsys.readouterr().out == "created 0, updated 0, expired 0\n"
    Region.objects.filter(code="310114").update(name="嘉定")
    call_command("catalogue", "load")
    assert capsys.readouterr().out == "created 0, updated 1, expired 0\n"
    assert AuditRow.objects.filter(action="load_catalogue").latest("number").detail["updated"] == 1


def test_unknown_word_is_refused() -> None:
    with pytest.raises(CommandError):
        call_command("catalogue", "drop")
