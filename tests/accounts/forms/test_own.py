"""What people type about themselves, their tokens and their guests."""

import pytest
from django.utils.translation import override

from shanghui.accounts.forms.own import AcceptanceForm, AddressesForm, TokenForm
from shanghui.accounts.rules import TOKEN_DAYS


@pytest.mark.parametrize(
    ("facts", "valid"),
    [
        ({"mobile": "13812345678"}, True),
        ({"email": "shen@example.com"}, True),
        ({"mobile": "", "email": ""}, False),
        ({"mobile": "13812345678", "email": "no address"}, False),
    ],
)
def test_one_of_two_addresses_is_enough(facts: dict[str, str], valid: bool) -> None:
    form = AddressesForm(facts)
    assert form.is_valid() is valid
    assert ("__all__" in form.errors) == (facts.get("email") == "" and facts.get("mobile") == "")


def test_passwords_typed_twice_must_agree() -> None:
    facts = {"address": "shen@example.com", "name": "沈知微", "password": "plum-Blossom-47", "password_again": "other"}
    assert list(AcceptanceForm(facts).errors) == ["password_again"]
    assert AcceptanceForm(facts | {"password_again": "plum-Blossom-47"}).is_valid()


@pytest.mark.usefixtures("offered")
def test_token_is_offered_what_the_mechanisms_registered() -> None:
    with override("en"):
        form = TokenForm()
        assert [choice[0] for choice in form.fields["days"].choices] == list(TOKEN_DAYS)  # type: ignore[attr-defined]
        assert "days" in str(form["days"])
    assert 'value="network:read"' in str(form["scopes"])
    days = str(TOKEN_DAYS[0])
    good = TokenForm({"name": "官网", "scopes": ["network:read"], "days": days})
    assert good.is_valid()
    assert good.cleaned_data["days"] == TOKEN_DAYS[0]
    assert set(TokenForm({"name": "官网", "scopes": ["all"], "days": "9999"}).errors) == {"scopes", "days"}
