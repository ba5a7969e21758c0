"""An area's page."""

from datetime import date

from django.utils.timezone import localdate

from shanghui.network.models import HostTerm
from tests.factories import network as make
from tests.factories.world import World


def test_area_shows_hosts_leaders_and_the_group(world: World) -> None:
    year = localdate().year
    make.make_host_term(world.north, world.district, date(year, 1, 1), date(year, 12, 31))
    make.make_enterprise("甲厂", world.chamber, world.district)
    client, path = world.client("convener"), f"/network/areas/{world.north.pk}/"
    page = client.get(path).context
    assert [span.months for span in page["strip"]] == [12]
    assert [leader.appointment.person.name for leader in page["leaders"]] == ["周以宁", "陆怀瑾"]
    assert page["facts"].enterprises == 2
    assert len(page["group_message"].encode()) <= 2048
    assert client.get(path, {"year": "1"}).status_code == 400
    assert [span.term for span in client.get(path, {"year": year + 1}).context["strip"]] == [None] * 12
    assert client.get(f"/network/areas/{world.chamber.pk}/").status_code == 404
    assert client.get(f"/network/organisations/{world.north.pk}/").status_code == 302
    assert client.get("/network/areas/")["Location"] == path
    assert world.client("visitor").get("/network/areas/").status_code == 200


def test_convener_sets_and_removes_a_host(world: World) -> None:
    client, path = world.client("convener"), f"/network/areas/{world.north.pk}/host/"
    assert client.get(path).status_code == 200
    when = {"unit": world.district.pk, "start": "2027-01-01", "end": "2027-03-31"}
    assert client.post(path, when).status_code == 302
    assert client.post(path, when).status_code == 409
    assert client.post(path, when | {"unit": world.other.pk}).status_code == 422
    term = HostTerm.objects.get()
    assert client.post(f"{path}{term.pk}/remove/").status_code == 302
    assert world.client("secretary").get(path).status_code == 403


def test_officer_chooses_among_her_areas(world: World) -> None:
    page = world.client("officer").get("/network/areas/")
    assert [area.name for area in page.context["areas"]] == ["北片区", "南片区"]
    assert world.client("officer").get("/network/areas/?x=1").status_code == 400


def test_group_is_reached_by_those_of_the_area(world: World) -> None:
    reached = {
        role: world.client(role).get(f"/network/areas/{world.north.pk}/").context["may_reach"]
        for role in ("secretary", "convener", "officer", "other", "contact")
    }
    assert reached == {"secretary": True, "convener": True, "officer": True, "other": False, "contact": False}


def test_term_of_another_area_is_not_removed_here(world: World) -> None:
    term = make.make_host_term(world.south, world.other, date(2027, 1, 1), date(2027, 3, 31))
    path = f"/network/areas/{world.north.pk}/host/{term.pk}/remove/"
    assert world.client("convener").post(path).status_code == 404
    assert world.client("officer").get(path).status_code == 405
    assert HostTerm.objects.filter(pk=term.pk).exists()
