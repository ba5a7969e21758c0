"""An enterprise's page: shown, edited by two, merged."""

from typing import Any

from shanghui.network.models import Enterprise
from tests.factories import network as make
from tests.factories.world import World


def test_enterprise_shows_contacts_and_dues_to_its_own(world: World) -> None:
    firm = make.make_enterprise("甲厂", phone="021-5555", contact_name="苏")
    make.make_membership(firm, world.chamber, dues_state="due")
    path = f"/network/enterprises/{firm.pk}/"
    own, foreign = world.client("secretary").get(path), world.client("other").get(path)
    assert "021-5555" in own.content.decode()
    assert "未缴" in own.content.decode()
    assert "021-5555" not in foreign.content.decode()
    assert "未缴" not in foreign.content.decode()


def facts(firm: Enterprise, **more: Any) -> dict[str, Any]:
    return {"name": firm.name, "audience": firm.audience, "version": firm.version} | more


def test_two_editors_meet_in_a_409_that_keeps_what_was_typed(world: World) -> None:
    firm, client = make.make_enterprise("甲厂", world.chamber), world.client("secretary")
    path = f"/network/enterprises/{firm.pk}/edit/"
    assert client.get(path).status_code == 200
    assert client.post(path, facts(firm, region="嘉定区", phone="1")).status_code == 302
    late = client.post(path, facts(firm, phone="2"))
    assert late.status_code == 409
    differences = {row.label: (row.now, row.typed) for row in late.context["differences"]}
    assert differences["电话"] == ("1", "2")
    assert late.context["form"]["version"].value() == "2"
    assert client.post(path, facts(firm, phone="2", version=2)).status_code == 302
    assert client.post(path, facts(firm, name="")).status_code == 422


def test_secretary_merges_two_firms(world: World) -> None:
    one, two = make.make_enterprise("甲厂", world.chamber), make.make_enterprise("乙厂", world.chamber)
    client, path = world.client("secretary"), f"/network/enterprises/{one.pk}/merge/"
    assert client.get(path).status_code == 200
    assert client.get(path, {"other": two.pk}).context["pairs"]
    assert client.post(path, {"other": two.pk}).status_code == 400
    done = client.post(path, {"other": two.pk, "kept": one.pk})
    assert client.get(done["Location"]).context["subject"].text == "甲厂"


def test_region_that_was_read_stays_read_until_a_person_says_otherwise(world: World) -> None:
    firm = make.make_enterprise("甲厂", world.chamber, region=make.make_region("310114"), region_read=True)
    client, path = world.client("secretary"), f"/network/enterprises/{firm.pk}/edit/"

    def read_after(**sent: Any) -> bool:
        assert client.post(path, facts(firm, **sent)).status_code == 302
        firm.refresh_from_db()
        return firm.region_read

    assert read_after(region="嘉定区 310114", phone="1")
    assert not read_after(region="宝山区 310113")


def test_contacts_are_not_edited_by_whoever_may_not_see_them(world: World) -> None:
    firm = make.make_enterprise("甲厂", world.chamber, phone="021-5555")
    client, path = world.client("officer"), f"/network/enterprises/{firm.pk}/edit/"
    assert "phone" not in client.get(path).context["form"].fields
    assert client.post(path, facts(firm, phone="")).status_code == 302
    firm.refresh_from_db()
    assert firm.phone == "021-5555"


def test_merge_offers_firms_that_are_alike_and_says_when_it_may_not(world: World) -> None:
    one = make.make_enterprise("上海砺锋有限公司", world.chamber, phone="1")
    own = make.make_enterprise("砺锋（上海）有限公司", world.chamber, phone="2")
    foreign = make.make_enterprise("砺锋厂", world.other, phone="3")
    client, path = world.client("secretary"), f"/network/enterprises/{one.pk}/merge/"
    page = client.get(path).context
    assert set(page["found"]) == {own, foreign}
    assert (page["refused"], page["pairs"]) == (False, [])
    page = client.get(path, {"other": foreign.pk}).context
    assert page["refused"]
    assert "3" not in {pair.two for pair in page["pairs"]}
    page = client.get(path, {"other": own.pk}).context
    assert ("1", "2") in {(pair.one, pair.two) for pair in page["pairs"]}
    assert client.post(path, {"other": foreign.pk, "kept": one.pk}).status_code == 403
    assert (
        world.client("contact").get(f"/network/enterprises/{world.actors['contact'].enterprise_id}/merge/").status_code
        == 403
    )


def test_history_is_for_whoever_edits(world: World) -> None:
    firm = make.make_enterprise("甲厂", world.chamber)
    path = f"/network/enterprises/{firm.pk}/"
    world.client("secretary").post(path + "edit/", facts(firm, phone="1"))
    assert len(world.client("secretary").get(path).context["trail"]) == 1
    assert world.client("other").get(path).context["trail"] == []
