"""Two people edit the same row: the second gets 409 with the difference, and nothing of hers is lost or written."""

import pytest
from django.test import Client

from shanghui.network.models import Enterprise
from tests.factories.house import House, build_house

pytestmark = pytest.mark.django_db


@pytest.fixture
def house() -> House:
    return build_house()


def _firm(house: House) -> Enterprise:
    return Enterprise.objects.unrestricted("test").get(pk=house.ids["firm"])


def _posted(browser: Client, url: str, **changes: str) -> dict[str, str]:
    """The form as the page gives it, with changes."""
    form = browser.get(url).context["form"]
    return {name: str(form[name].value() or "") for name in form.fields} | changes


def test_second_editor_sees_the_difference(house: House) -> None:
    first, second = house.client("owner"), house.client("contact")
    url = f"/network/enterprises/{house.ids['firm']}/edit/"
    early = _posted(second, url, main_business="高强度螺栓")
    assert first.post(url, _posted(first, url, main_business="不锈钢螺母")).status_code == 302
    answer = second.post(url, early)
    assert answer.status_code == 409
    assert "不锈钢螺母" in answer.content.decode()
    assert "高强度螺栓" in answer.content.decode()
    assert _firm(house).main_business == "不锈钢螺母"
    form = answer.context["form"]
    again = {name: str(form[name].value() or "") for name in form.fields}
    assert second.post(url, again).status_code == 302
    assert _firm(house).main_business == "高强度螺栓"


def test_second_program_gets_409(house: House) -> None:
    browser, url = house.client("owner"), f"/api/v1/network/enterprises/{house.ids['firm']}"
    body = {"short_name": "甲", "version": _firm(house).version}
    assert browser.patch(url, body, content_type="application/json").status_code == 200
    assert browser.patch(url, body | {"short_name": "乙"}, content_type="application/json").status_code == 409
    assert _firm(house).short_name == "甲"
