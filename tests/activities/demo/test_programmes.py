"""Two stages of the North Area, played at their own past times."""

from django.utils import timezone

from shanghui.activities.demo import programmes as demo
from shanghui.activities.models import Activity, Application
from shanghui.network.demo.load import Loaded
from shanghui.network.rules import OrganisationKind
from tests.factories import network as make


def test_one_calls_and_one_is_decided(db: None) -> None:
    loaded, now = Loaded(), timezone.now()
    area = loaded.organisations[demo.AREA] = make.make_area(name=demo.AREA)
    make.make_convener(area)
    for name in (demo.FASTENERS, demo.PLATING, demo.LOGISTICS, demo.ANHUI, demo.CULTURE, demo.JIADING):
        kind = OrganisationKind.DISTRICT_FEDERATION if name == demo.JIADING else OrganisationKind.TRADE_CHAMBER
        loaded.organisations[name] = make.make_organisation(name, kind, area=area)
        make.make_secretary(loaded.organisations[name])
    made = demo.load(loaded, now=now)
    rows = Application.objects.unrestricted("test")
    assert (made.calling.state, rows.filter(programme=made.calling).count()) == ("open", 3)
    assert made.calling.criteria.count() == 3
    chosen = rows.filter(programme=made.decided, state="chosen")
    assert {one.organisation.name for one in chosen} == {demo.PLATING, demo.FASTENERS}
    assert (made.decided.state, made.decided.decision, made.decided.votes.count()) == ("decided", "", 11)
    assert [one.state for one in Activity.objects.unrestricted("test")] == ["draft", "draft"]
    assert made.calling.created_at < now
