"""The working-day calendar: a year at a time, and one day to change."""

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from shanghui.catalogue.models import CalendarDay
from tests.catalogue.conftest import body


def test_calendar_shows_the_year(secretary_page: Client) -> None:
    shown = body(secretary_page, "working_days", year="2026")
    assert 'title="春节"' in shown
    assert "还没有公布" not in shown
    assert '<a class="sh-calendar-day' not in shown
    assert "还没有公布" in body(secretary_page, "working_days", year="2027")
    assert "2026" in body(secretary_page, "working_days")


@pytest.mark.parametrize("query", [{"year": "1"}, {"year": "二"}, {"day": "x"}, {"year": "9" * 30}])
def test_calendar_refuses_what_is_no_year(secretary_page: Client, query: dict[str, str]) -> None:
    assert secretary_page.get(reverse("catalogue:working_days"), query).status_code == 400


def test_officer_changes_a_day(officer_page: Client, secretary_page: Client) -> None:
    assert 'name="note"' in body(officer_page, "working_days", day="2027-02-05")
    assert 'name="note"' not in body(secretary_page, "working_days", day="2027-02-05")
    url = reverse("catalogue:set_calendar_day")
    written = {"day": "2027-02-05", "working": "0", "note": "除夕"}
    assert secretary_page.post(url, written).status_code == 403
    assert officer_page.post(url, written)["Location"].endswith("?year=2027")
    assert CalendarDay.objects.get(date="2027-02-05").note == "除夕"
    assert officer_page.post(url, {"day": "x"}).status_code == 400


@pytest.mark.parametrize("number", [1, 3])
def test_year_costs_the_same_for_one_and_three(
    secretary_page: Client, number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    CalendarDay.objects.all().delete()
    for day in range(number):
        CalendarDay.objects.create(date=f"2026-01-0{day + 1}", working=False)
    with django_assert_num_queries(6):
        body(secretary_page, "working_days", year="2026")


def test_form_holds_what_the_day_says_today(officer_page: Client) -> None:
    form = officer_page.get(reverse("catalogue:working_days"), {"day": "2026-10-01"}).context["form"]
    assert (form["working"].value(), form["note"].value()) == ("0", "国庆节")
    weekday = officer_page.get(reverse("catalogue:working_days"), {"day": "2027-03-03"}).context["form"]
    assert (weekday["working"].value(), weekday["note"].value()) == ("1", "")
    assert officer_page.get(reverse("catalogue:working_days"), {"day": "1999-12-31"}).status_code == 400
    assert officer_page.get(reverse("catalogue:set_calendar_day")).status_code == 405
