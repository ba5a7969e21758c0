"""What an action sets on a row, and what it refuses to set."""

from datetime import date
from decimal import Decimal

import pytest

from shanghui.core.refusal import BadRequest, Stale
from shanghui.network.actions.writing import changed, ensure_fresh, set_keys, shown, storable
from shanghui.network.models import Enterprise, Organisation, Person


def test_only_the_newest_version_is_written() -> None:
    row = Organisation(version=3)
    ensure_fresh(row, 3)
    ensure_fresh(row, None)
    for version in (2, 4, 0):
        with pytest.raises(Stale):
            ensure_fresh(row, version)


def test_differences_are_told_and_nothing_else() -> None:
    row = Enterprise(name="甲", phone="021", capital=Decimal(5))
    told = changed(row, {"name": "乙", "phone": "021", "capital": None}, ["name", "phone", "capital"])
    assert told == {"name": ["甲", "乙"], "capital": ["5", None]}
    assert (row.name, row.capital) == ("乙", None)


def test_field_that_is_not_allowed_sets_none_of_them() -> None:
    row = Enterprise(name="甲")
    with pytest.raises(BadRequest):
        changed(row, {"name": "乙", "version": 9}, ["name"])
    assert row.name == "甲"


@pytest.mark.parametrize(
    ("name", "value", "kept"),
    [("phone", None, ""), ("introduction", None, ""), ("capital", None, None), ("name", "甲", "甲")],
)
def test_text_taken_away_is_empty(name: str, value: object, kept: object) -> None:
    assert storable(Enterprise(), name, value) == kept


@pytest.mark.parametrize(
    ("name", "value"), [("name", None), ("audience", None), ("name", "甲\0"), ("region_read", None)]
)
def test_column_that_cannot_be_empty_stays(name: str, value: object) -> None:
    with pytest.raises(BadRequest):
        storable(Enterprise(), name, value)


@pytest.mark.parametrize(
    ("value", "text"),
    [(None, None), (3, 3), (True, True), ("甲", "甲"), (date(2026, 1, 2), "2026-01-02"), (Decimal("1.50"), "1.50")],
)
def test_trail_keeps_plain_values(value: object, text: object) -> None:
    assert shown(value) == text


def test_keys_hold_other_names_and_codes_but_never_a_phone() -> None:
    firm = Enterprise(name="上海砺锋厂", short_name="砺锋", former_names="红星螺丝厂", credit_code="91X", phone="13900")
    chamber = Organisation(name="安徽商会", short_name="徽商", credit_code="52Y", phone="13900")
    person = Person(name="沈知微", phone="13900", email="a@b.cn")
    for row in (firm, chamber, person):
        set_keys(row)
        assert "13900" not in row.search_latin + row.search_names
    assert firm.search_names == "上海砺锋厂|砺锋|红星螺丝厂"
    assert "hxlsc" in firm.search_latin
    assert "91x" in firm.search_latin
    assert (chamber.search_names, "52y" in chamber.search_latin) == ("安徽商会|徽商", True)
    assert (person.sort_key, person.search_latin) == ("shen zhi wei", "shenzhiwei szw")
