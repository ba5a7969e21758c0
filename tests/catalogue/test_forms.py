"""The field by which any form names an entry."""

import pytest
from django import forms

from shanghui.catalogue.forms import EntryField
from shanghui.catalogue.models import Region

pytestmark = pytest.mark.usefixtures("catalogue")


class PlaceForm(forms.Form):
    place = EntryField(kind="region", required=False)


def test_field_understands_a_name_a_code_and_nothing() -> None:
    for text, code in (("嘉定", "310114"), ("上海市嘉定区 310114", "310114"), ("", None)):
        form = PlaceForm({"place": text})
        assert form.is_valid()
        place = form.cleaned_data["place"]
        assert (place.code if place else None) == code


def test_field_says_what_it_did_not_understand() -> None:
    form = PlaceForm({"place": "哪里"})
    assert "没有找到“哪里”" in form.errors["place"][0]


def test_field_shows_a_row_or_its_id() -> None:
    region = Region.objects.get(code="310114")
    for initial in (region, region.pk):
        html = str(PlaceForm(initial={"place": initial})["place"])
        assert 'value="上海市嘉定区 310114"' in html
        assert 'data-kind="region"' in html
    assert "value=" not in str(PlaceForm(initial={"place": -1})["place"])
