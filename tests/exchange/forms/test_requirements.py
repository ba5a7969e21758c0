"""Rows of conditions."""

from shanghui.exchange.actions.listings import Condition
from shanghui.exchange.forms.requirements import MOST, RequirementForms, conditions_of
from shanghui.exchange.rules import Attribute, Relation
from tests.exchange.conftest import Market
from tests.factories import exchange as make

GRADE = Condition(Attribute.GRADE, Relation.AT_LEAST, "10.9级", True)


def sent(*rows: tuple[str, str, str, bool], count: str = "") -> dict[str, str]:
    data = {"req-rows": count or str(len(rows))}
    for at, (attribute, relation, value, must) in enumerate(rows):
        data |= {f"req-{at}-attribute": attribute, f"req-{at}-relation": relation, f"req-{at}-value": value}
        data |= {f"req-{at}-must": "on"} if must else {}
    return data


def test_filled_rows_are_conditions_and_empty_ones_none() -> None:
    rows = RequirementForms(sent(("grade", "at_least", "10.9级", True), ("size", "equal", " ", True)))
    assert rows.is_valid()
    assert rows.conditions() == [GRADE]


def test_unknown_choice_and_too_long_value_are_refused() -> None:
    assert not RequirementForms(sent(("colour", "equal", "红", False))).is_valid()
    assert not RequirementForms(sent(("grade", "like", "红", False))).is_valid()
    assert not RequirementForms(sent(("grade", "equal", "长" * 121, False))).is_valid()


def test_given_rows_come_with_two_empty_ones() -> None:
    rows = RequirementForms(given=[GRADE])
    assert (rows.rows, rows.forms[0]["value"].value(), rows.forms[1]["value"].value()) == (3, "10.9级", None)


def test_one_more_keeps_what_was_typed_unjudged() -> None:
    rows = RequirementForms(sent(("grade", "equal", "长" * 121, False), ("size", "equal", "M12", True)))
    rows.one_more()
    assert [form["value"].value() for form in rows.forms] == ["长" * 121, "M12", None]
    assert [form["must"].value() for form in rows.forms] == [False, True, True]
    assert "sh-errors" not in str(rows.forms[0])


def test_count_of_rows_is_kept_within_reason() -> None:
    assert RequirementForms(sent(count="9999")).rows == 0
    assert RequirementForms(sent(count="999")).rows == MOST
    assert RequirementForms(sent(count="x")).rows == 0
    assert RequirementForms({}).rows == 0


def test_stored_rows_as_they_were_entered(market: Market) -> None:
    row = make.make_need(market.chamber)
    row.requirements.create(attribute="grade", relation="at_least", value="10.9级", must=True)
    assert conditions_of(row.requirements.all()) == [GRADE]
