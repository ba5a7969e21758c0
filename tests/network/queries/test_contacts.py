"""Whose contacts: the rule of one row, for many at once."""

from datetime import timedelta

from django.utils.timezone import localdate

from shanghui.network import permissions
from shanghui.network.queries.contacts import own_enterprises
from tests.factories import network as make
from tests.factories.world import World

TODAY, DAY = localdate(), timedelta(days=1)


def test_many_are_answered_as_one_by_one(world: World) -> None:
    firms = [
        make.make_enterprise("会员", world.chamber),
        make.make_enterprise("录入的", entered_by=world.chamber),
        make.make_enterprise("别家的", world.other),
        make.make_enterprise("第一天"), make.make_enterprise("最后一天"), make.make_enterprise("昨天的"), make.make_enterprise("明天的"),
    ]  # fmt: skip
    make.make_membership(firms[3], world.chamber, start=TODAY)
    make.make_membership(firms[4], world.chamber, end=TODAY)
    make.make_membership(firms[5], world.chamber, end=TODAY - DAY)
    make.make_membership(firms[6], world.chamber, start=TODAY + DAY)
    for role, actor in world.actors.items():
        singly = {firm.pk for firm in firms if permissions.can_see_enterprise_contacts(actor, firm)}
        assert own_enterprises(actor, [firm.pk for firm in firms]) == singly, role
    assert len(own_enterprises(world.actors["secretary"], [firm.pk for firm in firms])) == 4


def test_contact_sees_her_own_firm_and_visitors_none(world: World) -> None:
    own = world.actors["contact"].enterprise_id
    assert own is not None
    other = make.make_enterprise("别家的", world.chamber).pk
    assert own_enterprises(world.actors["contact"], [own, other]) == {own}
    assert own_enterprises(world.actors["contact"], [other]) == set()
    assert own_enterprises(world.actors["visitor"], [own, other]) == set()
