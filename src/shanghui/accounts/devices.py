"""A user agent as an owner recognises her device: "手机·微信", "电脑·Chrome"."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

# the first mark that occurs decides; chat apps come before the browser engine they carry
BROWSERS: "tuple[tuple[str, StrOrPromise], ...]" = (
    ("wxwork", _("企业微信")), ("MicroMessenger", _("微信")), ("DingTalk", _("钉钉")), ("Lark", _("飞书")),
    ("Edg", "Edge"), ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("Safari", "Safari"),
)  # fmt: skip
SYSTEMS: "tuple[tuple[str, StrOrPromise], ...]" = (
    ("HarmonyOS", _("鸿蒙手机")), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", _("安卓手机")),
    ("Windows", _("Windows 电脑")), ("Macintosh", _("苹果电脑")), ("Linux", _("Linux 电脑")),
)  # fmt: skip


def device_label(user_agent: str) -> "StrOrPromise":
    """System and browser; "未知设备" when neither is recognised."""
    found = [
        str(next(label for mark, label in marks if mark in user_agent))
        for marks in (SYSTEMS, BROWSERS)
        if any(mark in user_agent for mark, _label in marks)
    ]
    return "·".join(found) or _("未知设备")
