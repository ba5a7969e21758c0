"""What people type: acceptance, profile, addresses, token, invitation."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import password_validators_help_texts
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from shanghui.accounts import scopes
from shanghui.accounts.models import User
from shanghui.accounts.rules import TOKEN_DAYS

NEW_PASSWORD = forms.PasswordInput(attrs={"autocomplete": "new-password"})


class AcceptanceForm(forms.Form):
    """The address proves that the link has reached the person it was sent to."""

    address = forms.CharField(
        label=_("您的手机号或邮箱"), max_length=254, help_text=_("填收到这份邀请的那一个，以后用它登录。")
    )
    name = forms.CharField(label=_("姓名"), max_length=100)
    password = forms.CharField(label=_("设一个密码"), strip=False, max_length=256, widget=NEW_PASSWORD)
    password_again = forms.CharField(label=_("再输一次密码"), strip=False, max_length=256, widget=NEW_PASSWORD)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].help_text = " ".join(str(text) for text in password_validators_help_texts())

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or {}
        if facts.get("password") != facts.get("password_again"):
            self.add_error("password_again", _("两次输入的密码不一样，请再输一次。"))
        return facts


class ProfileForm(forms.ModelForm[User]):
    """How she is called and how she likes to read."""

    language = forms.ChoiceField(label=_("语言"), choices=settings.LANGUAGES)

    class Meta:
        model = User
        fields = ["name", "language", "larger_text"]


class AddressesForm(forms.Form):
    """What she signs in with; at least one of the two, so that she can be reached."""

    mobile = forms.CharField(
        label=_("手机号"), max_length=20, required=False, widget=forms.TextInput(attrs={"autocomplete": "tel"})
    )
    email = forms.EmailField(label=_("邮箱"), required=False, widget=forms.EmailInput(attrs={"autocomplete": "email"}))

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or {}
        if not self.errors and not facts.get("mobile") and not facts.get("email"):
            raise forms.ValidationError(_("手机号和邮箱至少填一个，否则忘了密码就找不回来。"))
        return facts


def lengths(days: Iterable[int]) -> list[tuple[int, str]]:
    return [(one, ngettext("%(days)d天", "%(days)d天", one) % {"days": one}) for one in days]


class TokenForm(forms.Form):
    name = forms.CharField(label=_("名称"), max_length=100, help_text=_("写明给哪个程序用，例如“官网会员名录”。"))
    scopes = forms.MultipleChoiceField(
        label=_("权限"), widget=forms.CheckboxSelectMultiple, choices=lambda: list(scopes.offered().items())
    )
    days = forms.TypedChoiceField(label=_("有效期"), coerce=int, initial=90, choices=lambda: lengths(TOKEN_DAYS))


class InvitationForm(forms.Form):
    name = forms.CharField(label=_("姓名"), max_length=100)
    address = forms.CharField(label=_("手机号或邮箱"), max_length=254, help_text=_("只有填得出它的人才能接受邀请。"))
    note = forms.CharField(label=_("附言"), max_length=200, required=False)
