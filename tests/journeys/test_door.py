"""The door goes through an hour without network: list, codes, a reload, and everything is brought when it is back."""

import json
import subprocess
import sys
import time
from typing import Any

import pytest

from tests.journeys.conftest import Come
from tests.journeys.house import PASSWORD, ROOT, House, environment
from tests.journeys.visitor import DESK, PHONE, Visitor

pytestmark = [pytest.mark.browser, pytest.mark.slow]

MAKE = """
import json
from datetime import timedelta
from django.utils import timezone
from shanghui.activities.models import Activity, Registration
from shanghui.network.models import Appointment
now = timezone.now()
post = Appointment.objects.filter(person__user__username="secretary", organisation__isnull=False).first()
hall = Activity.objects.create(
    organisation=post.organisation, kind="brand", title="秋季供需对接会", starts_at=now - timedelta(minutes=30),
    ends_at=now + timedelta(hours=2), register_until=now, venue="三楼大厅", state="published", capacity=8,
)
names = ("张𠮷", "李䶮", "王伟", "赵敏", "陈静", "刘洋")
guests = [
    Registration.objects.create(
        activity=hall, name=name, firm=f"上海{name}装备有限公司", phone=f"138000012{number:02}", state="registered",
        registered_at=now, unit=post.organisation,
    )
    for number, name in enumerate(names)
]
late = Registration.objects.create(activity=hall, name="孙迟", state="cancelled", registered_at=now)
print("made" + json.dumps({"pk": hall.pk, "guests": {one.name: [one.pk, one.code] for one in [*guests, late]}}))
"""
TELL = """
import json
from shanghui.activities.models import Registration
rows = Registration.objects.unrestricted("test").filter(activity={pk}, arrived_at__isnull=False)
print("made" + json.dumps({{row.name: row.arrived_how for row in rows}}))
"""


def run(house: House, code: str) -> Any:
    call = [sys.executable, str(ROOT / "manage.py"), "shell", "-c", code]
    done = subprocess.run(call, env=environment(house.folder), cwd=house.folder, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.partition("made")[2])


def arrived(house: House, pk: int) -> dict[str, str]:
    found: dict[str, str] = run(house, TELL.format(pk=pk))
    return found


def cut(visitor: Visitor, off: bool) -> None:
    """The cable is pulled. What then cannot be fetched belongs to the story."""
    visitor.page.context.set_offline(off)


KEPT = """async () => {
  const ready = await navigator.serviceWorker.getRegistration(location.pathname);
  const names = (await caches.keys()).filter((name) => name.startsWith("kept/"));
  if (!ready || !ready.active || !names.length) return false;
  const cache = await caches.open(names[0]);
  return Boolean(await cache.match(document.getElementById("door").dataset.guests))
    && Boolean(await cache.match(location.pathname)) && (await cache.keys()).length > 6;
}"""
FORGOTTEN = "async () => (await caches.keys()).filter((name) => name.startsWith('kept/')).length === 0"


def until(visitor: Visitor, what: str) -> None:
    """A promise that comes true; `wait_for_function` takes any promise for true."""
    deadline = time.monotonic() + 30
    while not visitor.page.evaluate(what):
        assert time.monotonic() < deadline, what
        time.sleep(0.2)


def offline_problems(visitor: Visitor) -> list[str]:
    marks = ("ERR_INTERNET_DISCONNECTED", "ERR_FAILED", "Failed to fetch", "ERR_ABORTED", "htmx:sendError", "abort")
    return [one for one in visitor.problems if not any(mark in one for mark in marks)]


