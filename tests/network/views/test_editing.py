"""Editing a row: what was typed is never lost."""

from collections.abc import Mapping

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client

from shanghui.core.refusal import Stale
from shanghui.network.forms.people import PersonForm
from shanghui.network.models import Person
from shanghui.network.views.editing import edit_row
from tests.factories import network as make
from tests.factories.world import World

Saved = list[tuple[Mapping[str, object], int | None]]


def edited(
    rf: "object", world: World, row: Person, method: str, sent: dict[str, str], *, stale: bool = False
) -> tuple[HttpResponse, Saved]:
    saved: Saved = []

    def save(facts: Mapping[str, object], version: int | None) -> None:
        if stale:
            raise Stale()
        saved.append((facts, version))

    request: HttpRequest = getattr(rf, method)("/", sent)
    request.actor, request.user, request.session = world.actors["secretary"], world.users["secretary"], Client().session  # type: ignore[attr-defined]
    from django.contrib.messages.storage.cookie import CookieStorage

    request._messages = CookieStorage(request)  # type: ignore[attr-defined]
    return edit_row(request, row, PersonForm, save, back="/back/", context={}), saved


@pytest.fixture
def person(world: World) -> Person:
    return make.make_person("叶", phone="1", entered_by=world.chamber)


def test_form_holds_the_row_and_its_version(rf: object, world: World, person: Person) -> None:
    answer, saved = edited(rf, world, person, "get", {})
    assert (answer.status_code, saved) == (200, [])
    assert 'value="叶"' in answer.content.decode()


def test_facts_are_saved_apart_from_the_version(rf: object, world: World, person: Person) -> None:
    answer, saved = edited(rf, world, person, "post", {"name": "叶叙", "phone": "2", "version": "1"})
    assert (answer.status_code, answer["Location"]) == (302, "/back/")
    assert saved == [({"name": "叶叙", "phone": "2", "email": ""}, 1)]


def test_what_cannot_be_is_shown_again_unsaved(rf: object, world: World, person: Person) -> None:
    answer, saved = edited(rf, world, person, "post", {"name": "", "phone": "2"})
    assert (answer.status_code, saved) == (422, [])
    assert 'value="2"' in answer.content.decode()


def test_second_editor_sees_both_versions_and_may_save_hers_next(rf: object, world: World, person: Person) -> None:
    Person.objects.unrestricted("test").filter(pk=person.pk).update(phone="9", version=2)
    answer, _ = edited(rf, world, person, "post", {"name": "叶", "phone": "2", "version": "1"}, stale=True)
    text = answer.content.decode()
    assert answer.status_code == 409
    assert ">9<" in text
    assert 'value="2"' in text
    assert '<input type="hidden" name="version" value="2"' in text
