"""Devices as their owners know them."""

import pytest

from shanghui.accounts.devices import device_label

WECHAT = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605 Mobile MicroMessenger/8.0"


@pytest.mark.parametrize(
    ("agent", "label"),
    [
        (WECHAT, "iPhone·微信"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/120 Safari/537 Edg/120", "Windows 电脑·Edge"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/120 wxwork/4.1 MicroMessenger/7", "Windows 电脑·企业微信"),
        ("curl/8", "未知设备"),
    ],
)
def test_device_is_named_as_its_owner_knows_it(agent: str, label: str) -> None:
    assert str(device_label(agent)) == label
