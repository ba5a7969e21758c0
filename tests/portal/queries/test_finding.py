"""Search over everything that the actor may see."""

import pytest
from pytest_django import DjangoAssertNumQueries

from shanghui.network.rules import Post
from shanghui.portal.queries.finding import find
from tests.factories import network as make

pytestmark = pytest.mark.django_db


def test_nothing_is_sought_for_nothing(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(0):
        assert find(make.make_visitor, "  ", limit=5) == []  # type: ignore[arg-type]


@pytest.mark.parametrize("number", [1, 3])
def test_four_queries_whatever_is_found(number: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    chamber = make.make_organisation("砺锋总会")
    for place in range(number):
        make.make_enterprise(f"砺锋{place}厂", chamber, region=make.make_region())
        make.make_appointment(make.make_person(f"砺锋{place}"), chamber, Post.STAFF)
    _, actor = make.make_secretary(chamber, "沈知微")
    with django_assert_num_queries(4):
        found = find(actor, "lf", limit=2)
    assert [(str(kind.label), len(kind.options), bool(kind.more)) for kind in found] == [
        ("单位", 1, False), ("企业", min(2, number), number > 2), ("人员", min(2, number), number > 2),
    ]  # fmt: skip
    assert found[1].options[0].note == "嘉定区"


def test_kinds_lead_where_they_live_and_on_to_the_whole_list() -> None:
    federation = make.make_federation()
    area = make.make_area(federation, "北片区")
    for number in range(2):
        make.make_organisation(f"北方{number}商会", area=area)
    _, officer = make.make_officer(federation)
    (kind,) = find(officer, "北", limit=2)
    assert [one.url for one in kind.options] != []
    assert f"/network/areas/{area.pk}/" in {one.url for one in find(officer, "北片区", limit=2)[0].options}
    assert kind.more == "/network/?tab=organisations&q=%E5%8C%97"


def test_hidden_and_merged_rows_are_not_found() -> None:
    chamber, other = make.make_organisation(), make.make_organisation()
    make.make_enterprise("砺锋隐厂", other, audience="own")
    make.make_enterprise("砺锋旧厂", chamber, merged_into=make.make_enterprise("新厂"))
    make.make_organisation("砺锋隐会", audience="own")
    make.make_organisation("砺锋旧会", merged_into=chamber)
    make.make_person("砺锋隐人")
    assert find(make.make_secretary(chamber)[1], "砺锋", limit=5) == []
