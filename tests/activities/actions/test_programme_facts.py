"""Which facts are written, and what the trail keeps of them."""

import pytest

from shanghui.activities.actions.programme_facts import said, set_facts
from shanghui.activities.models import Programme
from shanghui.core.refusal import BadRequest


def test_only_allowed_fields_are_set_and_changes_told() -> None:
    programme = Programme(title="旧名", theme="旧", places=2)
    changes = set_facts(
        programme, {"title": "新名", "theme": "新", "places": 2}, {"title", "theme", "places"}, {"theme"}
    )
    assert changes == {"title": ["旧名", "新名"], "theme": []}
    assert (programme.title, programme.theme) == ("新名", "新")
    with pytest.raises(BadRequest):
        set_facts(programme, {"state": "open"}, {"title"})


def test_sentence_is_trimmed_and_has_no_nul() -> None:
    assert said("  好的  ", 2) == "好的"
    assert said("很好的", 2) == "很好"
    with pytest.raises(BadRequest):
        said("a\0", 9)
