"""The network's pages, by role, in number of queries, and step by step."""

from datetime import date
from typing import Any

import pytest
import segno
from django.test import Client
from django.utils.timezone import localdate
from django.utils.translation import override

from shanghui.core.models.audit import AuditRow
from shanghui.network.models import (
    Affiliation,
    Appointment,
    Enterprise,
    HostTerm,
    Membership,
    Organisation,
    Person,
    Rearrangement,
)  # fmt: skip
from shanghui.network.rules import Post
from shanghui.network.templatetags.network import doer
from tests.factories import network as make
from tests.network.conftest import World

pytestmark = pytest.mark.django_db
LISTS = [
    "/network/?tab=enterprises",
    "/network/?tab=organisations",
    "/network/?tab=people",
    "/network/?q=lan",
    "/network/members/",
    "/network/areas/{north}/",
    "/network/organisations/{chamber}/",
    "/network/picture/",
]


def queries(client: Client, url: str) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return len(captured)


@pytest.mark.parametrize("url", LISTS)
def test_list_takes_as_many_queries_for_three_as_for_one(world: World, url: str) -> None:
    url = url.format(north=world.north.pk, chamber=world.chamber.pk)
    client = world.client("secretary")
    client.get(url)
    one = queries(client, url)
    for number in range(3):
        firm = make.make_enterprise(f"上海岚{number}有限公司", world.chamber, world.district)
        unit = make.make_organisation(f"商会{number}", area=world.north)
        make.make_membership(firm, unit)
        make.make_secretary(unit)
        make.make_appointment(make.make_person(), world.chamber, Post.SECRETARY)
    assert queries(client, url) == one


@pytest.mark.parametrize(
    "query",
    ["_connector=OR", "sort=phone", "region=zz", "tab=x", "grade=king", "after=9", "organisation=999", "letter=ab",
     "tab=people&grade=member", "after=x", "kind=area", "industry=zz"],
)  # fmt: skip
def test_directory_refuses_what_it_does_not_know(world: World, query: str) -> None:
    assert world.client("secretary").get(f"/network/?{query}").status_code == 400


def test_directory_finds_by_any_spelling(world: World) -> None:
    client = world.client("secretary")
    for text in ("岚远", "嵐遠", "lanyuan", "shlyyxgs"):
        assert [row.name for row in client.get("/network/", {"q": text}).context["page"].rows] == ["上海岚远有限公司"]
    assert client.get("/network/", {"q": "没有"}).context["page"].rows == []


def test_directory_filters_and_counts_only_what_is_seen(world: World) -> None:
    jiading = make.make_region()
    make.make_enterprise("开放厂", world.other, region=jiading)
    make.make_enterprise("隐蔽厂", world.other, region=jiading, audience="own")
    client = world.client("secretary")
    page = client.get("/network/", {"region": "310114", "area": world.south.pk, "grade": "member"}).context
    assert [row.name for row in page["page"].rows] == ["开放厂"]
    assert {place.region.code: place.rows for place in page["districts"]} == {"310113": 0, "310114": 1}
    page = world.client("other").get("/network/", {"organisation": world.other.pk}).context["page"]
    assert page.count == 2
    assert client.get("/network/?tab=organisations&kind=area&region=").context["page"].count == 2
    people = client.get("/network/", {"tab": "people", "organisation": world.chamber.pk, "area": world.north.pk})
    assert [row.name for row in people.context["page"].rows] == ["沈知微"]
    assert client.get("/network/?tab=people&post=convener").context["page"].count == 1


