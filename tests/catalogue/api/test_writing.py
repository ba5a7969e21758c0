"""Product classes and working days over the API: what an officer keeps."""

from typing import Any

import pytest
from django.test import Client

from shanghui.accounts.models import User
from shanghui.catalogue.models import CalendarDay, ProductClass
from tests.factories import network as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer() -> User:
    return make.make_officer(make.make_federation())[0]


def asked(user: User, method: str, path: str, body: object = None) -> Any:
    client = Client()
    client.force_login(user)
    return getattr(client, method)(f"/api/v1/catalogue{path}", body or {}, content_type="application/json")


def test_class_is_added_changed_retired_and_restored(officer: User) -> None:
    industry = make.make_industry("3482")
    made = asked(
        officer, "post", "/product-classes", {"name": "螺栓", "industry": "3482", "synonyms": ["罗栓", "罗栓"]}
    )
    assert (made.status_code, made.json()["industry"]) == (201, industry.code)
    code = made.json()["code"]
    below = asked(officer, "post", "/product-classes", {"name": "高强度螺栓", "parent": code}).json()
    assert below["parent"] == code
    path = f"/product-classes/{code}"
    changed = asked(officer, "put", path, {"name": "螺栓", "unit": "件", "version": 1}).json()
    assert (changed["unit"], changed["synonyms"], changed["version"]) == ("件", [], 2)
    assert asked(officer, "put", path, {"name": "别的", "version": 1}).json()["refusal"] == "Stale"
    assert asked(officer, "post", f"{path}/retire").json()["valid_until"] is not None
    assert asked(officer, "post", f"{path}/restore").json()["valid_until"] is None
    assert set(ProductClass.objects.values_list("name", flat=True)) == {"螺栓", "高强度螺栓"}


def test_word_of_another_class_and_unknown_codes_are_refused(officer: User) -> None:
    asked(officer, "post", "/product-classes", {"name": "螺栓"})
    again = asked(officer, "post", "/product-classes", {"name": "螺丝", "synonyms": ["螺栓"]})
    assert (again.status_code, again.json()["refusal"]) == (409, "ProductClassKnown")
    assert asked(officer, "post", "/product-classes", {"name": "垫片", "parent": "ZZ"}).status_code == 404
    for odd in ({"industry": "Z99"}, {"name": "a\0b"}, {"code": "1"}, {"name": ""}):
        assert asked(officer, "post", "/product-classes", {"name": "垫片", **odd}).status_code == 400, odd
    assert asked(officer, "put", "/product-classes/ZZ", {"name": "垫片", "version": 1}).status_code == 404
    assert ProductClass.objects.count() == 1


def test_day_is_set_and_forgotten(officer: User) -> None:
    assert asked(officer, "put", "/working-days/2030-01-01", {"working": False, "note": "元旦"}).status_code == 200
    assert CalendarDay.objects.get().note == "元旦"
    asked(officer, "put", "/working-days/2030-01-01", {"working": True})
    assert not CalendarDay.objects.exists()
    assert asked(officer, "put", "/working-days/2030-13-01", {"working": True}).status_code == 400


def test_others_change_nothing(officer: User) -> None:
    secretary = make.make_secretary(make.make_organisation())[0]
    assert asked(secretary, "post", "/product-classes", {"name": "螺栓"}).status_code == 403
    assert asked(secretary, "put", "/working-days/2030-01-01", {"working": False}).status_code == 403
    assert not ProductClass.objects.exists()