def type_code(visitor: Visitor, text: str) -> None:
    """As a scanner does: signs, then Enter."""
    visitor.page.fill("#q", text)
    visitor.page.press("#q", "Enter")


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_door_without_network(come: Come, house: House, size: Any) -> None:
    made = run(house, MAKE)
    pk, guests = made["pk"], made["guests"]
    visitor = come("", size)  # signed in by herself: she will sign out, and others share the usual sign-in
    visitor.go(f"/account/login/?next=/activities/{pk}/door/")
    visitor.sign_in("secretary", PASSWORD)
    until(visitor, KEPT)
    # with network: a tap, a wedge scanner
    visitor.press(visitor.page.locator("#door-guests li", has_text="张𠮷").locator("button"), leads=False)
    visitor.sees(visitor.page.locator("#last"))
    type_code(visitor, guests["李䶮"][1])
    visitor.sees(visitor.page.locator("section:has(#last) li", has_text="李䶮"))
    assert arrived(house, pk) == {"张𠮷": "list", "李䶮": "code"}
    visitor.look()

    cut(visitor, True)
    visitor.sees("#door-offline")
    visitor.page.fill("#q", "zm")
    visitor.press(visitor.page.locator("#door-offline-list li", has_text="赵敏").locator("[data-arrives]"), leads=False)
    type_code(visitor, f"https://example.org/activities/c/{guests['王伟'][1]}/")
    visitor.sees(visitor.page.get_by_text("已记下：王伟"))
    type_code(visitor, guests["王伟"][1])
    visitor.sees(visitor.page.get_by_text("已签到：王伟"))
    type_code(visitor, guests["孙迟"][1])  # no longer on the list: to be settled by hand
    assert visitor.page.locator("#door-noted").text_content() == "3"
    visitor.look()

    visitor.page.reload()
    visitor.sees("#door-offline")
    assert visitor.page.locator("#door-noted").text_content() == "3"
    row = visitor.page.locator("#door-offline-list li", has_text="陈静")
    visitor.press(row.locator("[data-arrives]"), leads=False)
    visitor.press(row.locator("[data-takes-back]"), leads=False)
    visitor.press(row.locator("[data-arrives]"), leads=False)
    assert visitor.page.locator("#door-noted").text_content() == "4"
    assert arrived(house, pk) == {"张𠮷": "list", "李䶮": "code"}
    visitor.problems = offline_problems(visitor)

    cut(visitor, False)
    visitor.sees("#door-result")
    assert visitor.page.locator("[data-answer=done]").text_content() == "3"
    assert visitor.page.locator("[data-answer=odd]").text_content() == "孙迟"
    offline = dict.fromkeys(("赵敏", "王伟", "陈静"), "offline")
    assert arrived(house, pk) == {"张𠮷": "list", "李䶮": "code"} | offline
    visitor.sees(visitor.page.locator("#door-live"))
    visitor.problems = offline_problems(visitor)
    visitor.look()

    # at sign-out the list is forgotten
    visitor.page.evaluate("document.querySelector('form[data-forgets]').requestSubmit()")
    visitor.page.wait_for_url("**/account/**")
    until(visitor, FORGOTTEN)


def test_tap_that_cannot_be_sent_is_noted(come: Come, house: House) -> None:
    """The browser believes that there is a network, the server is out of reach."""
    made = run(house, MAKE)
    visitor = come("secretary", PHONE)
    visitor.go(f"/activities/{made['pk']}/door/")
    until(visitor, KEPT)
    visitor.page.route("**/activities/**", lambda route: route.abort("connectionfailed"))
    row = visitor.page.locator("#door-guests li", has_text="刘洋")
    visitor.press(row.locator("button"), leads=False)
    visitor.sees(visitor.page.get_by_text("已记下：刘洋"))
    visitor.problems = []
    visitor.page.unroute_all(behavior="wait")
    visitor.sees("#door-result")
    assert arrived(house, made["pk"]) == {"刘洋": "offline"}


def test_door_works_without_scripts(chromium: Any, house: House, signed_in: Any) -> None:
    made = run(house, MAKE)
    context = chromium.new_context(base_url=house.url, java_script_enabled=False)
    context.add_cookies(signed_in("secretary"))
    page = context.new_page()
    page.goto(f"/activities/{made['pk']}/door/?q=zm")
    page.locator("#door-guests li", has_text="赵敏").locator("button").click()
    page.wait_for_load_state()
    assert page.locator("section:has(#last) li", has_text="赵敏").count() == 1
    page.locator("section:has(#last) button").click()
    page.wait_for_load_state()
    assert arrived(house, made["pk"]) == {}
    context.close()
