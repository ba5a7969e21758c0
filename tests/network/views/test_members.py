"""A secretary's members: the working list, changed in place."""

import pytest
from django.utils.timezone import localdate

from shanghui.core.models import AuditRow
from shanghui.network.models import Membership
from shanghui.network.views import members
from tests.factories import network as make
from tests.factories.world import World


def test_members_are_filtered_changed_and_let_go(world: World) -> None:
    firm = make.make_enterprise("甲厂")
    row = make.make_membership(firm, world.chamber, dues_state="due", grade="council")
    client = world.client("secretary")
    page = client.get("/network/members/", {"dues": "due", "grade": "council", "q": "jc", "sort": "number"}).context
    assert [member.enterprise for member in page["page"]] == [firm]
    assert "甲厂" in page["reminder"]
    for bad in ("dues=x", "x=1", "page=99", "page=x"):
        assert client.get(f"/network/members/?{bad}").status_code == 400
    path = f"/network/members/{row.pk}/edit/"
    assert client.post(path, {"field": "grade", "grade": "president"}).status_code == 302
    inline = client.post(path, {"field": "dues_state", "dues_state": "paid"}, headers={"HX-Request": "true"})
    assert inline.status_code == 200
    for bad in ({"field": "note"}, {"field": "grade", "grade": "king"}):
        assert client.post(path, bad).status_code == 400
    row.refresh_from_db()
    assert (row.grade, row.dues_state) == ("president", "paid")
    assert world.client("other").post(path, {"field": "grade", "grade": "member"}).status_code == 404
    assert world.client("officer").post(path, {"field": "dues_state", "dues_state": "due"}).status_code == 403
    path = f"/network/members/{row.pk}/let-go/"
    assert client.get(path).status_code == 200
    assert client.post(path, {"end": localdate().isoformat()}).status_code == 302
    assert Membership.objects.get(pk=row.pk).end == localdate()


def test_federation_keeps_members_of_others_without_their_dues(world: World) -> None:
    client, path = world.client("officer"), f"/network/members/?organisation={world.chamber.pk}"
    assert client.get(path).context["dues_seen"] is False
    assert client.get(path + "&dues=due").status_code == 400
    assert world.client("secretary").get(f"/network/members/?organisation={world.other.pk}").status_code == 404
    assert "organisation" not in world.client("convener").get("/network/members/").context


def test_reminder_names_those_who_owe_up_to_a_number(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(members, "REMINDED", 2)
    client = world.client("other")
    assert "reminder" not in client.get("/network/members/").context
    for name in ("甲厂", "乙厂", "丙厂"):
        make.make_membership(make.make_enterprise(name), world.other, dues_state="due")
    make.make_membership(make.make_enterprise("付过"), world.other, dues_state="paid")
    reminder = client.get("/network/members/").context["reminder"]
    assert [name in reminder for name in ("丙厂", "甲厂", "乙厂", "付过")] == [True, True, False, False]


def test_row_that_is_not_hers_to_keep_does_not_exist_and_is_noted(world: World) -> None:
    row = make.make_membership(make.make_enterprise("甲厂"), world.chamber)
    path = f"/network/members/{row.pk}/edit/"
    for role in ("other", "convener", "visitor"):
        assert world.client(role).post(path, {"field": "grade", "grade": "council"}).status_code == 404
    assert AuditRow.objects.filter(action="ask_for_foreign", subject_id=row.pk).count() == 3


def test_federation_changes_a_grade_of_another_chamber_and_returns_there(world: World) -> None:
    row = make.make_membership(make.make_enterprise("甲厂"), world.chamber)
    answer = world.client("officer").post(f"/network/members/{row.pk}/edit/", {"field": "grade", "grade": "council"})
    assert answer["Location"] == f"/network/members/?organisation={world.chamber.pk}"
    assert world.client("officer").get(f"/network/members/{row.pk}/edit/").status_code == 405


def test_last_day_is_asked_for(world: World) -> None:
    row = make.make_membership(make.make_enterprise("甲厂"), world.chamber)
    path = f"/network/members/{row.pk}/let-go/"
    assert world.client("secretary").post(path, {"end": ""}).status_code == 422
    assert Membership.objects.get(pk=row.pk).end is None
