"""The network picture as a page."""

import pytest

from tests.factories import network as make
from tests.factories.world import World


def test_picture_folds_what_is_too_much(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    make.make_enterprise("甲厂", world.chamber, world.district)
    client = world.client("secretary")
    page = client.get("/network/picture/").context["picture"]
    assert [pair.enterprises for pair in page.shared] == [1]
    assert [row.label for row in page.rows][:2] == ["市工商联", "北片区"]
    monkeypatch.setattr("shanghui.network.queries.picture.MOST_ROWS", 3)
    page = client.get("/network/picture/").context["picture"]
    assert page.folded
    assert any(row.folded for row in page.rows)
    page = client.get("/network/picture/", {"focus": world.north.pk, "kind": "industry_association"}).context["picture"]
    assert [row.label for row in page.rows] == ["北片区", "紧固件协会"]
    for bad in ("order=x", "focus=x", "kind=x", "x=1"):
        assert client.get(f"/network/picture/?{bad}").status_code == 400
    assert client.get("/network/picture/", {"focus": 99999}).status_code == 404


def test_hidden_organisation_is_no_focus(world: World) -> None:
    hidden = make.make_organisation("隐会", audience="own")
    assert world.client("secretary").get("/network/picture/", {"focus": hidden.pk}).status_code == 404
    assert world.client("officer").get("/network/picture/", {"focus": hidden.pk}).status_code == 200
