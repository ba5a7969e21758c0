"""“Copy as message”: whole, plain, and short enough for every chat robot."""

import pytest

from shanghui.network.models import Organisation
from shanghui.network.views import message_text as module
from shanghui.network.views.message_text import LIMIT, message_text


@pytest.mark.parametrize("name", ["甲会", "商" * 3000, "a商" * 1500])
def test_message_ends_with_its_address_within_the_limit(
    name: str, monkeypatch: pytest.MonkeyPatch, settings: object
) -> None:
    settings.SITE_URL = "https://shanghui.example"  # type: ignore[attr-defined]
    monkeypatch.setattr(module, "render_to_string", lambda _template, facts: f" {facts['name']}\n")
    text = message_text("x.txt", {"name": name}, "/network/1/")
    body, address = text.rsplit("\n", 1)
    assert address == "https://shanghui.example/network/1/"
    assert name.startswith(body)
    assert "\ufffd" not in body
    assert len(text.encode()) <= LIMIT
    assert len(text.encode()) > LIMIT - 4 or body == name


def test_names_with_markup_are_told_as_they_are() -> None:
    """A message is no page: &lt; would be read as it stands."""
    organisation = Organisation(pk=1, name="<b>甲</b>会", kind="trade_chamber")
    text = message_text("network/message/dues.txt", {"organisation": organisation, "rows": [], "most": 3}, "/")
    assert "<b>甲</b>会" in text
