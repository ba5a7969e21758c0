"""The unified social credit code: GB 32100-2015, with the organisation code of GB 11714-1997 inside."""

import re
from dataclasses import dataclass
from enum import StrEnum

from shanghui.engines.language.text import normalise

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_VALUES = {character: value for value, character in enumerate(ALPHABET)}
_SEPARATORS = re.compile(r"[\s\-‐-―·.]+")


class CodeFinding(StrEnum):
    """What is to be said of a code. Only `OK` and `REGISTRATION_NUMBER` are free of doubt."""

    OK = "ok"
    EMPTY = "empty"
    REGISTRATION_NUMBER = "registration_number"
    WRONG_LENGTH = "wrong_length"
    WRONG_CHARACTERS = "wrong_characters"
    WRONG_CHECK_DIGIT = "wrong_check_digit"
    WRONG_ORGANISATION_CHECK_DIGIT = "wrong_organisation_check_digit"


@dataclass(frozen=True, slots=True)
class CreditCode:
    """A code as read: `text` in capitals without separators, and the finding.

    `authority` is digit 1 (registering department), `kind` digit 2, `region` digits 3–8, `organisation` digits 9–17;
    all empty unless the code has 18 characters of the alphabet. Unknown regions and departments are accepted.
    """

    text: str
    finding: CodeFinding
    authority: str = ""
    kind: str = ""
    region: str = ""
    organisation: str = ""

    @property
    def is_ok(self) -> bool:
        """Tell whether this is a credit code with both check digits right."""
        return self.finding is CodeFinding.OK


def read_credit_code(text: str) -> CreditCode:
    """Read a credit code as people type it (spaces, hyphens, full width, small letters); never raises."""
    code = _SEPARATORS.sub("", normalise(text)).upper()
    if not code:
        return CreditCode("", CodeFinding.EMPTY)
    if len(code) == 15 and code.isascii() and code.isdigit():
        return CreditCode(code, CodeFinding.REGISTRATION_NUMBER)
    if len(code) != 18:
        return CreditCode(code, CodeFinding.WRONG_LENGTH)
    if not _VALUES.keys() >= set(code):
        return CreditCode(code, CodeFinding.WRONG_CHARACTERS)
    return CreditCode(code, _finding(code), code[0], code[1], code[2:8], code[8:17])


def check_character(first_17: str) -> str:
    """Give the 18th character for 17 characters of the alphabet (GB 32100: weights 3^(i−1) mod 31)."""
    total = sum(_VALUES[character] * weight for character, weight in zip(first_17, WEIGHTS, strict=True))
    return ALPHABET[-total % 31]


def organisation_check_character(first_8: str) -> str:
    """Give the ninth character of an organisation code (GB 11714: A = 10 … Z = 35, mod 11, 10 is written X)."""
    total = sum(int(character, 36) * weight for character, weight in zip(first_8, ORGANISATION_WEIGHTS, strict=True))
    return "0123456789X0"[11 - total % 11]


def _finding(code: str) -> CodeFinding:
    if check_character(code[:17]) != code[17]:
        return CodeFinding.WRONG_CHECK_DIGIT
    if organisation_check_character(code[8:16]) != code[16]:
        return CodeFinding.WRONG_ORGANISATION_CHECK_DIGIT
    return CodeFinding.OK
