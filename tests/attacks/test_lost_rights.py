"""Rights end with the post, and a colleague's narrower rights do not grow by finishing somebody else's work."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils.timezone import localdate, now

from shanghui.accounts.models import User
from shanghui.core.actor import Actor
from shanghui.core.audience import Audience
from shanghui.core.refusal import NotPermitted
from shanghui.network.actions.logins import invite_to_sign_in
from shanghui.network.actions.merging import merge_enterprises
from shanghui.network.actions.people import hand_over
from shanghui.network.actions.rearranging import undo_rearrangement
from shanghui.network.models import Appointment, Enterprise, Membership, Organisation, Person
from shanghui.network.queries.actors import actor_in
from shanghui.network.rules import Post
from tests.factories import network as make
from tests.network.sheets.runs import commit, csv_bytes, states, undo, upload

pytestmark = pytest.mark.django_db
YESTERDAY = timedelta(days=1)


def second_post(user: User, place: Organisation | Enterprise, post: Post) -> Actor:
    """The same person, acting in another post."""
    person = Person.objects.unrestricted("test").get(user=user)
    return actor_in(user, make.make_appointment(person, place, post), localdate())


def post_of(actor: Actor) -> Appointment:
    return Appointment.objects.get(pk=actor.appointment_id)


def end_yesterday(actor: Actor) -> Appointment:
    Appointment.objects.filter(pk=actor.appointment_id).update(end=localdate() - YESTERDAY)
    return post_of(actor)


def test_post_that_ended_is_not_handed_over_by_its_last_holder() -> None:
    """Else she would put a friend where she has no say any more."""
    chamber, next_one = make.make_organisation(), make.make_organisation()
    user, actor = make.make_secretary(chamber)
    ended = end_yesterday(actor)
    acting = second_post(user, next_one, Post.SECRETARY)
    with pytest.raises(NotPermitted):
        hand_over(actor=acting, appointment=ended, successor={"name": "友人"}, on=localdate(), now=now())


def test_late_hand_over_does_not_lengthen_the_term_that_was_over() -> None:
    chamber = make.make_organisation()
    ended = end_yesterday(make.make_secretary(chamber)[1])
    keeper = make.make_secretary(chamber)[1]
    later = localdate() + timedelta(days=30)
    hand_over(actor=keeper, appointment=ended, successor={"name": "新人"}, on=later, now=now())
    assert post_of(Actor(appointment_id=ended.pk)).end == localdate() - YESTERDAY


def test_post_handed_over_does_not_come_back_by_undoing_it_in_another_post() -> None:
    chamber, firm = make.make_organisation(), make.make_enterprise()
    user, actor = make.make_secretary(chamber)
    acting = second_post(user, firm, Post.CONTACT)
    done = hand_over(actor=actor, appointment=post_of(actor), successor={"name": "新人"}, on=localdate(), now=now())
    with pytest.raises(NotPermitted):
        undo_rearrangement(actor=acting, rearrangement=done, now=now())


def test_hand_over_to_come_is_taken_back_by_who_still_holds_the_post() -> None:
    """The positive control."""
    actor = make.make_secretary(make.make_organisation())[1]
    later = localdate() + timedelta(days=30)
    done = hand_over(actor=actor, appointment=post_of(actor), successor={"name": "新人"}, on=later, now=now())
    undo_rearrangement(actor=actor, rearrangement=done, now=now())
    assert post_of(actor).end is None


def test_merge_is_not_undone_by_its_author_from_another_chamber() -> None:
    chamber, next_one = make.make_organisation(), make.make_organisation()
    user, actor = make.make_secretary(chamber)
    kept, absorbed = make.make_enterprise("", chamber), make.make_enterprise("", chamber)
    done = merge_enterprises(actor=actor, kept=kept, absorbed=absorbed, now=now())
    with pytest.raises(NotPermitted):
        undo_rearrangement(actor=second_post(user, next_one, Post.SECRETARY), rearrangement=done, now=now())
    undo_rearrangement(actor=actor, rearrangement=done, now=now())


def test_merge_of_hidden_firms_is_hidden_from_the_federation_too() -> None:
    chamber, federation = make.make_organisation(), make.make_federation()
    firms = [make.make_enterprise(name, chamber, audience=Audience.OWN) for name in ("上海甲密厂", "上海乙密厂")]
    done = merge_enterprises(actor=make.make_secretary(chamber)[1], kept=firms[0], absorbed=firms[1], now=now())
    browser = Client()
    browser.force_login(make.make_officer(federation)[0])
    assert browser.get(f"/network/rearrangements/{done.pk}/").status_code == 404
    for method, path in (("get", ""), ("post", "/undo")):
        answer = getattr(browser, method)(f"/api/v1/network/rearrangements/{done.pk}{path}")
        assert (answer.status_code, "密厂" in answer.content.decode()) == (404, False)


@pytest.mark.parametrize("begins", [0, 30])
def test_link_does_not_lead_into_a_wider_post(begins: int) -> None:
    """A secretary of the federation's own office is no officer, and makes herself none, not for next month either."""
    federation = make.make_federation()
    secretary = make.make_secretary(federation)[1]
    person = make.make_person("王工", entered_by=federation)
    start = localdate() + timedelta(days=begins)
    make.make_appointment(person, federation, Post.FEDERATION_OFFICER, start=start)
    with pytest.raises(NotPermitted):
        invite_to_sign_in(actor=secretary, person=person, address="13800138000", now=now())


