"""Posts are given, ended, handed over."""

from django.utils.timezone import localdate

from shanghui.network.models import Appointment, Rearrangement
from shanghui.network.rules import Post
from tests.factories import network as make
from tests.factories.world import World


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


def test_person_may_be_chosen_from_those_whom_she_sees(world: World) -> None:
    hidden = make.make_person("隐人")
    known = make.make_person("叶叙")
    make.make_appointment(known, world.other, Post.STAFF)
    client, path = world.client("secretary"), f"/network/organisations/{world.chamber.pk}/appoint/"
    assert client.get(path, {"person": known.pk}).context["chosen"] == known
    assert client.get(path, {"person": hidden.pk}).context["chosen"] is None
    assert client.get(path, {"person": "x"}).status_code == 400
    assert client.post(path, {"person": hidden.pk, "post": "staff"}).status_code == 422
    assert client.post(path, {"person": known.pk, "post": "staff"}).status_code == 302
    assert known.appointments.filter(organisation=world.chamber).exists()


def test_posts_of_others_are_not_given_ended_or_handed_over(world: World) -> None:
    client, post = world.client("other"), world.actors["secretary"].appointment_id
    for path in (f"organisations/{world.chamber.pk}/appoint/", f"posts/{post}/end/", f"posts/{post}/hand-over/"):
        assert client.get(f"/network/{path}").status_code == 403
    assert world.client("visitor").get(f"/network/posts/{post}/end/").status_code == 404


def test_day_is_asked_for(world: World) -> None:
    client, post = world.client("secretary"), world.actors["secretary"].appointment_id
    assert client.post(f"/network/posts/{post}/end/", {"on": ""}).status_code == 422
    assert Appointment.objects.get(pk=post).end is None
