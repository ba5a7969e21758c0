"""Coming in: with a second factor, by invitation; and a key for a program."""

import base64
import hmac
import struct
import time
from typing import Any

import pytest

from tests.journeys.conftest import Come
from tests.journeys.house import PASSWORD
from tests.journeys.visitor import DESK, PHONE

pytestmark = [pytest.mark.browser, pytest.mark.slow]
SUBMIT = "main form[method=post] button:not(.sh-btn-quiet):not([type=button])"


def code_of(secret: str) -> str:
    """RFC 6238: six digits for these thirty seconds."""
    digest = hmac.digest(base64.b32decode(secret), struct.pack(">Q", int(time.time() // 30)), "sha1")
    at = digest[-1] & 15
    return f"{(int.from_bytes(digest[at : at + 4]) & 0x7FFFFFFF) % 1_000_000:06d}"


@pytest.mark.parametrize(("name", "size", "keyboard"), [("visitor", DESK, True), ("contact", PHONE, False)])
def test_sign_in_with_a_code_from_the_phone(come: Come, name: str, size: Any, keyboard: bool) -> None:
    visitor = come("", size, keyboard=keyboard)
    visitor.go("/account/login/")
    with visitor.expecting(400):
        visitor.sign_in(name, "not-her-password")
    visitor.sees("[aria-invalid=true], .sh-errors")
    visitor.sign_in(name, PASSWORD)
    visitor.confirm("/account/2fa/totp/activate/", PASSWORD)
    secret = visitor.find("#totp_secret").text_content() or ""
    visitor.fill("input[name=code]", code_of(secret))
    visitor.press(SUBMIT)
    again = come("", size, "en", keyboard=keyboard)
    again.go("/account/login/")
    again.sign_in(name, PASSWORD)
    again.fill("input[name=code]", code_of(secret))
    again.press(SUBMIT)
    again.sees("header .sh-acting")


@pytest.mark.parametrize(("size", "keyboard"), [(DESK, True), (PHONE, False)])
def test_an_invited_person_comes_in(come: Come, size: Any, keyboard: bool) -> None:
    host = come("secretary", size, keyboard=keyboard)
    host.go("/account/invitations/create/")
    number = f"1360000{size['width']:04d}"
    host.fill("input[name=name]", "苏予安")
    host.fill("input[name=address]", number)
    host.press(SUBMIT)
    link = next(word for word in (host.page.text_content("main") or "").split() if "/account/invitation/" in word)
    guest = come("", size, "zh-hant", keyboard=keyboard)
    guest.go(link[link.index("/account/") :])
    if not guest.page.locator("input[name=address]").count():
        guest.press(SUBMIT)
    guest.fill("input[name=address]", number)
    guest.fill("input[name=password]", "plum-Blossom-47")
    guest.fill("input[name=password_again]", "plum-Blossom-47")
    guest.press(SUBMIT)
    guest.sees("header .sh-top, header.sh-top")


@pytest.mark.parametrize(("size", "keyboard"), [(DESK, True), (PHONE, False)])
def test_a_key_for_a_program_is_made_and_revoked(come: Come, size: Any, keyboard: bool) -> None:
    visitor = come("secretary", size, keyboard=keyboard)
    visitor.confirm("/account/tokens/create/", PASSWORD)
    visitor.fill("input[name=name]", "官网名录")
    visitor.press("input[name=scopes]", leads=False)
    with visitor.expecting(201):
        visitor.press(SUBMIT)
    assert visitor.page.input_value("#token").startswith("shk_")
    visitor.go("/account/tokens/")
    visitor.press("form[action$='/revoke/'] button")
    assert visitor.page.locator("form[action$='/revoke/']").count() == 0
