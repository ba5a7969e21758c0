"""A person's page."""

from datetime import timedelta

from django.utils.timezone import localdate

from shanghui.network.models import Person
from shanghui.network.rules import Post
from tests.factories import network as make
from tests.factories.world import World


def test_person_is_edited_by_herself(world: World) -> None:
    client, person = world.client("secretary"), world.actors["secretary"].person_id
    assert client.get(f"/network/people/{person}/").status_code == 200
    path = f"/network/people/{person}/edit/"
    assert client.get(path).context["form"].initial["version"] == 1
    assert client.post(path, {"name": "沈", "phone": "9", "version": 1}).status_code == 302
    assert Person.objects.unrestricted("test").get(pk=person).phone == "9"
    assert client.post(path, {"name": "沈", "phone": "8", "version": 1}).status_code == 409
    assert world.client("other").get(path).status_code == 403


def test_page_shows_posts_of_today_apart_from_past_ones(world: World) -> None:
    person = make.make_person("叶", phone="13900009999")
    now = make.make_appointment(person, world.chamber, Post.STAFF, end=localdate())
    past = make.make_appointment(person, world.other, Post.STAFF, end=localdate() - timedelta(days=1))
    page = world.client("secretary").get(f"/network/people/{person.pk}/")
    assert page.context["posts"] == [(now, True, True)]
    assert page.context["past_posts"] == [past]
    assert "13900009999" in page.content.decode()
    page = world.client("other").get(f"/network/people/{person.pk}/")
    assert page.context["posts"] == [(now, False, False)]
    assert "13900009999" not in page.content.decode()


def test_link_to_sign_in_is_refused_to_whoever_may_not_give_it(world: World) -> None:
    person = make.make_person("叶")
    make.make_appointment(person, world.chamber, Post.SECRETARY)
    path = f"/network/people/{person.pk}/invite/"
    assert world.client("other").post(path, {"address": "13800138000"}).status_code == 403
    assert world.client("secretary").post(path, {"address": "13800138000"}).status_code == 201
