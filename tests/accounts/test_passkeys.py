"""Passkeys in a real browser with a virtual authenticator, under the strict policy."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from allauth.mfa.models import Authenticator
from axe_playwright_python.sync_playwright import Axe
from pytest_django.live_server_helper import LiveServer

from shanghui.accounts.models import User
from tests.accounts.conftest import PASSWORD

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def complaints() -> list[str]:
    return []


@pytest.fixture
def page(complaints: list[str], chromium: "Browser") -> "Iterator[Page]":
    page = chromium.new_page(viewport={"width": 390, "height": 844}, locale="zh-CN")
    page.on("console", lambda said: complaints.append(said.text) if said.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    devices = page.context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    yield page
    page.close()


def serious(page: "Page") -> list[str]:
    found = Axe().run(page).response["violations"]
    return [fault["id"] for fault in found if fault["impact"] in {"serious", "critical"}]


def test_passkey_is_added_and_then_signs_in_alone(
    page: "Page", live_server: LiveServer, user: User, complaints: list[str]
) -> None:
    def go(path: str) -> None:
        page.goto(live_server.url + path)
        assert serious(page) == [], path

    go("/account/login/")
    page.get_by_label("用户名、邮箱或手机号").fill("138 1234 5678")
    page.get_by_label("密码", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="登录", exact=True).click()
    page.wait_for_url(live_server.url + "/")
    complaints.clear()  # the home page is another mechanism's
    go("/account/2fa/webauthn/add/")
    page.get_by_label("密码", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="继续").click()
    assert serious(page) == []
    page.get_by_label("以后只用它登录").check()
    page.get_by_role("button", name="添加", exact=True).click()
    page.wait_for_url("**/recovery-codes/")
    assert serious(page) == []
    assert Authenticator.objects.filter(user=user, type=Authenticator.Type.WEBAUTHN).count() == 1
    for path in ("", "2fa/", "2fa/webauthn/", "2fa/totp/activate/", "sessions/", "tokens/", "profile/", "addresses/"):
        go(f"/account/{path}")
    page.context.clear_cookies()
    go("/account/login/")
    page.get_by_role("button", name="用通行密钥登录").click()
    page.wait_for_url(live_server.url + "/")
    assert [text for text in complaints if "404" not in text] == []
    page.goto(live_server.url + "/account/")
    assert page.get_by_role("heading", name="沈知微").is_visible()


def test_passkey_given_up_is_told_in_words(
    page: "Page", live_server: LiveServer, user: User, complaints: list[str]
) -> None:
    page.goto(live_server.url + "/account/login/")
    page.get_by_role("button", name="用通行密钥登录").click()
    page.get_by_text("通行密钥没有用成").wait_for()
    assert complaints == []
