"""How rows look where a lower mechanism points at them: for whom they are hidden they are nothing."""

from shanghui.core.reference import Reference, resolve
from shanghui.network.rules import Post
from tests.factories import network as make
from tests.factories.world import World


def shown(world: World, kind: str, pk: int, role: str = "secretary") -> tuple[str, str] | None:
    found = resolve(world.actors[role], Reference(f"network.{kind}", pk))
    return (str(found.text), found.url) if found else None


def test_rows_are_called_and_lead_somewhere(world: World) -> None:
    firm = make.make_enterprise("上海砺锋厂", short_name="砺锋")
    person = make.make_person("叶")
    make.make_appointment(person, world.other, Post.STAFF)
    assert shown(world, "organisation", world.chamber.pk) == (
        "紧固件协会",
        f"/network/organisations/{world.chamber.pk}/",
    )
    assert shown(world, "organisation", world.north.pk) == ("北片区", f"/network/areas/{world.north.pk}/")
    assert shown(world, "enterprise", firm.pk) == ("砺锋", f"/network/enterprises/{firm.pk}/")
    assert shown(world, "person", person.pk) == ("叶", f"/network/people/{person.pk}/")


def test_hidden_rows_are_nothing(world: World) -> None:
    hidden = make.make_organisation("隐会", audience="own")
    firm = make.make_enterprise("隐厂", world.other, audience="own")
    assert shown(world, "organisation", hidden.pk) is None
    assert shown(world, "enterprise", firm.pk) is None
    assert shown(world, "person", make.make_person("隐人").pk) is None
    assert shown(world, "organisation", hidden.pk, "officer") is not None
