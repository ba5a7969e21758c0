"""What wishes, quotas and answers come to."""

from datetime import UTC, datetime, timedelta

import pytest

from shanghui.activities import rules
from shanghui.activities.rules import EncounterState, Mode, Part

NOW = datetime(2030, 1, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


def test_wishes_open_and_close() -> None:
    rules.ensure_wishes_open(None, None, NOW)
    rules.ensure_wishes_open(NOW, NOW, NOW)
    for opens, closes in ((NOW + HOUR, None), (None, NOW - HOUR)):
        with pytest.raises(rules.WishesClosed):
            rules.ensure_wishes_open(opens, closes, NOW)


def test_wish_ends_after_its_life_at_the_beginning_or_at_the_end() -> None:
    assert rules.wish_end(NOW, NOW + 100 * HOUR, NOW + 104 * HOUR) == NOW + rules.WISH_LIFE
    assert rules.wish_end(NOW, NOW + HOUR, NOW + 4 * HOUR) == NOW + HOUR
    assert rules.wish_end(NOW, NOW - HOUR, NOW + 2 * HOUR) == NOW + 2 * HOUR


def test_own_quota_narrows_and_never_widens() -> None:
    assert [rules.most_encounters(8, own) for own in (None, 3, 12)] == [8, 3, 8]


def test_weights_add_up() -> None:
    assert [rules.agreed_weight(4, given) for given in (None, 2)] == [4, 6]


@pytest.mark.parametrize(
    ("mode", "wisher", "wished", "given"),
    [
        (Mode.HOSTED, Part.BUYER, Part.SELLER, True),
        (Mode.HOSTED, Part.BUYER, Part.BOTH, True),
        (Mode.HOSTED, Part.BUYER, Part.BUYER, False),
        (Mode.HOSTED, Part.SELLER, Part.BUYER, False),
        (Mode.HOSTED, Part.BOTH, Part.SELLER, False),
        (Mode.WISH, Part.BUYER, Part.SELLER, False),
    ],
)
def test_hosted_buyer_is_given_her_wish(mode: Mode, wisher: Part, wished: Part, given: bool) -> None:
    assert rules.is_given(mode, wisher, wished) is given


@pytest.mark.parametrize(
    ("first", "second", "state"),
    [
        (None, None, EncounterState.SCHEDULED),
        (True, None, EncounterState.ATTENDED),
        (None, True, EncounterState.ATTENDED),
        (True, False, EncounterState.NO_SHOW),
        (False, None, EncounterState.NO_SHOW),
    ],
)
def test_what_was_said(first: bool | None, second: bool | None, state: EncounterState) -> None:
    assert rules.state_said(first, second) is state


def test_tables_wanted_are_rounded_up_with_fifteen_in_a_hundred_more() -> None:
    assert [rules.tables_wanted(*one) for one in ((60, 9), (0, 9), (1, 9), (100, 0))] == [8, 0, 1, 115]
