"""What may not be in the network."""

from datetime import date

import pytest

from shanghui.core.actor import Role
from shanghui.network import rules
from shanghui.network.rules import AffiliationOrder, OrganisationKind, Post

JAN, JUN, DEC = date(2026, 1, 1), date(2026, 6, 1), date(2026, 12, 31)


def test_period_must_not_end_before_it_begins() -> None:
    rules.ensure_period(JAN, JAN)
    rules.ensure_period(None, JAN)
    with pytest.raises(rules.PeriodUpsideDown):
        rules.ensure_period(JUN, JAN)


@pytest.mark.parametrize(
    ("one", "two", "meet"),
    [
        ((JAN, JUN), (JUN, DEC), True),
        ((None, JAN), (JUN, None), False),
        ((JUN, None), (None, JAN), False),
        ((None, None), (JAN, JAN), True),
    ],
)
def test_periods_meet_when_they_share_a_day(
    one: tuple[date | None, date | None], two: tuple[date | None, date | None], meet: bool
) -> None:
    assert rules.periods_meet(*one, *two) is meet


def test_period_holds_on_its_first_and_last_day() -> None:
    days = (date(2025, 12, 31), JAN, JUN, date(2026, 6, 2))
    assert [rules.holds_on(JAN, JUN, day) for day in days] == [False, True, True, False]
    assert rules.holds_on(None, None, JAN)


def test_day_before_crosses_the_year() -> None:
    assert rules.day_before(JAN) == date(2025, 12, 31)


@pytest.mark.parametrize(
    ("kind", "parent", "order", "fits"),
    [
        (OrganisationKind.AREA, OrganisationKind.FEDERATION, AffiliationOrder.AREA, True),
        (OrganisationKind.TRADE_CHAMBER, OrganisationKind.AREA, AffiliationOrder.AREA, True),
        (OrganisationKind.TRADE_CHAMBER, OrganisationKind.FEDERATION, AffiliationOrder.AREA, False),
        (OrganisationKind.FEDERATION, OrganisationKind.AREA, AffiliationOrder.AREA, False),
        (OrganisationKind.LOCAL_CHAMBER, OrganisationKind.DISTRICT_FEDERATION, AffiliationOrder.ADMINISTRATIVE, True),
        (OrganisationKind.LOCAL_CHAMBER, OrganisationKind.AREA, AffiliationOrder.TRADE, False),
    ],
)
def test_parent_fits_by_kind_and_order(
    kind: OrganisationKind, parent: OrganisationKind, order: AffiliationOrder, fits: bool
) -> None:
    if fits:
        rules.ensure_parent_fits(kind, parent, order)
    else:
        with pytest.raises(rules.ParentUnfit):
            rules.ensure_parent_fits(kind, parent, order)


def test_circle_is_refused() -> None:
    rules.ensure_no_circle(1, 2, [(3, 1)])
    with pytest.raises(rules.AffiliationCircle):
        rules.ensure_no_circle(1, 3, [(3, 2), (2, 1)])
    rules.ensure_no_circle(9, 1, [(1, 2), (2, 1)])


@pytest.mark.parametrize(
    ("post", "kind", "fits"),
    [
        (Post.CONTACT, None, True),
        (Post.CONVENER, OrganisationKind.AREA, True),
        (Post.CONVENER, OrganisationKind.TRADE_CHAMBER, False),
        (Post.SECRETARY, OrganisationKind.TRADE_CHAMBER, True),
        (Post.FEDERATION_OFFICER, OrganisationKind.TRADE_CHAMBER, False),
        (Post.FEDERATION_OFFICER, OrganisationKind.FEDERATION, True),
    ],
)
def test_post_fits_its_place(post: Post, kind: OrganisationKind | None, fits: bool) -> None:
    if fits:
        rules.ensure_post_fits(post, kind=kind)
    else:
        with pytest.raises(rules.PostUnfit):
            rules.ensure_post_fits(post, kind=kind)


def test_nobody_grants_more_than_her_own() -> None:
    rules.ensure_not_wider(Role.SECRETARY, Post.SECRETARY)
    with pytest.raises(rules.RoleBeyondOwn):
        rules.ensure_not_wider(Role.SECRETARY, Post.CONVENER)


def test_posts_to_give_leave_out_wider_and_unfit_ones() -> None:
    given = rules.posts_to_give(OrganisationKind.TRADE_CHAMBER, Role.SECRETARY)
    assert Post.SECRETARY in given
    assert not {Post.CONVENER, Post.FEDERATION_OFFICER, Post.CONTACT} & set(given)
    assert Post.CONTACT in rules.posts_to_give(None, Role.ENTERPRISE_CONTACT)
