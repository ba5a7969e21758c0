"""How far needs get, and who sees whose figures."""

from datetime import date, timedelta

import pytest
from django.utils import timezone
from django.utils.timezone import localdate

from shanghui.exchange.models import Listing, Outcome
from shanghui.exchange.queries.funnel import Funnel, funnel_rows, total
from tests.factories.exchange import make_introduction, make_need, make_offer
from tests.factories.world import World

YEAR = (date(2000, 1, 1), date(2100, 1, 1))


@pytest.fixture
def told(world: World) -> World:
    """Of four needs of the chamber one got no partner, one a match, one an introduction, one landed."""
    now = timezone.now()
    needs = [make_need(world.chamber) for _ in range(4)]
    offers = [make_offer(world.other) for _ in range(4)]
    Listing.objects.unrestricted("test").filter(pk=needs[1].pk).update(matched_at=now)
    make_introduction(needs[2], offers[2], state="asked", asked_at=now)
    done = make_introduction(needs[3], offers[3], state="met", asked_at=now, released_at=now, met_at=now)
    make_introduction(needs[3], offers[0], state="met", asked_at=now, released_at=now, met_at=now)
    for kind in ("intent", "signed", "landed"):
        Outcome.objects.create(introduction=done, kind=kind, on=localdate(), at=now)
    return world


def test_each_need_counts_once_a_stage(told: World, django_assert_num_queries: object) -> None:
    with django_assert_num_queries(4):  # type: ignore[operator]
        rows = funnel_rows(told.actors["secretary"], *YEAR)
    assert [(row.organisation, row.funnel) for row in rows] == [(told.chamber, Funnel(4, 3, 2, 1, 1, 1, 1))]


def test_who_sees_whose(told: World) -> None:
    def shown(role: str) -> set[int]:
        return {row.organisation.pk for row in funnel_rows(told.actors[role], *YEAR)}

    assert shown("secretary") == {told.chamber.pk}
    assert shown("other") == {told.other.pk}
    assert shown("convener") == {told.district.pk, told.chamber.pk}
    assert {told.chamber.pk, told.other.pk} <= shown("officer")
    assert total(funnel_rows(told.actors["convener"], *YEAR)) == Funnel(4, 3, 2, 1, 1, 1, 1)


def test_days_and_area_narrow(told: World) -> None:
    yesterday = localdate() - timedelta(days=1)
    rows = funnel_rows(told.actors["secretary"], date(2000, 1, 1), yesterday)
    assert total(rows) == Funnel()
    south = funnel_rows(told.actors["officer"], *YEAR, area=told.south)
    assert [row.organisation for row in south] == [told.other]
