"""Every form of allauth wears our words."""

from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client, RequestFactory
from django.utils.translation import override

from shanghui.accounts.forms import library
from shanghui.accounts.models import User


@pytest.fixture
def labels(user: User) -> Any:
    request = RequestFactory().get("/")
    request.user = user

    def labels_of(name: str, **facts: Any) -> dict[str, str]:
        with override("zh-hans"):
            form = getattr(library, name)(**facts)
            return {key: str(field.label) for key, field in form.fields.items() if not field.widget.is_hidden}

    return labels_of


def test_boxes_bear_our_labels_and_no_grey_examples(labels: Any, user: User) -> None:
    assert labels("ConfirmCodeForm", user=user) == {"code": "6位验证码，或一个恢复码"}
    key = Authenticator(user=user, type=Authenticator.Type.WEBAUTHN, data={"name": "手机"})
    assert labels("PasskeyNameForm", instance=key) == {"name": "名字"}
    assert labels("ConfirmPasswordForm", user=user) == {"password": "密码"}
    assert labels("NewPasswordForm", user=user) == {
        "oldpassword": "现在的密码", "password1": "新密码", "password2": "再输一次新密码",
    }  # fmt: skip
    assert "placeholder" not in str(library.SignInForm())


def test_sign_in_takes_any_of_three_identifiers(client: Client, user: User) -> None:
    with override("zh-hans"):
        box = library.SignInForm().fields["login"]
    assert (box.max_length, box.widget.attrs["autocapitalize"]) == (254, "none")
