from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from shanghui.accounts.models import User
from shanghui.core import audit
from shanghui.core.actor import SYSTEM
from shanghui.core.models import IdempotentReply
from shanghui.core.outbox import put

Fill = Callable[[], None]


@pytest.fixture
def files(tmp_path: Path, settings: Any) -> Path:
    settings.MEDIA_ROOT = tmp_path / "files"
    return tmp_path / "files"


@pytest.fixture
def fill(files: Path) -> Fill:
    """An installation with a login, audit rows, every awkward kind of value, and two files."""

    def fill() -> None:
        now = timezone.now()
        User.objects.create_user("li", password="correct horse")
        audit.record_many(
            SYSTEM, [audit.Entry("test", None, {"b": "商会", "a": [1, None, {"z": 1, "y": 2.5}]})], now=now
        )
        put("mail", "a@example.org", {"text": "一\n二\t\\N \\.\r\n", "z": "😀", "a": ""}, now=now)
        IdempotentReply.objects.create(caller="u", route="r", key="k", started_at=now, body=bytes(range(256)))
        (files / "2028").mkdir(parents=True)
        (files / "2028" / "章程.pdf").write_bytes(b"%PDF" + bytes(range(256)) * 5000)
        (files / "empty").write_bytes(b"")

    return fill
