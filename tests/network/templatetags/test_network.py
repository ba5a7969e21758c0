"""Words and small parts of the network's pages."""

import pytest
from django.template import Context, Template
from django.utils.translation import override

from shanghui.network.queries.picture import picture
from shanghui.network.rules import AffiliationOrder
from shanghui.network.templatetags.network import doer
from tests.factories.world import World


@pytest.mark.parametrize(
    ("text", "value", "shown"),
    [
        ("{{ value|figure }}", 12345, "12,345"),
        ("{{ value|figure }}", 0, "0"),
        ("{{ value|audience }}", "own", "仅本单位"),
        ("{{ value|deed }}", "merge_enterprises", "合并企业"),
        ("{{ value|deed }}", "something_new", "something_new"),
    ],
)
def test_values_are_told_in_words(text: str, value: object, shown: str) -> None:
    assert Template("{% load network %}" + text).render(Context({"value": value})) == shown


def test_rows_of_the_picture_lead_somewhere(world: World) -> None:
    facts = {"picture": picture(world.actors["secretary"], AffiliationOrder.AREA), "key": str(world.north.pk)}
    text = "{% load network %}{{ picture|url_of:key }} {{ picture|kind_of:key }}"
    assert Template(text).render(Context(facts)) == f"/network/areas/{world.north.pk}/ area"


@pytest.mark.parametrize(("language", "name"), [("zh-hans", "系统"), ("en", "System")])
def test_system_has_a_name_in_the_readers_language(language: str, name: str) -> None:
    with override(language):
        assert doer("system") == name
        assert doer("沈知微") == "沈知微"
