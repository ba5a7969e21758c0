"""What was moved, merged or handed over: whoever may know of it sees it, and who may takes it back."""

from django.utils.timezone import localdate, now

from shanghui.core.models import AuditRow
from shanghui.network.actions.merging import merge_enterprises, merge_organisations
from shanghui.network.actions.organisations import move_organisation
from shanghui.network.actions.people import hand_over
from shanghui.network.models import Appointment, Organisation, Rearrangement
from shanghui.network.rules import AffiliationOrder
from tests.factories import network as make
from tests.factories.world import World

ROLES = ("secretary", "other", "convener", "contact", "visitor")


def move(world: World, organisation: Organisation, parent: Organisation | None) -> Rearrangement:
    return move_organisation(
        actor=world.actors["officer"], organisation=organisation, order=AffiliationOrder.AREA, parent=parent,
        on=localdate(), now=now(),
    )  # fmt: skip


def seen_by(world: World, done: Rearrangement) -> set[str]:
    path = f"/network/rearrangements/{done.pk}/"
    answers = {role: world.client(role).get(path).status_code for role in ROLES}
    assert set(answers.values()) <= {200, 404}
    return {role for role, status in answers.items() if status == 200}


def test_move_is_seen_by_whoever_sees_all_that_it_names(world: World) -> None:
    done = move(world, world.chamber, world.south)
    assert seen_by(world, done) == set(ROLES) - {"visitor"}
    assert AuditRow.objects.filter(action="ask_for_foreign", subject_id=done.pk).exists()


def test_move_out_of_a_hidden_area_is_not_told(world: World) -> None:
    """The sentence would name it."""
    hidden = make.make_area(world.federation, "隐片区", audience="own")
    chamber = make.make_organisation("甲会", area=hidden)
    assert seen_by(world, move(world, chamber, world.north)) == set()
    assert seen_by(world, move(world, chamber, None)) == set(ROLES) - {"visitor"}
    assert seen_by(world, move(world, chamber, hidden)) == set()


def test_merge_with_a_hidden_firm_is_told_to_its_author_alone(world: World) -> None:
    kept = make.make_enterprise("甲", world.chamber)
    absorbed = make.make_enterprise("隐", world.chamber, audience="own")
    done = merge_enterprises(actor=world.actors["secretary"], kept=kept, absorbed=absorbed, now=now())
    assert seen_by(world, done) == {"secretary"}
    for role in ("officer", "other"):
        assert world.client(role).get(f"/network/rearrangements/{done.pk}/").status_code == 404


def test_hand_over_is_seen_with_its_post(world: World) -> None:
    secretary = world.actors["secretary"]
    post = Appointment.objects.get(pk=secretary.appointment_id)
    done = hand_over(actor=secretary, appointment=post, successor={"name": "新人"}, on=localdate(), now=now())
    assert seen_by(world, done) == set(ROLES) - {"visitor"}
    page = world.client("other").get(f"/network/rearrangements/{done.pk}/").context
    assert (page["subject"].text, page["may_undo"], page["rows"]) == ("沈知微", False, 2)
    contact = Appointment.objects.get(pk=world.actors["contact"].appointment_id)
    private = hand_over(actor=secretary, appointment=contact, successor={"name": "新人"}, on=localdate(), now=now())
    assert "other" not in seen_by(world, private)


def test_undo_is_offered_once_to_its_author_and_the_federation(world: World) -> None:
    done = merge_organisations(actor=world.actors["officer"], kept=world.chamber, absorbed=world.other, now=now())
    path = f"/network/rearrangements/{done.pk}/"
    officer = world.client("officer")
    assert officer.get(path).context["may_undo"]
    assert world.client("secretary").get(path).context["may_undo"] is False
    assert world.client("secretary").post(path + "undo/").status_code == 403
    assert officer.get(path + "undo/").status_code == 405
    assert officer.post(path + "undo/")["Location"] == path
    assert officer.get(path).context["may_undo"] is False
    assert officer.post(path + "undo/").status_code == 409
    assert officer.get("/network/rearrangements/999999/").status_code == 404
