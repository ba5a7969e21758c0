"""The right-hand column: my organisation and my area at a glance."""

import pytest
from django.utils.timezone import localdate
from pytest_django import DjangoAssertNumQueries

from shanghui.portal.queries.glance import Glance, glance
from tests.factories import network as make

pytestmark = pytest.mark.django_db
TODAY = localdate()


@pytest.mark.parametrize("number", [1, 3])
def test_secretary_sees_her_chamber_its_gaps_and_todays_host(
    number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    area = make.make_area(make.make_federation())
    chamber, host = make.make_organisation(area=area), make.make_organisation(area=area)
    term = make.make_host_term(area, host, TODAY, TODAY)
    for _ in range(number):
        make.make_membership(make.make_enterprise(), chamber, dues_state="due")
    _, actor = make.make_secretary(chamber)
    with django_assert_num_queries(3):
        found = glance(actor, TODAY)
    assert (found.organisation, found.organisation_url) == (chamber, f"/network/organisations/{chamber.pk}/")
    assert found.gaps is not None
    assert (found.gaps.members, found.gaps.dues, found.hosts) == (number, number, [term])


def test_convener_sees_her_areas_units_and_their_firms_each_counted_once() -> None:
    area = make.make_area(make.make_federation())
    units = [make.make_organisation(area=area) for _ in range(2)]
    firm = make.make_enterprise("甲", units[0])
    make.make_membership(firm, units[1])
    found = glance(make.make_convener(area)[1], TODAY)
    assert (found.organisation_url, found.gaps) == (f"/network/areas/{area.pk}/", None)
    assert found.area is not None
    assert (len(found.area.units), found.area.enterprises) == (2, 1)


def test_contact_and_visitor_have_no_organisation() -> None:
    area = make.make_area(make.make_federation())
    unit = make.make_organisation(area=area)
    term = make.make_host_term(area, unit, TODAY, TODAY)
    _, contact = make.make_contact(make.make_enterprise("甲", unit))
    assert glance(contact, TODAY) == Glance(None, "", None, None, [term])
    assert glance(make.make_visitor()[1], TODAY) == Glance(None, "", None, None, [])
