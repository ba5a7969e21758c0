"""Forms of an enterprise."""

import pytest

from shanghui.network.forms.enterprises import EnterpriseForm, MergeChoiceForm, NewEnterpriseForm
from shanghui.network.models import Enterprise
from tests.factories import network as make

pytestmark = pytest.mark.django_db
SENT = {"name": "甲厂", "audience": "own", "version": "3"}


def test_contacts_are_left_out_and_so_stay_as_they_are() -> None:
    firm = make.make_enterprise("甲厂", phone="1")
    form = EnterpriseForm(SENT | {"phone": "2"}, instance=firm, contacts=False)
    assert form.is_valid()
    assert not {"phone", "email", "contact_name"} & set(form.cleaned_data)
    assert EnterpriseForm(SENT | {"phone": "2"}, instance=firm).fields["phone"]


def test_form_knows_the_version_that_was_read() -> None:
    firm = make.make_enterprise("甲厂", version=4)
    assert EnterpriseForm(instance=firm)["version"].value() == 4
    form = EnterpriseForm(SENT, instance=firm)
    assert form.is_valid()
    assert form.cleaned_data["version"] == 3


def test_place_and_trade_are_read_from_what_people_write() -> None:
    region, industry = make.make_region(), make.make_industry()
    form = EnterpriseForm(SENT | {"region": "嘉定区", "industry": "3482", "website": "a.cn"}, instance=Enterprise())
    assert form.is_valid(), form.errors
    assert (form.cleaned_data["region"], form.cleaned_data["industry"]) == (region, industry)
    assert form.cleaned_data["website"] == "https://a.cn"
    unclear = EnterpriseForm(SENT | {"region": "没有区"}, instance=Enterprise())
    assert list(unclear.errors) == ["region"]


@pytest.mark.parametrize(
    "wrong", [{"name": ""}, {"audience": "x"}, {"email": "x"}, {"staff": "-1"}, {"capital": "1.234"}]
)
def test_what_cannot_be_is_named(wrong: dict[str, str]) -> None:
    form = EnterpriseForm(SENT | wrong, instance=Enterprise())
    assert list(form.errors) == list(wrong)


def test_new_firm_asks_for_the_least_and_a_merge_for_both() -> None:
    assert "introduction" not in NewEnterpriseForm().fields
    form = NewEnterpriseForm(SENT | {"anyway": "on"})
    assert form.is_valid()
    assert form.cleaned_data["anyway"] is True
    assert list(MergeChoiceForm({"other": "x"}).errors) == ["other", "kept"]
