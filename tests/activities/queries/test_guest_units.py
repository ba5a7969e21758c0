"""Through whom a guest comes, and which firm she means."""

from shanghui.activities.models import ActivityHost, ActivityInvitation
from shanghui.activities.queries.guest_units import firm_named, invited, units_of_firm, units_to_choose
from shanghui.core.audience import Audience
from tests.factories import activities as make
from tests.factories import network
from tests.factories.activities_activities import Fair


def test_hosts_first_then_the_area_and_whoever_is_invited(fair: Fair) -> None:
    ActivityInvitation.objects.create(activity=fair.activity, organisation=fair.far)
    hidden = network.make_organisation("不公开商会", area=fair.area, audience=Audience.OWN)
    found = units_to_choose(fair.activity)
    assert found[0] == fair.host
    assert set(found) == {fair.host, fair.sister, fair.far}
    assert hidden not in found


def test_by_invitation_only_hosts_and_invited_ones(fair: Fair) -> None:
    fair.activity.by_invitation = True
    ActivityHost.objects.create(activity=fair.activity, organisation=fair.far)
    assert set(units_to_choose(fair.activity)) == {fair.host, fair.far}
    assert invited(fair.activity, fair.far.pk)
    assert not invited(fair.activity, fair.sister.pk)
    assert not invited(fair.activity, None)


def test_activity_of_an_area_or_a_federation_is_open_to_its_units(fair: Fair) -> None:
    of_area = make.make_activity(fair.area)
    assert set(units_to_choose(of_area)) == {fair.area, fair.host, fair.sister}
    federation = fair.area.affiliations.get().parent
    assert fair.far in units_to_choose(make.make_activity(federation))


def test_firm_by_name_however_written(fair: Fair) -> None:
    for text in ("上海申岳紧固件有限公司", "上海申岳緊固件有限公司", "申岳 紧固件"):
        assert firm_named(text) == fair.firm.pk, text
    for text in ("", "申岳", "北京申岳紧固件有限公司", "上海申岳紧固件股份有限公司"):
        assert firm_named(text) is None, text


def test_organisations_of_a_firm(fair: Fair) -> None:
    assert units_of_firm(fair.firm.pk) == [fair.sister]
    assert units_of_firm(None) == []
