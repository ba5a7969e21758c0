"""Two rows side by side."""

from functools import partial

import pytest

from shanghui.network.forms.enterprises import EnterpriseForm
from shanghui.network.views.comparing import Pair, pairs_of
from tests.factories import network as make

pytestmark = pytest.mark.django_db


def test_facts_that_one_of_them_has_stand_in_the_order_of_the_form() -> None:
    one = make.make_enterprise("甲厂", region=make.make_region(), phone="1", audience="own")
    two = make.make_enterprise("乙厂", region=make.make_region(), staff=8)
    pairs = pairs_of(EnterpriseForm, one, two)
    assert [(pair.label, pair.one, pair.two, pair.same) for pair in pairs] == [
        ("企业全称", "甲厂", "乙厂", False),
        ("所在区", "嘉定区 310114", "嘉定区 310114", True),
        ("人数", None, 8, False),
        ("电话", "1", "", False),
    ]


def test_contacts_are_left_out_where_they_may_not_be_seen() -> None:
    one, two = make.make_enterprise("甲厂", phone="1"), make.make_enterprise("乙厂", phone="2")
    labels = [pair.label for pair in pairs_of(partial(EnterpriseForm, contacts=False), one, two)]
    assert labels == ["企业全称"]


def test_two_empty_facts_are_not_the_same() -> None:
    assert not Pair("人数", None, None).same
    assert Pair("人数", 8, 8).same
