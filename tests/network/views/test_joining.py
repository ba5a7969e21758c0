"""A firm is taken in: one that is known, or a new one."""

from tests.factories import network as make
from tests.factories.world import World

SENT = {"membership-grade": "member", "membership-dues_state": "unknown"}


def test_known_firm_is_found_before_a_new_one_is_entered(world: World) -> None:
    known = make.make_enterprise("上海砺锋有限公司", world.other)
    client = world.client("secretary")
    assert client.get("/network/members/add/", {"q": "砺锋"}).context["found"] == [known]
    path = f"/network/members/add/?enterprise={known.pk}"
    assert client.get(path).status_code == 200
    sent = {"membership-grade": "member", "membership-dues_state": "unknown"}
    assert client.post(path, sent).status_code == 302
    assert client.post(path, sent).status_code == 409
    path = "/network/members/add/?name=x"
    assert client.get(path).status_code == 200
    sent |= {"name": "上海砺锋有限公司", "audience": "federation"}
    assert client.post(path, sent).context["alike"] == [known]
    assert client.post(path, sent | {"anyway": "on"}).status_code == 302
    assert client.post(path, sent | {"name": ""}).status_code == 422
    assert world.client("visitor").get("/network/members/add/").status_code == 403


def test_search_marks_those_who_are_members_already(world: World) -> None:
    inside = make.make_enterprise("砺锋一厂", world.chamber)
    outside = make.make_enterprise("砺锋二厂", world.other)
    client = world.client("secretary")
    page = client.get("/network/members/add/", {"q": "砺锋"}).context
    assert (set(page["found"]), page["inside"]) == ({inside, outside}, {inside.pk})
    assert client.get("/network/members/add/").context["found"] == []
    assert client.get("/network/members/add/", {"enterprise": "x"}).status_code == 400


def test_hidden_firm_is_not_taken_in(world: World) -> None:
    hidden = make.make_enterprise("隐厂", world.other, audience="own")
    answer = world.client("secretary").post(f"/network/members/add/?enterprise={hidden.pk}", SENT)
    assert answer.status_code == 404
    assert hidden.memberships.count() == 1


def test_federation_takes_in_for_a_chamber_without_its_dues(world: World) -> None:
    firm = make.make_enterprise("甲厂", world.other)
    path = f"/network/members/add/?organisation={world.chamber.pk}&enterprise={firm.pk}"
    client = world.client("officer")
    assert "dues_state" not in client.get(path).context["form"].fields
    assert client.post(path, {"membership-grade": "king"}).status_code == 422
    assert client.post(path, {"membership-grade": "member"}).status_code == 302
    assert firm.memberships.filter(organisation=world.chamber).exists()
    search = client.get(f"/network/members/add/?organisation={world.chamber.pk}")
    assert search.context["back"].endswith(f"?organisation={world.chamber.pk}")
