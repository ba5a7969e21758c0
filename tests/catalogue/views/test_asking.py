"""What the catalogue's pages ask first."""

import pytest
from django.http import HttpRequest
from django.test import RequestFactory

from shanghui.catalogue.models import Region
from shanghui.catalogue.views import asking
from shanghui.core.actor import Actor, Role
from shanghui.core.refusal import BadRequest, NotPermitted
from tests.factories import network as make


def request_of(actor: Actor, query: str = "") -> HttpRequest:
    request = RequestFactory().get(f"/?{query}")
    request.actor = actor  # type: ignore[attr-defined]
    return request


def test_reader_needs_the_scope_and_known_keys() -> None:
    visitor, token = Actor(), Actor(scopes=frozenset({"network:read"}))
    assert asking.reader(request_of(visitor, "q=1"), "q") == visitor
    with pytest.raises(NotPermitted):
        asking.reader(request_of(token))
    with pytest.raises(BadRequest):
        asking.reader(request_of(visitor, "q=1&x=2"), "q")


def test_editor_is_of_the_federation() -> None:
    officer = Actor(role=Role.FEDERATION_OFFICER)
    assert asking.editor(request_of(officer)) == officer
    with pytest.raises(NotPermitted):
        asking.editor(request_of(Actor(role=Role.SECRETARY)))


@pytest.mark.django_db
@pytest.mark.parametrize(("page", "codes"), [("", ["1", "2"]), ("2", ["3"]), ("9", ["3"]), ("x", ["1", "2"])])
def test_page_is_the_nearest_that_there_is(page: str, codes: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "PAGE", 2)
    for code in "123":
        make.make_region(code)
    found = asking.page_of(request_of(Actor(), f"page={page}"), Region.objects.order_by("code"))
    assert [row.code for row in found] == codes  # type: ignore[attr-defined]
