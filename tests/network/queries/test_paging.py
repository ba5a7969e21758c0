"""Pages of long lists: walked on and back without gap or repeat, whether sorted or read along the index."""

from functools import partial

import pytest
from pytest_django import DjangoAssertNumQueries

from shanghui.core.refusal import UnknownFilter
from shanghui.network.models import Enterprise
from shanghui.network.queries import paging
from shanghui.network.queries.paging import Page, Place, occurrences, page_of
from tests.factories import network as make

pytestmark = pytest.mark.django_db


def page(**place: object) -> Page[Enterprise]:
    rows = Enterprise.objects.unrestricted("test").all()
    counted = partial(occurrences, rows, "region")
    return page_of(rows, Place(**place), shown=rows, facet="region", counted=counted)  # type: ignore[arg-type]


def names(found: Page[Enterprise]) -> list[str]:
    return [row.name for row in found.rows]


@pytest.fixture(params=["short", "long"])
def five(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> list[Enterprise]:
    """Five firms on pages of two; two of them bear one name."""
    monkeypatch.setattr(paging, "SIZE", 2)
    monkeypatch.setattr(paging, "CAP", 1000 if request.param == "short" else 3)
    return [make.make_enterprise(name) for name in ("丁", "乙", "丙", "乙", "甲")]


def test_pages_follow_each_other_and_lead_back(five: list[Enterprise]) -> None:
    for newest in (False, True):
        first = page(newest=newest)
        second = page(after=first.next, newest=newest)
        third = page(after=second.next, newest=newest)
        assert (first.previous, third.next) == (None, None)
        walked = [row.pk for one in (first, second, third) for row in one.rows]
        by_pinyin = [five[2].pk, five[0].pk, five[4].pk, five[1].pk, five[3].pk]  # bing ding jia yi yi
        assert walked == (sorted(walked, reverse=True) if newest else by_pinyin)
        assert page(before=third.previous, newest=newest).rows == second.rows
        assert page(before=second.previous, newest=newest).rows == first.rows
        assert page(before=second.previous, newest=newest).previous is None


def test_list_begins_at_a_letter(five: list[Enterprise]) -> None:
    found = page(letter="j")
    assert names(found) == ["甲", "乙"]
    assert found.previous is not None
    assert names(page(before=found.previous)) == ["丙", "丁"]
    beyond = page(letter="z")
    assert (beyond.rows, beyond.previous, beyond.next) == ([], None, None)


def test_unknown_mark_is_refused(five: list[Enterprise]) -> None:
    for place in ({"after": 999_999}, {"before": 999_999}):
        with pytest.raises(UnknownFilter):
            page(**place)


def test_nothing_before_the_first_and_after_the_last(five: list[Enterprise]) -> None:
    first, last = five[2], five[3]
    assert page(before=first.pk).previous is None
    end = page(after=last.pk)
    assert (end.rows, end.next) == ([], None)


def test_count_and_facets_are_exact_up_to_the_cap(monkeypatch: pytest.MonkeyPatch) -> None:
    region = make.make_region()
    make.make_enterprise("甲", region=region)
    make.make_enterprise("乙", region=region)
    make.make_enterprise("丙")
    exact = page()
    assert (exact.count, exact.more, exact.facets) == (3, False, {region.pk: 2, None: 1})
    monkeypatch.setattr(paging, "CAP", 2)
    capped = page()
    assert (capped.count, capped.more, capped.facets) == (2, True, {region.pk: 2, None: 1})
    rows = Enterprise.objects.unrestricted("test").all()
    assert page_of(rows, Place(), shown=rows, facet="region").facets == {}
    assert page_of(rows, Place(), shown=rows).facets == {}
    other_way = rows.filter(pk__in=rows.filter(region=None).values("pk"))
    assert names(page_of(rows, Place(), shown=rows, walked=other_way)) == ["丙"]


@pytest.mark.parametrize(("cap", "queries"), [(1000, 2), (0, 4)])
@pytest.mark.parametrize("number", [1, 3])
def test_page_costs_the_same_for_one_and_three(
    number: int,
    cap: int,
    queries: int,
    monkeypatch: pytest.MonkeyPatch,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    monkeypatch.setattr(paging, "CAP", cap)
    for _ in range(number):
        make.make_enterprise()
    with django_assert_num_queries(queries):
        page()
