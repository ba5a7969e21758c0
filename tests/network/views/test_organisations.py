"""An organisation's page: shown, edited, made."""

from datetime import timedelta

from django.utils.timezone import localdate

from shanghui.core.models import AuditRow
from shanghui.network.models import Organisation
from tests.factories import network as make
from tests.factories.world import World


def test_organisation_is_edited_by_its_secretary(world: World) -> None:
    client, chamber = world.client("secretary"), world.chamber
    path = f"/network/organisations/{chamber.pk}/edit/"
    assert client.get(path).status_code == 200
    sent = {"name": "新名", "audience": "federation", "version": 1}
    assert client.post(path, sent).status_code == 302
    late = client.post(path, sent | {"name": "别名"})
    assert late.status_code == 409
    assert [(row.now, row.typed) for row in late.context["differences"]] == [("新名", "别名")]
    assert client.post(path, {"name": "", "audience": "federation"}).status_code == 422
    assert client.post(f"/network/organisations/{world.other.pk}/edit/", {"name": "x"}).status_code == 403


def test_officer_makes_an_organisation(world: World) -> None:
    client, path = world.client("officer"), "/network/organisations/new/"
    assert client.get(path).status_code == 200
    made = client.post(path, {"kind": "trade_chamber", "name": "新会", "audience": "public"})
    new = Organisation.objects.unrestricted("test").get(name="新会")
    assert made["Location"] == f"/network/organisations/{new.pk}/"
    assert client.post(path, {"kind": "area"}).status_code == 422
    assert world.client("secretary").get(path).status_code == 403


def test_page_shows_the_area_of_today_and_what_was_before(world: World) -> None:
    today, day = localdate(), timedelta(days=1)
    world.chamber.affiliations.update(end=today)
    make.affiliate(world.chamber, world.south, start=today + day)
    client, path = world.client("secretary"), f"/network/organisations/{world.chamber.pk}/"
    page = client.get(path)
    assert [area.name for area in page.context["areas"]] == ["北片区"]
    assert "以前" not in page.content.decode()
    world.chamber.affiliations.filter(parent=world.north).update(end=today - day)
    page = client.get(path)
    assert page.context["areas"] == []
    assert "以前" in page.content.decode()


def test_trail_is_for_whoever_keeps_it(world: World) -> None:
    path = f"/network/organisations/{world.chamber.pk}/"
    world.client("secretary").post(path + "edit/", {"name": "新名", "audience": "federation"})
    told = {role: len(world.client(role).get(path).context["trail"]) for role in ("secretary", "officer", "other")}
    assert told == {"secretary": 1, "officer": 1, "other": 0}


def test_area_has_a_page_of_its_own(world: World) -> None:
    answer = world.client("secretary").get(f"/network/organisations/{world.north.pk}/")
    assert answer["Location"] == f"/network/areas/{world.north.pk}/"


def test_trail_keeps_the_post_in_the_language_of_the_house(world: World) -> None:
    client = world.client("secretary")
    client.cookies["language"] = "en"
    path = f"/network/organisations/{world.chamber.pk}/edit/"
    facts = {"kind": world.chamber.kind, "name": world.chamber.name, "audience": "public", "version": "1"}
    assert client.post(path, facts).status_code == 302
    assert AuditRow.objects.latest("number").acting_for.endswith("·秘书长")
