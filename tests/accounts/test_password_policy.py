"""How many kinds of characters a password must mix, where the federation asks for it."""

import pytest
from django.core.exceptions import ValidationError

from shanghui.accounts.password_policy import CharacterClassesValidator


def test_password_policy_counts_classes() -> None:
    policy = CharacterClassesValidator(3)
    policy.validate("aB1xxxxxxx")
    with pytest.raises(ValidationError) as error:
        policy.validate("aaaaaaaaaa1")
    assert "至少3种" in str(error.value)
