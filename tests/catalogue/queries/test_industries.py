"""Industries by code and as a tree."""

import pytest

from shanghui.catalogue import queries
from shanghui.catalogue.models import Industry

pytestmark = pytest.mark.usefixtures("catalogue")


@pytest.mark.parametrize(
    ("code", "found"),
    [("3482", "3482"), ("C3482", "3482"), ("c", "C"), ("34", "34"), ("3591", None), ("", None), ("机械", None)],
)
def test_industry_is_known_by_its_code(code: str, found: str | None) -> None:
    row = queries.industry_by_code(code)
    assert (row.code if row else None) == found


def test_codes_of_former_editions_lead_to_today() -> None:
    former = Industry.objects.exclude(former_codes=[]).first()
    assert former is not None
    assert queries.industry_by_code(former.former_codes[0]) == former
    index = queries.industry_index()
    assert index[former.former_codes[0]] == former.pk
    assert index["3482"] == Industry.objects.get(code="3482").pk


def test_tree_walks_down_and_up() -> None:
    assert [row.code for row in queries.industries_below(None)] == ["C", "G"]
    assert {row.code for row in queries.industries_below(Industry.objects.get(code="C"))} == {"31", "33", "34"}
    way = queries.industries_above(Industry.objects.get(code="3482"))
    assert [row.code for row in way] == ["C", "34", "348", "3482"]
    assert queries.industries_above(None) == []
