"""Small parts of the catalogue's pages."""

import pytest
from django.template import Context, Template
from django.utils.translation import override

from shanghui.catalogue.labels import REGION_LEVELS


def drawn(text: str, **facts: object) -> str:
    return str(Template("{% load catalogue %}" + text).render(Context(facts)))


def test_level_is_told_in_words() -> None:
    assert drawn("{{ levels|at:3 }}", levels=REGION_LEVELS) == "县区级"


@pytest.mark.parametrize(("language", "line"), [("zh-hans", "螺丝、丝杆"), ("en", "螺丝, 丝杆")])
def test_words_are_listed_as_the_readers_language_does(language: str, line: str) -> None:
    with override(language):
        assert drawn("{{ words|listed }}", words=["螺丝", "丝杆"]) == line
        assert drawn("{{ words|listed }}", words=[]) == ""