def test_directory_walks_on_and_back(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(12):
        make.make_enterprise(f"厂{number:02}", world.chamber)
    client = world.client("secretary")
    for cap in (1000, 5):
        monkeypatch.setattr("shanghui.network.queries.paging.SIZE", 4)
        monkeypatch.setattr("shanghui.network.queries.paging.CAP", cap)
        for sort in ("pinyin", "newest"):
            first = client.get("/network/", {"sort": sort}).context["page"]
            second = client.get("/network/", {"sort": sort, "after": first.next}).context["page"]
            again = client.get("/network/", {"sort": sort, "before": second.previous}).context["page"]
            assert again.rows == first.rows
            assert not {row.pk for row in first.rows} & {row.pk for row in second.rows}
        assert client.get("/network/?letter=s").context["page"].rows[0].name == "上海岚远有限公司"
        assert client.get("/network/?letter=z").context["page"].rows == []
        assert client.get("/network/?after=999999").status_code == 400


def test_directory_answers_htmx_with_the_list_alone(world: World) -> None:
    page = world.client("secretary").get("/network/", headers={"HX-Request": "true"})
    assert b"<html" not in page.content


FOREIGN = ["enterprises/{firm}/", "enterprises/{firm}/edit/", "enterprises/{firm}/merge/", "enterprises/{firm}/appoint/",
           "people/{person}/", "people/{person}/edit/", "posts/{post}/end/", "posts/{post}/hand-over/",
           "members/{membership}/let-go/", "organisations/{hidden}/", "organisations/{hidden}/edit/"]  # fmt: skip


@pytest.mark.parametrize("path", FOREIGN)
@pytest.mark.parametrize("role", ["secretary", "convener", "contact", "visitor"])
def test_unseen_is_as_absent(world: World, path: str, role: str) -> None:
    firm = make.make_enterprise("隐蔽厂", world.other, audience="own")
    post = make.make_appointment(make.make_person("隐"), firm, Post.CONTACT)
    hidden = make.make_organisation("隐会", audience="own")
    rows: dict[str, int] = {
        "firm": firm.pk, "person": post.person_id, "post": post.pk,
        "membership": firm.memberships.get().pk, "hidden": hidden.pk,
    }  # fmt: skip
    client = world.client(role)
    assert client.get("/network/" + path.format(**rows)).status_code == 404
    assert client.get("/network/" + path.format(**dict.fromkeys(rows, 99999))).status_code == 404


def test_pages_ask_for_sign_in(world: World, client: Client) -> None:
    for path in ("", "members/", "picture/", f"organisations/{world.chamber.pk}/", "areas/"):
        assert client.get(f"/network/{path}").status_code == 302


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


def test_organisation_and_person_are_edited(world: World) -> None:
    client, chamber = world.client("secretary"), world.chamber
    path = f"/network/organisations/{chamber.pk}/edit/"
    assert client.get(path).status_code == 200
    assert client.post(path, {"name": "新名", "audience": "federation", "version": 1}).status_code == 302
    person = world.actors["secretary"].person_id
    assert client.get(f"/network/people/{person}/").status_code == 200
    path = f"/network/people/{person}/edit/"
    assert client.post(path, {"name": "沈", "phone": "9", "version": 1}).status_code == 302
    assert Person.objects.unrestricted("test").get(pk=person).phone == "9"
    assert client.post(f"/network/organisations/{world.other.pk}/edit/", {"name": "x"}).status_code == 403


def test_officer_creates_moves_merges_and_undoes(world: World) -> None:
    client = world.client("officer")
    assert client.get("/network/organisations/new/").status_code == 200
    made = client.post("/network/organisations/new/", {"kind": "trade_chamber", "name": "新会", "audience": "public"})
    new = Organisation.objects.unrestricted("test").get(name="新会")
    assert made["Location"] == f"/network/organisations/{new.pk}/"
    assert client.post("/network/organisations/new/", {"kind": "area"}).status_code == 422
    path = f"/network/organisations/{new.pk}/move/"
    assert client.get(path + "?order=trade").status_code == 200
    assert client.get(path + "?order=x").status_code == 400
    step = {"order": "area", "parent": world.north.pk, "on": localdate().isoformat()}
    assert client.post(path, step).context["preview"]
    assert client.post(path, step | {"on": ""}).status_code == 422
    done = client.post(path, step | {"sure": "on"})
    assert Affiliation.objects.filter(child=new, parent=world.north).exists()
    assert client.get(done["Location"]).context["may_undo"]
    assert client.post(done["Location"] + "undo/").status_code == 302
    assert not Affiliation.objects.filter(child=new).exists()
    path = f"/network/organisations/{new.pk}/merge/"
    assert client.get(path, {"q": "物流"}).context["found"][0] == world.other
    assert client.get(path, {"other": world.other.pk}).context["pairs"]
    assert client.get(path, {"other": "x"}).status_code == 400
    assert client.post(path, {"other": world.other.pk, "kept": 1 << 40}).status_code == 400
    done = client.post(path, {"other": world.other.pk, "kept": world.other.pk})
    assert client.get(done["Location"]).status_code == 200
    assert world.client("visitor").get(done["Location"]).status_code == 404


def test_secretary_merges_two_firms(world: World) -> None:
    one, two = make.make_enterprise("甲厂", world.chamber), make.make_enterprise("乙厂", world.chamber)
    client, path = world.client("secretary"), f"/network/enterprises/{one.pk}/merge/"
    assert client.get(path).status_code == 200
    assert client.get(path, {"other": two.pk}).context["pairs"]
    assert client.post(path, {"other": two.pk}).status_code == 400
    done = client.post(path, {"other": two.pk, "kept": one.pk})
    assert client.get(done["Location"]).context["subject"].text == "甲厂"


def test_hand_over_shows_the_sentence_first(world: World) -> None:
    client, post = world.client("secretary"), world.actors["secretary"].appointment_id
    path = f"/network/posts/{post}/hand-over/"
    someone = make.make_person("叶叙")
    make.make_appointment(someone, world.district, Post.STAFF)
    assert list(client.get(path, {"q": "yexu"}).context["found"]) == [someone]
    assert client.get(path, {"person": someone.pk}).context["chosen"] == someone
    step = {"person": someone.pk, "on": localdate().isoformat()}
    assert "叶叙" in client.post(path, step).content.decode()
    assert client.post(path, {"on": localdate().isoformat()}).status_code == 422
    done = client.post(path, step | {"sure": "on"})
    assert Rearrangement.objects.get().kind == "hand_over"
    assert world.client("officer").get(done["Location"]).context["subject"].text == "沈知微"


def test_posts_are_given_and_ended(world: World) -> None:
    client = world.client("secretary")
    path = f"/network/organisations/{world.chamber.pk}/appoint/"
    assert client.get(path, {"q": "x"}).status_code == 200
    assert client.post(path, {"name": "新人", "post": "secretary"}).status_code == 302
    assert client.post(path, {"name": "新人", "post": "convener"}).status_code == 422
    post = Appointment.objects.get(person__name="新人")
    path = f"/network/posts/{post.pk}/end/"
    assert client.get(path).status_code == 200
    assert client.post(path, {"on": localdate().isoformat()}).status_code == 302
    firm = make.make_enterprise("甲厂", world.chamber)
    assert client.get(f"/network/enterprises/{firm.pk}/appoint/").status_code == 200
    assert world.client("general_convener").get(f"/network/organisations/{world.north.pk}/appoint/").status_code == 200


def test_area_shows_hosts_leaders_and_the_group(world: World) -> None:
    year = localdate().year
    make.make_host_term(world.north, world.district, date(year, 1, 1), date(year, 12, 31))
    make.make_enterprise("甲厂", world.chamber, world.district)
    client, path = world.client("convener"), f"/network/areas/{world.north.pk}/"
    page = client.get(path).context
    assert [span.months for span in page["strip"]] == [12]
    assert [leader.appointment.person.name for leader in page["leaders"]] == ["周以宁", "陆怀瑾"]
    assert page["facts"].enterprises == 2
    assert len(page["group_message"].encode()) <= 2048
    assert client.get(path, {"year": "1"}).status_code == 400
    assert [span.term for span in client.get(path, {"year": year + 1}).context["strip"]] == [None] * 12
    assert client.get(f"/network/areas/{world.chamber.pk}/").status_code == 404
    assert client.get(f"/network/organisations/{world.north.pk}/").status_code == 302
    assert client.get("/network/areas/")["Location"] == path
    assert world.client("visitor").get("/network/areas/").status_code == 200


def test_convener_sets_and_removes_a_host(world: World) -> None:
    client, path = world.client("convener"), f"/network/areas/{world.north.pk}/host/"
    assert client.get(path).status_code == 200
    when = {"unit": world.district.pk, "start": "2027-01-01", "end": "2027-03-31"}
    assert client.post(path, when).status_code == 302
    assert client.post(path, when).status_code == 409
    assert client.post(path, when | {"unit": world.other.pk}).status_code == 422
    term = HostTerm.objects.get()
    assert client.post(f"{path}{term.pk}/remove/").status_code == 302
    assert world.client("secretary").get(path).status_code == 403


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


def test_known_firm_is_found_before_a_new_one_is_entered(world: World) -> None:
    known = make.make_enterprise("上海砺锋有限公司", world.other)
    client = world.client("secretary")
    assert client.get("/network/members/add/", {"q": "砺锋"}).context["found"] == [known]
    path = f"/network/members/add/?enterprise={known.pk}"
    assert client.get(path).status_code == 200
    sent = {"membership-grade": "member", "membership-dues_state": "unknown"}
    assert client.post(path, sent).status_code == 302
    assert client.post(path, sent).status_code == 409
    path = "/network/members/add/?name=x"
    assert client.get(path).status_code == 200
    sent |= {"name": "上海砺锋有限公司", "audience": "federation"}
    assert client.post(path, sent).context["alike"] == [known]
    assert client.post(path, sent | {"anyway": "on"}).status_code == 302
    assert client.post(path, sent | {"name": ""}).status_code == 422
    assert world.client("visitor").get("/network/members/add/").status_code == 403


def test_picture_folds_what_is_too_much(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    make.make_enterprise("甲厂", world.chamber, world.district)
    client = world.client("secretary")
    page = client.get("/network/picture/").context["picture"]
    assert [pair.enterprises for pair in page.shared] == [1]
    assert [row.label for row in page.rows][:2] == ["市工商联", "北片区"]
    monkeypatch.setattr("shanghui.network.queries.picture.MOST_ROWS", 3)
    page = client.get("/network/picture/").context["picture"]
    assert page.folded
    assert any(row.folded for row in page.rows)
    page = client.get("/network/picture/", {"focus": world.north.pk, "kind": "industry_association"}).context["picture"]
    assert [row.label for row in page.rows] == ["北片区", "紧固件协会"]
    for bad in ("order=x", "focus=x", "kind=x", "x=1"):
        assert client.get(f"/network/picture/?{bad}").status_code == 400
    assert client.get("/network/picture/", {"focus": 99999}).status_code == 404


def test_each_object_is_copied_as_a_message_with_its_address_and_a_picture(world: World, settings: Any) -> None:
    settings.SITE_URL = "https://chamber.example/"
    firm = make.make_enterprise("甲厂", world.chamber, main_business="螺栓" * 200)
    holder = make.make_appointment(make.make_person(), world.chamber, Post.PRESIDENT).person
    client = world.client("secretary")
    for path in (
        f"/network/organisations/{world.chamber.pk}/",
        f"/network/areas/{world.north.pk}/",
        f"/network/enterprises/{firm.pk}/",
        f"/network/people/{holder.pk}/",
    ):
        page = client.get(path)
        message = page.context["message"]
        assert message.text.endswith(f"\nhttps://chamber.example{path}")
        assert len(message.text.encode()) <= 2048
        assert message.qr == segno.make(f"https://chamber.example{path}", error="m").svg_data_uri(scale=4)
        assert 'data-copy-from="#message"' in page.text


def test_trail_keeps_the_post_in_the_language_of_the_house(world: World) -> None:
    client = world.client("secretary")
    client.cookies["language"] = "en"
    path = f"/network/organisations/{world.chamber.pk}/edit/"
    facts = {"kind": world.chamber.kind, "name": world.chamber.name, "audience": "public", "version": "1"}
    assert client.post(path, facts).status_code == 302
    assert AuditRow.objects.latest("number").acting_for.endswith("·秘书长")


@pytest.mark.parametrize(("language", "name"), [("zh-hans", "系统"), ("en", "System")])
def test_system_has_a_name_in_the_readers_language(language: str, name: str) -> None:
    with override(language):
        assert doer("system") == name
        assert doer("沈知微") == "沈知微"
