"""Nobody widens her own rights: by her profile, by foreign ids in a post, by an import, after her post has ended."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from shanghui.core.models import AuditRow
from shanghui.network.models import Appointment, Enterprise, Membership, Organisation
from tests.factories.house import House

pytestmark = pytest.mark.django_db


def test_profile_patched_with_rights_leaves_them_unchanged(house: House, clients: dict[str, Client]) -> None:
    user, actor = house.users["contact"], house.actors["contact"]
    facts = {
        "name": "甲联络", "language": "zh-hans", "is_superuser": "1", "is_staff": "1", "role": "federation_officer",
        "organisation": house.ids["federation"], "post": "federation_officer", "username": "root", "person": "1",
    }  # fmt: skip
    assert clients["contact"].post("/account/profile/", facts).status_code == 302
    user.refresh_from_db()
    assert (user.is_superuser, user.is_staff) == (False, False)
    assert user.username != "root"
    posts = Appointment.objects.filter(person=actor.person_id).values_list("post", "organisation")
    assert list(posts) == [("contact", None)]
    body = {"name": "甲联络", "user": house.users["officer"].pk, "role": "federation_officer"}
    url = f"/api/v1/network/people/{actor.person_id}"
    assert clients["contact"].patch(url, body, content_type="application/json").status_code == 400


@pytest.mark.parametrize(
    ("role", "method", "address", "facts"),
    [
        ("owner", "post", "/network/acting-as/", {"appointment": "{chair_post}"}),
        ("sibling", "post", "/network/members/add/?enterprise={firm}", {"membership-grade": "member"}),
        ("sibling", "post", "/network/enterprises/{open_firm}/merge/", {"kept": "{open_firm}", "other": "{firm}"}),
        ("officer", "post", "/network/enterprises/{open_firm}/merge/", {"kept": "{open_firm}", "other": "{firm}"}),
    ],
)
def test_foreign_id_in_my_post_is_absent(
    house: House, clients: dict[str, Client], role: str, method: str, address: str, facts: dict[str, str]
) -> None:
    filled = {name: value.format(**house.ids) for name, value in facts.items()}
    assert clients[role].post(address.format(**house.ids), filled).status_code == 404


def test_foreign_person_is_no_choice_for_a_post(house: House, clients: dict[str, Client]) -> None:
    """The form refuses her as it refuses nobody: 422, nothing written."""
    url = "/network/organisations/{sister}/appoint/".format(**house.ids)
    answer = clients["sibling"].post(url, {"person": house.ids["clerk"], "post": "staff"})
    assert answer.status_code == 422
    assert not Appointment.objects.filter(person=house.ids["clerk"], organisation=house.ids["sister"]).exists()


@pytest.mark.parametrize(
    ("address", "body"),
    [
        ("memberships", {"organisation": "sister", "enterprise": "firm"}),
        ("memberships", {"organisation": "chamber", "enterprise": "open_firm"}),
        ("enterprises", {"name": "上海丙字公司", "organisation": "chamber"}),
        ("enterprises/{open_firm}/merge", {"absorbed": "firm"}),
        ("people/{chair}/appointments", {"post": "contact", "enterprise": "firm"}),
        ("people/{chair}/appointments", {"post": "staff", "organisation": "chamber"}),
        ("people/{clerk}/appointments", {"post": "staff", "organisation": "sister"}),
        ("people/appointments/{chair_post}/hand-over", {"successor": "clerk", "on": "2031-01-01"}),
    ],
)
def test_foreign_id_in_my_body_is_absent(
    house: House, clients: dict[str, Client], address: str, body: dict[str, object]
) -> None:
    filled = {name: house.ids.get(str(value), value) for name, value in body.items()}
    url = "/api/v1/network/" + address.format(**house.ids)
    assert clients["sibling"].post(url, filled, content_type="application/json").status_code == 404


def test_unknown_region_or_industry_in_my_body_is_refused(house: House, clients: dict[str, Client]) -> None:
    url = "/api/v1/network/enterprises/{open_firm}".format(**house.ids)
    for body in ({"region": "999999"}, {"industry": "Z99"}, {"entered_by": 1}, {"merged_into": 1}, {"name": None}, {"name": "a\0b"},
                 {"audience": None}, {"audience": "everybody"}):  # fmt: skip
        assert clients["sibling"].patch(url, body, content_type="application/json").status_code == 400, body


def test_dues_are_not_written_by_who_may_not_see_them(house: House, clients: dict[str, Client]) -> None:
    url = "/api/v1/network/memberships/{open_membership}".format(**house.ids)
    for body in ({"dues_state": "paid"}, {"dues_until": "2030-01-01"}):
        assert clients["officer"].patch(url, body, content_type="application/json").status_code == 403
    assert Membership.objects.get(pk=house.ids["open_membership"]).dues_state == "unknown"


def test_wider_post_than_her_own_is_refused(house: House, clients: dict[str, Client]) -> None:
    for post in ("federation_officer", "general_convener", "convener"):
        for place in ("sister", "area", "federation"):
            url = "/api/v1/network/people/{chair}/appointments".format(**house.ids)
            body = {"post": post, "organisation": house.ids[place]}
            assert clients["sibling"].post(url, body, content_type="application/json").status_code in {400, 403}
    assert not Appointment.objects.filter(person=house.ids["chair"]).exclude(pk=house.ids["chair_post"]).exists()


@pytest.mark.parametrize("way", ["post", "login"])
def test_removed_member_is_out_at_once(house: House, way: str) -> None:
    """Her session and her token, on the very next request."""
    browser, program = house.client("owner"), house.client("reader")
    page, api = (
        "/network/enterprises/{firm}/".format(**house.ids),
        "/api/v1/network/enterprises/{firm}".format(**house.ids),
    )
    assert (browser.get(page).status_code, program.get(api).status_code) == (200, 200)
    if way == "login":
        owner = house.users["owner"]
        url = f"/account/logins/{owner.pk}/deactivate/"
        assert house.client("officer").post(url).status_code == 302
        assert (browser.get(page).status_code, program.get(api).status_code) == (302, 401)
    else:
        yesterday = timezone.localdate() - timedelta(days=1)
        Appointment.objects.filter(pk=house.actors["owner"].appointment_id).update(end=yesterday)
        assert (browser.get(page).status_code, program.get(api).status_code) == (404, 404)


def test_scraping_is_slowed_down_and_reported_once(house: House, settings: object) -> None:
    settings.PAGES_PER_TEN_MINUTES = 5  # type: ignore[attr-defined]
    browser, program = house.client("sibling"), house.client("reader")
    for client, url in ((browser, "/network/people/1/"), (program, "/api/v1/network/people")):
        answers = [client.get(url).status_code for _ in range(8)]
        assert 429 not in answers[:5]
        assert answers[5:] == [429, 429, 429]
        assert int(client.get(url).headers["Retry-After"]) <= 600
    assert AuditRow.objects.filter(action="slow_down").count() == 2
    assert browser.get("/").status_code == 200


def test_slowed_down_program_does_not_escape_by_another_header(house: House, settings: object) -> None:
    """A made-up token beside the cookie, another spelling before the token: still the same caller."""
    settings.PAGES_PER_TEN_MINUTES = 5  # type: ignore[attr-defined]
    browser, raw = house.client("sibling"), house.tokens["reader"]
    pages = [browser.get("/network/people/1/", headers={"Authorization": f"Bearer {n}"}) for n in range(8)]
    assert [answer.status_code for answer in pages][5:] == [429] * 3
    words = ("Bearer", "bearer", "BEARER", "bEARER", "BeArEr", "beareR", "bEaReR", "BEARer")
    reads = [Client().get("/api/v1/network/people", headers={"Authorization": f"{word} {raw}"}) for word in words]
    assert [answer.status_code for answer in reads][5:] == [429] * 3


def test_foreign_row_asked_over_the_api_is_audited(house: House, clients: dict[str, Client]) -> None:
    asked = {
        "memberships/{membership}": "patch", "people/appointments/{clerk_post}/end": "post",
        "rearrangements/{rearrangement}": "get", "enterprises/{firm}": "get",
    }  # fmt: skip
    for address, method in asked.items():
        before = AuditRow.objects.filter(action="ask_for_foreign").count()
        body = {"on": "2030-01-01"} if method == "post" else {"number": "8"} if method == "patch" else {}
        url = "/api/v1/network/" + address.format(**house.ids)
        answer = getattr(clients["sibling"], method)(
            url, body, **({"content_type": "application/json"} if body else {})
        )
        assert answer.status_code == 404
        assert AuditRow.objects.filter(action="ask_for_foreign").count() == before + 1, address


def test_nothing_foreign_was_written(house: House) -> None:
    assert Organisation.objects.unrestricted("test").filter(pk=house.ids["chamber"], name="紧固件商会").exists()
    assert Enterprise.objects.unrestricted("test").filter(pk=house.ids["firm"], merged_into=None).exists()
