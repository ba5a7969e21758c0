"""A chamber moves, two organisations become one: first the sentence, then the deed."""

from django.utils.timezone import localdate

from shanghui.network.models import Affiliation
from shanghui.network.rules import AffiliationOrder, OrganisationKind
from shanghui.network.views.moving import parent_kinds
from tests.factories import network as make
from tests.factories.world import World


def test_move_shows_what_will_happen_and_then_does_it(world: World) -> None:
    client, new = world.client("officer"), make.make_organisation("新会")
    path = f"/network/organisations/{new.pk}/move/"
    page = client.get(path + "?order=trade").context
    assert (page["order"], page["current"]) == (AffiliationOrder.TRADE, None)
    assert client.get(path + "?order=x").status_code == 400
    step = {"order": "area", "parent": world.north.pk, "on": localdate().isoformat()}
    preview = client.post(path, step).context
    assert (preview["preview"], preview["parent"], preview["before"], preview["units"]) == (True, world.north, None, 0)
    assert not Affiliation.objects.filter(child=new).exists()
    assert client.post(path, step | {"on": ""}).status_code == 422
    assert client.post(path, step | {"parent": world.other.pk}).status_code == 422
    done = client.post(path, step | {"sure": "on"})
    assert Affiliation.objects.get(child=new).parent == world.north
    assert client.get(done["Location"]).context["may_undo"]
    again = client.post(path, step | {"sure": "on"})
    assert again.status_code == 409


def test_only_orders_that_have_a_place_for_it_are_offered(world: World) -> None:
    client = world.client("officer")
    offered = client.get(f"/network/organisations/{world.north.pk}/move/").context["orders"]
    assert offered == ["administrative", "area", "trade", "hometown"]
    area = AffiliationOrder.AREA
    assert parent_kinds(OrganisationKind.AREA, area) == {OrganisationKind.FEDERATION}
    assert parent_kinds(OrganisationKind.TRADE_CHAMBER, area) == {OrganisationKind.AREA}
    assert parent_kinds(OrganisationKind.FEDERATION, area) == frozenset()
    assert client.get(f"/network/organisations/{world.federation.pk}/move/").status_code == 403
    assert world.client("secretary").get(f"/network/organisations/{world.chamber.pk}/move/").status_code == 403


def test_parents_offered_are_seen_fitting_and_not_itself(world: World) -> None:
    first = make.make_organisation("甲会")
    make.make_organisation("旧会", merged_into=first)
    page = world.client("officer").get(f"/network/organisations/{first.pk}/move/?order=trade").context
    assert {row.name for row in page["form"].fields["parent"].queryset} == {"紧固件协会", "物流商会"}


def test_merge_asks_which_of_the_two_is_kept(world: World) -> None:
    client, new = world.client("officer"), make.make_organisation("新会", phone="021")
    path = f"/network/organisations/{new.pk}/merge/"
    assert client.get(path).context["found"] is None
    assert client.get(path, {"q": "物流"}).context["found"][0] == world.other
    pairs = client.get(path, {"other": world.other.pk}).context["pairs"]
    assert ("新会", "物流商会") in {(pair.one, pair.two) for pair in pairs}
    assert client.get(path, {"other": "x"}).status_code == 400
    assert client.get(path, {"other": 999_999}).status_code == 404
    assert client.post(path, {"other": world.other.pk, "kept": 1 << 40}).status_code == 400
    assert client.post(path, {"other": world.other.pk}).status_code == 400
    done = client.post(path, {"other": world.other.pk, "kept": world.other.pk})
    assert client.get(done["Location"]).status_code == 200
    new.refresh_from_db()
    assert new.merged_into == world.other
    other_way = f"/network/organisations/{world.district.pk}/merge/"
    client.post(other_way, {"other": world.other.pk, "kept": world.district.pk})
    world.other.refresh_from_db()
    assert world.other.merged_into == world.district
    assert world.client("secretary").get(path).status_code == 403
