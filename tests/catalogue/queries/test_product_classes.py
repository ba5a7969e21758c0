"""Product classes: listed, found, their words claimed."""

import pytest
from django.utils.timezone import now
from pytest_django import DjangoAssertNumQueries

from shanghui.catalogue import queries
from shanghui.catalogue.models import ProductClass

pytestmark = pytest.mark.usefixtures("catalogue")


def retired() -> ProductClass:
    row = ProductClass.objects.get(code="0102")
    row.valid_until = now().date()
    row.save()
    return row


def test_retired_classes_have_a_list_of_their_own() -> None:
    row = retired()
    assert row not in queries.listed_product_classes()
    assert list(queries.listed_product_classes(retired=True)) == [row]
    codes = [one.code for one in queries.listed_product_classes()]
    assert codes == sorted(codes)


def test_word_means_a_class_in_use_wholly_or_none() -> None:
    assert queries.product_class_by_word("螺帽") == ProductClass.objects.get(code="0102")
    assert queries.product_class_by_word("螺") is None
    retired()
    assert queries.product_class_by_word("螺帽") is None


def test_words_are_claimed_by_classes_in_use() -> None:
    bolt = ProductClass.objects.get(code="0101")
    claimed = queries.claimed_words()
    assert (claimed["螺栓"], claimed[queries.folded("螺絲桿")]) == ("螺栓", "螺栓")
    assert "螺栓" not in queries.claimed_words(besides=bolt.pk)
    assert claimed["螺帽"] == "螺母"
    retired()
    assert "螺帽" not in queries.claimed_words()


@pytest.mark.parametrize("number", [1, 3])
def test_list_costs_one_query(number: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(1):
        rows = [(row.name, row.parent, row.industry) for row in queries.listed_product_classes()[:number]]
    assert len(rows) == number
