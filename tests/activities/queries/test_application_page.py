"""What a page of an application offers and tells to whom."""

from datetime import timedelta

from django.utils import timezone

from shanghui.activities.queries.application_page import application_page
from shanghui.activities.rules import ProgrammeState
from tests.factories.activities import make_programme
from tests.factories.activities_programmes import make_application, make_criterion, make_score
from tests.factories.world import World


def test_applicant_may_change_in_time_and_withdraw_until_decided(world: World) -> None:
    programme = make_programme(world.north)
    row, actor, now = make_application(programme, world.chamber), world.actors["secretary"], timezone.now()

    def offered(at: object = now) -> tuple[bool, bool]:
        page = application_page(actor, row, at)  # type: ignore[arg-type]
        return page["may_edit"], page["may_withdraw"]

    assert offered() == (True, True)
    assert offered(now + timedelta(days=11)) == (False, True)
    row.state = "chosen"
    assert offered() == (False, False)
    page = application_page(world.actors["convener"], row, now)
    assert (page["may_edit"], page["may_withdraw"]) == (False, False)


def test_contact_is_for_the_two_sides(world: World) -> None:
    programme = make_programme(world.north, state=ProgrammeState.DECIDED)
    row, now = make_application(programme, world.chamber, state="chosen", contact="沈秘书"), timezone.now()
    told = {role: application_page(world.actors[role], row, now)["sees_contact"] for role in world.actors}
    assert {role for role, sees in told.items() if sees} == {"secretary", "convener", "general_convener"}


def test_judge_finds_her_own_points(world: World) -> None:
    programme = make_programme(world.north, state=ProgrammeState.SELECTING)
    row, criterion = make_application(programme, world.chamber), make_criterion(programme)
    make_score(row, criterion, world.users["convener"], 4)
    assert application_page(world.actors["convener"], row, timezone.now())["points"] == {criterion.pk: 4}
    assert application_page(world.actors["general_convener"], row, timezone.now())["points"] == {}
