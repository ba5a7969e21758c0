import pytest
from hypothesis import given
from hypothesis import strategies as st

from shanghui.engines.language import CodeFinding, read_credit_code
from shanghui.engines.language.credit_code import ALPHABET, check_character, organisation_check_character


def code_for(first_8: str, organisation_8: str) -> str:
    body = first_8 + organisation_8 + organisation_check_character(organisation_8)
    return body + check_character(body)


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        ("91350100M000100Y43", CodeFinding.OK),  # the example of GB 32100-2015
        ("９１３５ 0100-m000100y43", CodeFinding.OK),
        ("91350100M000100Y44", CodeFinding.WRONG_CHECK_DIGIT),
        ("91350100M000100Y4", CodeFinding.WRONG_LENGTH),
        ("91350100M000I00Y43", CodeFinding.WRONG_CHARACTERS),
        ("91350100M000中00Y43", CodeFinding.WRONG_CHARACTERS),
        ("310115000123456", CodeFinding.REGISTRATION_NUMBER),
        ("", CodeFinding.EMPTY),
        (" - ", CodeFinding.EMPTY),
    ],
)
def test_code_is_found(text: str, finding: CodeFinding) -> None:
    assert read_credit_code(text).finding is finding


def test_code_falls_into_its_parts() -> None:
    code = read_credit_code("91350100M000100Y43")
    assert (code.authority, code.kind, code.region, code.organisation) == ("9", "1", "350100", "M000100Y4")
    assert code.is_ok


def test_code_with_a_wrong_organisation_digit_is_told_apart() -> None:
    right = code_for("91310000", "MA1FL8TQ")
    other = next(one for one in ALPHABET if one != right[16])
    body = right[:16] + other
    assert read_credit_code(body + check_character(body)).finding is CodeFinding.WRONG_ORGANISATION_CHECK_DIGIT


@pytest.mark.parametrize("first_8", ["91310000", "N2310115", "Y1999999", "A1XY00QW"])
def test_letters_and_unknown_regions_in_the_first_eight_are_accepted(first_8: str) -> None:
    assert read_credit_code(code_for(first_8, "MA1FL8TQ")).is_ok


@given(st.text())
def test_code_never_raises(text: str) -> None:
    assert read_credit_code(text).finding in CodeFinding


@given(
    st.text(ALPHABET, min_size=8, max_size=8),
    st.text(ALPHABET, min_size=8, max_size=8),
    st.integers(0, 17),
    st.sampled_from(ALPHABET),
)
def test_any_single_slip_is_noticed(first_8: str, organisation_8: str, at: int, slip: str) -> None:
    code = code_for(first_8, organisation_8)
    changed = code[:at] + slip + code[at + 1 :]
    assert read_credit_code(changed).is_ok == (changed == code)
