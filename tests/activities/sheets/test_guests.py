"""Guests from a table: whose activity, whose unit, who stands on the list already, and back again."""

from django.utils import timezone

from shanghui.activities.models import Registration
from shanghui.activities.rules import ActivityState, RegistrationState
from shanghui.activities.sheets.guests import GuestImporter
from shanghui.activities.sheets.registration import may_import
from shanghui.sheets.kinds import Line
from shanghui.sheets.rules import RowState
from tests.factories import activities as make
from tests.factories.activities_activities import Fair


def _line(number: int = 2, **values: str) -> Line:
    given = {"activity": "新春见面会", "name": "顾舟", "phone": "13900001111"} | values
    return Line(number, dict(given), dict(given))


def _importer(fair: Fair, role: str = "keeper") -> GuestImporter:
    return GuestImporter(fair.actors[role], frozenset(), timezone.now())


def _codes(line: Line) -> list[str]:
    return [flaw.problem.code for flaw in line.flaws]


def test_row_becomes_a_confirmed_guest_and_goes_again(fair: Fair) -> None:
    importer, line = _importer(fair), _line(unit="安徽商会", firm="申岳紧固件")
    importer.check([line])
    assert _codes(line) == []
    (outcome,) = importer.apply([line], timezone.now())
    guest = Registration.objects.unrestricted("test").get()
    assert (outcome.state, guest.unit, guest.enterprise) == (RowState.WRITTEN, fair.sister, fair.firm)
    assert importer.show(guest.pk)["unit"] == "安徽商会"
    (taken,) = importer.undo([outcome], timezone.now())
    guest.refresh_from_db()
    assert (taken.kept, guest.state) == ("", RegistrationState.CANCELLED)


def test_same_row_again_changes_nothing_and_a_new_fact_brings_her_up(fair: Fair) -> None:
    first = _line()
    importer = _importer(fair)
    importer.check([first])
    importer.apply([first], timezone.now())
    again, other = _line(), _line(3, position="经理")
    importer = _importer(fair)
    importer.check([again, other])
    states = [outcome.state for outcome in importer.apply([again, other], timezone.now())]
    assert states == [RowState.UNCHANGED, RowState.UPDATED]
    assert Registration.objects.unrestricted("test").get().position == "经理"


def test_guest_changed_since_stays(fair: Fair) -> None:
    importer, line = _importer(fair), _line()
    importer.check([line])
    (outcome,) = importer.apply([line], timezone.now())
    Registration.objects.unrestricted("test").update(version=9)
    assert importer.undo([outcome], timezone.now())[0].kept == "顾舟"


def test_activity_must_be_her_own_and_open(fair: Fair) -> None:
    make.make_activity(fair.sister, title="别家的会")
    make.make_activity(fair.host, title="草稿会", state=ActivityState.DRAFT)
    lines = [_line(activity=title) for title in ("别家的会", "草稿会", "没有的会")]
    _importer(fair).check(lines)
    assert [_codes(line) for line in lines] == [["activity_unknown"]] * 3
    make.make_activity(fair.host, title="新春见面会")
    twice, number = _line(), _line(activity=str(fair.activity.pk))
    _importer(fair).check([twice, number])
    assert (_codes(twice), _codes(number)) == (["activity_several"], [])


def test_unknown_unit_is_named(fair: Fair) -> None:
    line = _line(unit="安徽")
    _importer(fair).check([line])
    assert _codes(line) == ["unit_unknown"]
    assert line.flaws[0].problem.suggestion == "安徽商会"


def test_row_that_an_action_refuses_says_why(fair: Fair) -> None:
    importer, line = _importer(fair), _line()
    importer.check([line])
    fair.activity.state = ActivityState.CANCELLED
    fair.activity.save()
    (outcome,) = importer.apply([line], timezone.now())
    assert (outcome.state, outcome.refusal) == (RowState.REJECTED, "RegistrationClosed")


def test_who_may(fair: Fair) -> None:
    may = {role: may_import(actor) for role, actor in fair.actors.items()}
    assert {role for role, yes in may.items() if yes} == {"keeper", "colleague", "sister", "far", "officer"}
