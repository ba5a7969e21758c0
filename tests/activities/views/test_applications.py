"""Apply, read, change and withdraw by page."""

from datetime import timedelta

from shanghui.activities.models import Application
from tests.factories.activities import make_programme
from tests.factories.activities_programmes import make_application, make_criterion
from tests.factories.world import World

SENT = {"title": "公开课", "plan": "讲一讲", "guests": "30"}
BASE = "/activities/programmes"


def test_applied_changed_withdrawn(world: World) -> None:
    programme = make_programme(world.north, wanted="要公开课")
    make_criterion(programme, "有用")
    client = world.client("secretary")
    html = client.get(f"{BASE}/{programme.pk}/apply/").content.decode()
    assert "要公开课" in html
    assert "有用" in html
    assert client.post(f"{BASE}/{programme.pk}/apply/", SENT | {"plan": ""}).status_code == 422
    assert client.post(f"{BASE}/{programme.pk}/apply/", SENT).status_code == 302
    made = Application.objects.unrestricted("test").get()
    url = f"{BASE}/applications/{made.pk}"
    assert "讲一讲" in client.get(f"{url}/").content.decode()
    assert client.post(f"{BASE}/{programme.pk}/apply/", SENT).status_code == 409, "once"
    assert client.post(f"{url}/edit/", SENT | {"title": "先改", "version": "1"}).status_code == 302
    answer = client.post(f"{url}/edit/", SENT | {"title": "后改", "version": "1"})
    assert answer.status_code == 409
    assert "先改" in answer.content.decode()
    assert client.post(f"{url}/withdraw/").status_code == 302
    made.refresh_from_db()
    assert (made.state, made.title) == ("withdrawn", "先改")
    assert client.get(f"{url}/").status_code == 200, "its own record stays"
    assert client.get(f"{url}/edit/").status_code == 409


def test_day_out_of_the_stage_is_told_in_the_form(world: World) -> None:
    programme = make_programme(world.north)
    sent = SENT | {"on": f"{programme.end + timedelta(days=1)}"}
    answer = world.client("secretary").post(f"{BASE}/{programme.pk}/apply/", sent)
    assert answer.status_code == 422
    assert "不在舞台的期间里" in answer.content.decode()


def test_form_is_not_shown_when_nothing_is_taken(world: World) -> None:
    programme = make_programme(world.north, state="selecting")
    assert world.client("secretary").get(f"{BASE}/{programme.pk}/apply/").status_code == 409
    application = make_application(programme, world.chamber)
    assert world.client("secretary").get(f"{BASE}/applications/{application.pk}/edit/").status_code == 409


def test_contact_is_for_the_two_sides(world: World) -> None:
    programme = make_programme(world.federation, state="decided")
    row = make_application(programme, world.chamber, state="chosen", contact="密电话", answer="密答复")
    for role, told in (("secretary", True), ("officer", True), ("other", False)):
        html = world.client(role).get(f"{BASE}/applications/{row.pk}/").content.decode()
        assert ("密电话" in html, "密答复" in html) == (told, told)
