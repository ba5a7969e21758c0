"""Where allauth asks how this house does it."""

import base64
import hashlib
from io import BytesIO
from typing import Any

import segno
from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from shanghui.accounts.lockout import client_ip
from shanghui.accounts.models import User


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """No open sign-up; one sentence for every failed sign-in; no trust in forwarded addresses."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": _("用户名或密码不对，没有登录。请检查后再试；忘了密码可以重设。"),
        "too_many_login_attempts": _("试的次数太多，没有登录。请过一会儿再试。"),
        "incorrect_password": _("密码不对，什么都没有改动。请再输一次。"),
        "enter_current_password": _("请输入现在的密码。"),
        "invalid_password_reset": _("这个重设密码的链接已经用过或过期了，请再要一个。"),
        "unknown_email": _("没有账户使用这个邮箱。"),
        "rate_limited": _("操作太频繁，这一次没有做。请过一会儿再试。"),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        return client_ip(request)

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Failed passwords are counted by axes in the database, for all processes; allauth would count twice."""


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Secrets of second factors are encrypted at rest; the QR is drawn by segno."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("验证码不对，请看手机上最新的6位数字再输一次。"),
        "cannot_delete_authenticator": _("不能停用第二重验证。"),
        "cannot_generate_recovery_codes": _("先启用第二重验证，才能生成恢复码。"),
    }

    def build_totp_svg(self, url: str) -> str:
        drawn = BytesIO()
        segno.make(url, error="m").save(drawn, kind="svg", scale=4, xmldecl=False)
        return drawn.getvalue().decode()

    def get_totp_issuer(self) -> str:
        return str(_("商汇"))

    def get_totp_label(self, user: User) -> str:
        return user.mobile or user.email or user.username

    def encrypt(self, text: str) -> str:
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _cipher().decrypt(encrypted_text.encode()).decode()


def display_name(user: User) -> str:
    """How allauth's texts call somebody."""
    return str(user)


def _cipher() -> MultiFernet:
    """Keys derived from SECRET_KEY and its fallbacks, so that a changed key still opens what the old one sealed."""
    keys = [str(key) for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]
    return MultiFernet([Fernet(_derived(key)) for key in keys])


def _derived(key: str) -> bytes:
    return base64.urlsafe_b64encode(hashlib.sha256(f"second-factor:{key}".encode()).digest())
