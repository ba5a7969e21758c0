"""The strip of an activity's pages, and addresses of parts that may be absent."""

from django.template import Context
from django.test import RequestFactory

from shanghui.activities.rules import ActivityKind
from shanghui.activities.templatetags import activities as tags
from tests.factories.activities_activities import Fair


def _routes(fair: Fair, role: str, path: str) -> list[tuple[str, bool]]:
    request = RequestFactory().get(path)
    request.actor = fair.actors[role]  # type: ignore[attr-defined]
    found = tags.activity_tabs(Context({"request": request}), fair.activity)["tabs"]
    return [(tab.url, tab.current) for tab in found]  # type: ignore[attr-defined]


def test_current_page_is_marked(fair: Fair) -> None:
    home, guests = f"/activities/{fair.activity.pk}/", f"/activities/{fair.activity.pk}/guests/"
    assert (guests, True) in _routes(fair, "keeper", guests)
    assert (home, False) in _routes(fair, "keeper", guests)
    assert (home, True) in _routes(fair, "keeper", home)


def test_absent_parts_are_left_out_and_others_are_not_shown_to_strangers(fair: Fair, monkeypatch: object) -> None:
    monkeypatch.setattr(tags, "tolerant_reverse", lambda route, *args: f"/{route}/")  # type: ignore[attr-defined]
    visitor = [url for url, _ in _routes(fair, "visitor", "/")]
    assert "/guests/" not in visitor
    assert "/board/" not in [url for url, _ in _routes(fair, "keeper", "/")]
    fair.activity.kind = ActivityKind.MATCHMAKING
    assert "/board/" in [url for url, _ in _routes(fair, "keeper", "/")]
    assert "/board/" not in [url for url, _ in _routes(fair, "sister", "/")]
    assert "/matchmaking/" in [url for url, _ in _routes(fair, "sister", "/")]


def test_route_that_there_is_not_has_no_address() -> None:
    assert tags.tolerant_reverse("no_such_page", 1) == ""
    assert tags.activity_url("activities") == "/activities/"
