"""What every page asks first."""

import pytest
from django.test import RequestFactory

from shanghui.core.asking import actor_of, ensure_keys, next_url, number, numbered, seen
from shanghui.core.models import AuditRow
from shanghui.core.refusal import NotFound, UnknownFilter
from shanghui.network.models import Membership, Organisation
from tests.factories import network as make
from tests.factories.world import World

ask = RequestFactory()


def test_keys_that_a_page_does_not_have_are_refused() -> None:
    ensure_keys(ask.get("/?q=1"), "q", "page")
    with pytest.raises(UnknownFilter):
        ensure_keys(ask.get("/?q=1&x=2"), "q")


@pytest.mark.parametrize("text", ["", "x", "-1", "1.0", "１", "9" * 19, " 1"])
def test_number_is_plain_digits(text: str) -> None:
    assert number("0012") == 12
    with pytest.raises(UnknownFilter):
        number(text)


def test_foreign_row_is_as_absent_and_noted(world: World) -> None:
    hidden = make.make_organisation("隐会", audience="own")
    actor = world.actors["secretary"]
    assert seen(Organisation.objects.all(), actor, world.other.pk) == world.other
    for pk in (hidden.pk, 999_999):
        with pytest.raises(NotFound):
            seen(Organisation.objects.all(), actor, pk)
    assert [row.subject_id for row in AuditRow.objects.filter(action="ask_for_foreign")] == [hidden.pk]


@pytest.mark.django_db
@pytest.mark.parametrize("page", ["0", "3", "x", "-1"])
def test_page_that_is_not_there_is_refused(page: str) -> None:
    chamber = make.make_organisation()
    for _ in range(3):
        make.make_membership(make.make_enterprise(), chamber)
    rows = Membership.objects.order_by("pk")
    assert [len(numbered(ask.get(f"/?page={one}"), rows, 2)) for one in ("", "1", "2")] == [2, 2, 1]
    with pytest.raises(UnknownFilter):
        numbered(ask.get(f"/?page={page}"), rows, 2)


@pytest.mark.parametrize(
    ("wanted", "led"),
    [
        ("/network/members/?q=1", "/network/members/?q=1"), ("http://testserver/x", "http://testserver/x"),
        ("//evil.test/", "/network/"), ("https://evil.test/", "/network/"), ("javascript:alert(1)", "/network/"), ("", "/network/"),
    ],
)  # fmt: skip
def test_way_back_is_a_page_of_this_house(wanted: str, led: str) -> None:
    assert next_url(ask.post("/", {"next": wanted}), "network:directory") == led


def test_actor_is_the_requests_own(world: World) -> None:
    request = ask.get("/")
    request.actor = world.actors["secretary"]  # type: ignore[attr-defined]
    assert actor_of(request) == world.actors["secretary"]
