"""“Copy as message”: whole, plain, and short enough for every chat robot."""

from typing import Any

import pytest
import segno

from shanghui.core import message_text as module
from shanghui.core.message_text import LIMIT, message_text
from shanghui.network.models import Organisation
from shanghui.network.rules import Post
from tests.factories import network as make
from tests.factories.world import World


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


@pytest.mark.django_db
def test_each_object_is_copied_as_a_message_with_its_address_and_a_picture(world: World, settings: Any) -> None:
    settings.SITE_URL = "https://chamber.example/"
    firm = make.make_enterprise("甲厂", world.chamber, main_business="螺栓" * 200)
    holder = make.make_appointment(make.make_person(), world.chamber, Post.PRESIDENT).person
    client = world.client("secretary")
    for path in (
        f"/network/organisations/{world.chamber.pk}/",
        f"/network/areas/{world.north.pk}/",
        f"/network/enterprises/{firm.pk}/",
        f"/network/people/{holder.pk}/",
    ):
        page = client.get(path)
        message = page.context["message"]
        assert message.text.endswith(f"\nhttps://chamber.example{path}")
        assert len(message.text.encode()) <= 2048
        assert message.qr == segno.make(f"https://chamber.example{path}", error="m", mask=4).svg_data_uri(scale=4)
        assert 'data-copy-from="#message"' in page.text
