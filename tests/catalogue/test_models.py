"""Names in the reader's language; days of the calendar by year."""

from datetime import date

import pytest
from django.utils.translation import override

from shanghui.catalogue.models import CalendarDay, Region


def test_name_is_shown_in_the_readers_language_where_one_is_known() -> None:
    home = Region(name="上海市", name_hant="上海市", name_en="Shanghai")
    district = Region(name="嘉定区", name_hant="嘉定區", name_en="Jiading District", parent=home)
    zone = Region(name="开发区", parent=home)
    shown = {}
    for language in ("zh-hans", "zh-hant", "en"):
        with override(language):
            shown[language] = (str(district), district.full_name, zone.full_name)
    assert shown == {
        "zh-hans": ("嘉定区", "上海市嘉定区", "上海市开发区"),
        "zh-hant": ("嘉定區", "上海市嘉定區", "上海市开发区"),
        "en": ("Jiading District", "Shanghai Jiading District", "Shanghai开发区"),
    }


@pytest.mark.django_db
def test_days_are_those_of_the_years() -> None:
    for day in (date(2025, 12, 31), date(2026, 1, 1), date(2027, 1, 1)):
        CalendarDay.objects.create(date=day, working=False, note="元旦" if day.day == 1 else "")
    rows = CalendarDay.objects.of_years([2026, 2027])
    assert [str(row) for row in rows] == ["2026-01-01 元旦", "2027-01-01 元旦"]
    assert str(CalendarDay.objects.get(date="2025-12-31")) == "2025-12-31"
