"""Forms of an organisation."""

from datetime import date

import pytest

from shanghui.network.forms.organisations import HostForm, MoveForm, NewOrganisationForm, OrganisationForm
from shanghui.network.models import Organisation
from tests.factories import network as make

pytestmark = pytest.mark.django_db


def test_home_is_read_and_the_version_kept() -> None:
    home = make.make_region("340000", "安徽省", level=1)
    form = OrganisationForm(
        {"name": "安徽商会", "audience": "public", "hometown": "安徽省", "version": "2"},
        instance=make.make_organisation("安徽商会", version=5),
    )
    assert form.is_valid(), form.errors
    assert (form.cleaned_data["hometown"], form.cleaned_data["version"]) == (home, 2)
    assert OrganisationForm(instance=Organisation(version=5))["version"].value() == 5


def test_kind_is_asked_first_and_only_of_a_new_one() -> None:
    form = NewOrganisationForm({"name": "甲会", "audience": "own", "kind": "x"})
    assert list(form.errors) == ["kind"]
    assert next(iter(NewOrganisationForm().fields)) == "kind"
    assert "kind" not in OrganisationForm().fields


def test_move_takes_one_of_the_parents_offered_or_none() -> None:
    parent, other = make.make_organisation(), make.make_organisation()
    rows = Organisation.objects.unrestricted("test").filter(pk=parent.pk)

    def bound(**sent: object) -> MoveForm:
        return MoveForm({"order": "area", "on": "2026-01-01"} | sent, parents=rows, today=date(2026, 1, 1))

    form = bound(parent=parent.pk)
    assert form.is_valid()
    assert (form.cleaned_data["parent"], form.cleaned_data["sure"]) == (parent, False)
    assert bound(sure="on").is_valid()
    assert list(bound(parent=other.pk).errors) == ["parent"]
    assert bound()["on"].field.initial == date(2026, 1, 1)


def test_host_is_one_of_the_units() -> None:
    unit, other = make.make_organisation(), make.make_organisation()
    rows = Organisation.objects.unrestricted("test").filter(pk=unit.pk)
    when = {"start": "2026-01-01", "end": "2026-03-31"}
    assert HostForm(when | {"unit": unit.pk}, units=rows).is_valid()
    assert list(HostForm(when | {"unit": other.pk}, units=rows).errors) == ["unit"]
    assert set(HostForm({}, units=rows).errors) == {"unit", "start", "end"}
