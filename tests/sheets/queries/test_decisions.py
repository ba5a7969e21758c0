"""What was said before about rows that look alike."""

import pytest
from django.utils import timezone

from shanghui.sheets.models import DuplicateDecision
from shanghui.sheets.queries.decisions import Decisions, pair

pytestmark = pytest.mark.django_db


def say(one: str, other: str, same: bool, organisation: int = 1) -> None:
    left, right = pair(one, other)
    DuplicateDecision.objects.create(
        organisation_id=organisation, kind="enterprises", left=left, right=right, same=same, at=timezone.now()
    )


def test_answers_hold_in_both_directions() -> None:
    assert pair("b", "a") == pair("a", "b") == ("a", "b")
    say("a", "b", True)
    say("a", "c", False)
    known = Decisions(1, "enterprises")
    assert [known.about("b", "a"), known.about("c", "a"), known.about("b", "c")] == [True, False, None]
    assert known.about("a", "x", "c") is False


def test_stored_row_is_known_by_every_key_that_was_said_to_be_it() -> None:
    say("a", "#7", True)
    say("b", "#8", False)
    known = Decisions(1, "enterprises")
    assert (known.stored_as("a"), known.stored_as("b"), known.any_stored) == (7, None, True)


def test_answers_of_others_do_not_count() -> None:
    say("a", "#7", True, organisation=2)
    known = Decisions(1, "enterprises")
    assert (known.stored_as("a"), known.about("a", "#7"), known.any_stored) == (None, None, False)
