"""Forms of a person and of posts."""

from datetime import date

import pytest

from shanghui.network.forms.people import AppointForm, EndForm, HandOverForm, PersonForm
from shanghui.network.models import Person
from shanghui.network.rules import Post
from tests.factories import network as make

pytestmark = pytest.mark.django_db


def test_contacts_are_left_out_where_they_may_not_be_seen() -> None:
    assert set(PersonForm(instance=Person(), contacts=False).fields) == {"name", "version"}
    assert set(PersonForm(instance=Person()).fields) == {"name", "phone", "email", "version"}


def test_somebody_is_chosen_or_entered() -> None:
    person, hidden = make.make_person(), make.make_person()
    rows = Person.objects.unrestricted("test").filter(pk=person.pk)

    def bound(**sent: object) -> AppointForm:
        return AppointForm({"post": "staff"} | sent, people=rows, posts=[Post.STAFF])

    assert bound(person=person.pk).is_valid()
    assert bound(name="新人").is_valid()
    assert list(bound().errors) == ["name"]
    assert list(bound(phone="1").errors) == ["name"]
    assert "person" in bound(person=hidden.pk).errors
    assert list(bound(name="新人", post="president").errors) == ["post"]


def test_hand_over_begins_today_unless_told_otherwise() -> None:
    rows = Person.objects.unrestricted("test").all()
    form = HandOverForm({"name": "新人", "on": "2026-01-02"}, people=rows, today=date(2026, 1, 1))
    assert form.is_valid()
    assert (form.cleaned_data["sure"], form["on"].field.initial) == (False, date(2026, 1, 1))
    assert list(HandOverForm({"name": "新人"}, people=rows, today=date(2026, 1, 1)).errors) == ["on"]
    assert not EndForm({"on": ""}).is_valid()
