"""One step, one action; with an account and without."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from shanghui.activities.models import Encounter, NotWith, Resource, Wish
from shanghui.activities.rules import EncounterState, WishState
from tests.factories.activities import make_activity, make_encounter, make_matchmaking, make_participant
from tests.factories.activities_wishes import Fair, build_fair, make_wish, publish


def do(expo: Fair, step: str, role: str = "", **data: object) -> int:
    """As the buyer: by her link, or by the role."""
    base = f"participants/{expo.buyer.pk}" if role else f"m/{expo.buyer.registration.key}"
    client = expo.client(role) if role else Client()
    return client.post(f"/activities/{base}/do/{step}/", data).status_code


@pytest.mark.parametrize("role", ["", "keeper", "contact", "host"])
def test_wish_accept_decline_cancel(expo: Fair, role: str) -> None:
    resource = Resource.objects.create(matchmaking=expo.matchmaking, name="翻译")
    facts: Any = {"other": expo.maker.pk, "weight": 4, "note": "看样", "resource": resource.pk}
    assert do(expo, "wish", role, **facts) == 302
    made = Wish.objects.get()
    assert (made.weight, made.note, made.resource) == (4, "看样", resource)
    assert do(expo, "cancel", role, wish=made.pk) == 302
    came, other = make_wish(expo.maker, expo.buyer), make_wish(expo.third, expo.buyer)
    assert do(expo, "accept", role, wish=came.pk, weight=2) == 302
    assert do(expo, "decline", role, wish=other.pk) == 302
    states = dict(Wish.objects.values_list("pk", "state"))
    assert states == {made.pk: WishState.CANCELLED, came.pk: WishState.ACCEPTED, other.pk: WishState.DECLINED}
    assert do(expo, "call-off", role, encounter=Encounter.objects.get().pk) == 302
    assert Encounter.objects.get().state == EncounterState.CANCELLED


@pytest.mark.parametrize("role", ["", "keeper"])
def test_avoid_and_no_longer(expo: Fair, role: str) -> None:
    assert do(expo, "avoid", role, other=expo.maker.pk) == 302
    assert NotWith.objects.get().other == expo.maker
    assert do(expo, "avoid-no-longer", role, other=expo.maker.pk) == 302
    assert NotWith.objects.count() == 0


@pytest.mark.parametrize("role", ["", "keeper"])
def test_after_the_slot_began(db: None, role: str) -> None:
    expo = build_fair(starts_at=timezone.now() - timedelta(minutes=5))
    meets = make_encounter(expo.maker, expo.buyer)
    publish(meets)
    assert do(expo, "did-not", role, encounter=meets.pk) == 302
    assert do(expo, "happened", role, encounter=meets.pk) == 302
    assert do(expo, "rate", role, encounter=meets.pk, stars=4) == 302
    assert do(expo, "next-step", role, encounter=meets.pk, text="寄样") == 302
    meets.refresh_from_db()
    assert (meets.state, meets.second_says, meets.second_rating, meets.next_step) == ("attended", True, 4, "寄样")


def test_refusal_is_a_page_with_its_sentence(expo: Fair) -> None:
    NotWith.objects.create(participant=expo.maker, other=expo.buyer)
    answer = Client().post(f"/activities/m/{expo.buyer.registration.key}/do/wish/", {"other": expo.maker.pk})
    assert answer.status_code == 409
    assert "对方现在不接受新的约见" in answer.content.decode()


def test_what_is_not_hers_is_absent(expo: Fair) -> None:
    foreign = make_wish(expo.third, expo.maker)
    meets = make_encounter(expo.third, expo.maker)
    elsewhere = make_participant(make_matchmaking(make_activity(expo.area)))
    asked: tuple[tuple[str, dict[str, Any]], ...] = (
        ("accept", {"wish": foreign.pk}),
        ("decline", {"wish": foreign.pk}),
        ("cancel", {"wish": foreign.pk}),
        ("call-off", {"encounter": meets.pk}),
        ("happened", {"encounter": meets.pk}),
        ("wish", {"other": elsewhere.pk}),
        ("avoid", {"other": elsewhere.pk}),
        ("nonsense", {}),
    )
    for step, data in asked:
        assert do(expo, step, **data) == 404
        assert do(expo, step, "keeper", **data) == 404


@pytest.mark.parametrize(
    ("step", "data"), [("accept", {}), ("wish", {"other": "x"}), ("rate", {"encounter": "9" * 30})]
)
def test_malformed_numbers(expo: Fair, step: str, data: dict[str, Any]) -> None:
    assert do(expo, step, **data) == 400


def test_back_to_where_she_was_inside_the_house_only(expo: Fair) -> None:
    url, hall = (
        f"/activities/m/{expo.buyer.registration.key}/do/avoid/",
        f"/activities/m/{expo.buyer.registration.key}/hall/?q=a",
    )
    for wanted, target in ((hall, hall), ("https://evil.example/", url.removesuffix("do/avoid/"))):
        answer = Client().post(url, {"other": expo.maker.pk, "next": wanted})
        assert answer.headers["Location"] == target


def test_link_that_is_over_does_nothing(expo: Fair) -> None:
    assert Client().post("/activities/m/none/do/wish/", {"other": expo.maker.pk}).status_code == 410
    assert Wish.objects.count() == 0