def test_post_to_come_elsewhere_keeps_a_link_from_being_made() -> None:
    chamber, other = make.make_organisation(), make.make_organisation()
    person = make.make_person("李若谷", entered_by=chamber)
    make.make_appointment(person, other, Post.SECRETARY, start=localdate() + timedelta(days=30))
    with pytest.raises(NotPermitted):
        invite_to_sign_in(actor=make.make_secretary(chamber)[1], person=person, address="13800138000", now=now())


def test_dues_are_not_imported_by_who_may_not_see_them() -> None:
    federation, chamber = make.make_federation(), make.make_organisation("紧固件商会")
    firm = make.make_enterprise("上海砺锋标准件有限公司", chamber)
    content = csv_bytes(["企业名称", "商会", "会费状态"], [firm.name, chamber.name, "已缴"])
    officer = make.make_officer(federation)[1]
    run = upload(officer, content)
    assert "dues_state" in run.mapping
    assert states(run) == {"to_mend": 1}
    run.rows.update(state="ready")  # as if the check had let it through: the writer refuses by itself
    assert states(commit(officer, run)) == {"rejected": 1}
    assert Membership.objects.get().dues_state == "unknown"
    keeper = make.make_secretary(chamber)[1]
    assert states(commit(keeper, upload(keeper, content))) == {"updated": 1}


def test_guessed_phone_of_somebody_tells_nothing_in_an_import() -> None:
    """A right guess and a wrong one lead to the same question."""
    person = make.make_person("乙会长", phone="13933334444")
    make.make_appointment(person, make.make_organisation(), Post.PRESIDENT)
    stranger = make.make_secretary(make.make_organisation())[1]
    found = []
    for guess in ("13933334444", "13933334445"):
        run = upload(stranger, csv_bytes(["姓名", "手机"], ["乙会长", guess]), kind="people")
        found.append((states(run), [row.target for row in run.rows.all()]))
    assert found[0] == found[1] == ({"duplicate": 1}, [None])


def test_run_of_an_officer_is_not_taken_back_beyond_ones_own_rights() -> None:
    """The federation's office shares its runs; its secretary takes back nothing that she might not have written."""
    federation, chamber = make.make_federation(), make.make_organisation("紧固件商会")
    officer, secretary = make.make_officer(federation)[1], make.make_secretary(federation)[1]
    firms = csv_bytes(["企业名称", "商会"], ["上海砺锋标准件有限公司", chamber.name])
    people = csv_bytes(
        ["姓名", "单位", "职务"], ["李若谷", chamber.name, "秘书长"], ["王工", federation.name, "工商联工作人员"]
    )
    for kind, content in (("enterprises", firms), ("people", people)):
        run = commit(officer, upload(officer, content, kind=kind))
        rows = run.rows.count()
        assert states(run) == {"written": rows}
        assert states(undo(secretary, run)) == {"kept": rows}
    assert (chamber.memberships.count(), Appointment.objects.filter(organisation=chamber).count()) == (1, 1)
    run = commit(officer, upload(officer, csv_bytes(["企业名称", "商会"], ["上海博岩弹簧厂", chamber.name])))
    assert states(undo(officer, run)) == {"undone": 1}
