"""Rows of criteria: empty ones are none, one more on demand, no two of one name."""

from shanghui.activities.actions.programmes import Yardstick
from shanghui.activities.forms.criteria import CriterionForms
from shanghui.activities.rules import MOST_CRITERIA


def sent(*rows: tuple[str, str]) -> dict[str, str]:
    data = {"crit-rows": str(len(rows))}
    for at, (name, weight) in enumerate(rows):
        data |= {f"crit-{at}-name": name, f"crit-{at}-weight": weight}
    return data


def test_rows_without_a_name_are_none() -> None:
    forms = CriterionForms(sent(("可行", "3"), ("", "2"), ("新意", "")))
    assert forms.is_valid()
    assert forms.criteria() == [Yardstick("可行", 3), Yardstick("新意", 1)]


def test_same_name_and_weights_out_of_range_are_told() -> None:
    forms = CriterionForms(sent(("可行", "3"), ("可行", "2")))
    assert not forms.is_valid()
    assert forms.fault
    assert not CriterionForms(sent(("可行", "11"))).is_valid()
    assert not CriterionForms(sent(("可行", "0"))).is_valid()


def test_grows_by_a_row_until_there_are_enough() -> None:
    forms = CriterionForms(sent(("可行", "x")))
    forms.one_more()
    assert (forms.rows, forms.forms[0]["weight"].value()) == (2, "x")
    full = CriterionForms(given=[Yardstick(f"标准{at}") for at in range(MOST_CRITERIA)])
    full.one_more()
    assert (full.rows, full.may_grow) == (MOST_CRITERIA, False)


def test_count_that_came_back_is_not_trusted() -> None:
    assert CriterionForms({"crit-rows": "x"}).rows == 0
    assert CriterionForms({"crit-rows": "999"}).rows == MOST_CRITERIA
    assert CriterionForms({"crit-rows": "9999"}).rows == 0
