"""The hall."""

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from shanghui.activities.models import Matchmaking
from shanghui.activities.rules import ActivityKind
from tests.factories.activities import make_activity, make_registration
from tests.factories.activities_wishes import Fair, make_wish, take_part


def url(expo: Fair) -> str:
    return f"/activities/{expo.activity.pk}/matchmaking/"


def test_hosts_and_those_with_guests_see_who_comes(expo: Fair) -> None:
    for role in ("host", "keeper", "other", "contact"):
        text = expo.client(role).get(url(expo)).content.decode()
        assert "上海乙字钢材有限公司" in text
        assert "供应冷轧钢板" in text
        assert expo.maker.registration.phone not in text


def test_others_see_figures_alone(expo: Fair) -> None:
    text = expo.client("officer").get(url(expo)).content.decode()
    assert "共3家" in text
    assert "乙字钢材" not in text
    assert expo.client("visitor").get(url(expo)).status_code == 404


def test_wish_buttons_for_the_one_chosen(expo: Fair) -> None:
    text = expo.client("keeper").get(url(expo)).content.decode()
    assert f"/activities/participants/{expo.buyer.pk}/do/wish/" in text
    plain = expo.client("host").get(url(expo)).content.decode()
    assert "do/wish/" not in plain
    chosen = expo.client("host").get(url(expo), {"for": expo.maker.pk}).content.decode()
    assert f"/activities/participants/{expo.maker.pk}/do/wish/" in chosen
    make_wish(expo.buyer, expo.maker)
    make_wish(expo.buyer, expo.third)
    assert "do/wish/" not in expo.client("keeper").get(url(expo)).content.decode()


def test_hall_does_not_tell_who_does_not_want_to_meet(expo: Fair) -> None:
    """The page is the same to the letter; her own "not with" takes the button away."""
    client, target = Client(), f"/activities/m/{expo.buyer.registration.key}/hall/"

    def buttons() -> int:
        return client.get(target).content.decode().count(f'name="other" value="{expo.maker.pk}"')

    before = buttons()
    assert before > 0
    expo.maker.not_with.create(other=expo.buyer)
    assert buttons() == before
    expo.buyer.not_with.create(other=expo.maker)
    assert buttons() == 0


def test_nobody_is_chosen_who_is_not_hers(expo: Fair) -> None:
    assert expo.client("keeper").get(url(expo), {"for": expo.maker.pk}).status_code == 404


def test_guest_sees_the_hall_by_her_link(expo: Fair) -> None:
    text = Client().get(f"/activities/m/{expo.buyer.registration.key}/hall/?part=seller").content.decode()
    assert "供应冷轧钢板" in text
    assert "participants.xlsx" not in text


def test_filters_and_pages_are_known(expo: Fair) -> None:
    for query in ({"nonsense": 1}, {"part": "x"}, {"page": "0"}, {"unit": "x"}):
        assert expo.client("host").get(url(expo), query).status_code == 400
    assert "没有找到" in expo.client("host").get(url(expo), {"q": "没有的"}).content.decode()


def test_without_a_frame_the_organiser_is_led_to_set_it_up(expo: Fair) -> None:
    bare = make_activity(expo.area, kind=ActivityKind.MATCHMAKING)
    target = f"/activities/{bare.pk}/matchmaking/"
    assert "setup/" in expo.client("host").get(target).content.decode()
    assert expo.client("keeper").get(target).status_code == 404
    assert not Matchmaking.objects.filter(activity=bare).exists()
    assert expo.client("host").get(f"/activities/{make_activity(expo.area).pk}/matchmaking/").status_code == 404


def test_queries_do_not_grow_with_participants(expo: Fair) -> None:
    def count(client: Client, target: str) -> int:
        with CaptureQueriesContext(connection) as asked:
            assert client.get(target).status_code == 200
        return len(asked)

    make_registration(expo.activity, unit=expo.chamber)
    targets = [
        (expo.client("host"), f"{url(expo)}?for={expo.buyer.pk}"),
        (Client(), f"/activities/m/{expo.buyer.registration.key}/hall/"),
    ]
    one = [count(*target) for target in targets]
    for number in range(3):
        take_part(expo.matchmaking, expo.other, f"上海第{number}有限公司", need="垫圈")
        make_registration(expo.activity, unit=expo.chamber)
    assert [count(*target) for target in targets] == one
