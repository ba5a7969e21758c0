"""The network's pages, by role, in number of queries, and step by step."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from shanghui.network.rules import Post
from tests.factories import network as make
from tests.factories.world import World

pytestmark = pytest.mark.django_db
#: session, user, her posts, the areas that they lie in, and how many introductions wait
FRAME = 5
LISTS = {
    "/network/?tab=enterprises": 7,
    "/network/?tab=organisations": 7,
    "/network/?tab=people": 4,
    "/network/?q=lan": 7,
    "/network/members/": 4,
    "/network/members/add/?q=lan": 3,
    "/network/areas/": -1,  # leads on to the area: no frame is drawn, so nothing that waits is counted
    "/network/areas/{north}/": 12,
    "/network/organisations/{chamber}/": 11,
    "/network/organisations/{chamber}/appoint/?q=shen": 2,
    "/network/enterprises/{firm}/": 7,
    "/network/enterprises/{firm}/merge/?q=lan": 3,
    "/network/people/{person}/": 7,
    "/network/picture/": 7,
}


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize(("url", "queries"), LISTS.items())
def test_page_costs_the_same_for_one_and_three(
    world: World, url: str, queries: int, number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    firm, person = make.make_enterprise("上海岚新有限公司", world.chamber, world.district), make.make_person("沈若谷")
    for place in range(number):
        unit = make.make_organisation(f"商会{place}", area=world.north)
        make.make_enterprise(f"上海岚{place}有限公司", world.chamber, unit)
        make.make_membership(firm, unit, dues_state="due")
        make.make_secretary(unit)
        make.make_appointment(make.make_person(f"沈{place}"), firm, Post.CONTACT)
        make.make_appointment(make.make_person(f"沈{place}"), world.chamber, Post.SECRETARY)
        make.make_appointment(person, unit, Post.STAFF)
    rows = {"north": world.north.pk, "chamber": world.chamber.pk, "firm": firm.pk, "person": person.pk}
    client = world.client("secretary")
    with django_assert_num_queries(queries + FRAME):
        client.get(url.format(**rows))


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
