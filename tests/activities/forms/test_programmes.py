"""The form of a programme."""

from datetime import timedelta

from django.utils.timezone import localdate

from shanghui.activities.forms.programmes import ProgrammeForm, ReopenForm, WithdrawForm
from tests.factories.world import World

TODAY, DAY = localdate(), timedelta(days=1)
SENT = {
    "title": "会员日", "places": "2", "start": f"{TODAY + DAY}", "end": f"{TODAY + 9 * DAY}", "apply_until": f"{TODAY}",
    "selection": "criteria", "audience": "federation",
}  # fmt: skip


def test_facts_as_the_action_takes_them(world: World) -> None:
    form = ProgrammeForm(SENT, organisation=world.north)
    assert form.is_valid(), form.errors
    assert (form.facts()["places"], form.facts()["votes_each"]) == (2, 1)
    assert "version" not in form.facts()


def test_dates_and_reach_are_told_where_they_are_wrong(world: World) -> None:
    wrong = {"end": f"{TODAY}", "apply_until": f"{TODAY + 10 * DAY}", "budget": "-1", "places": "0", "audience": "area"}
    form = ProgrammeForm(SENT | wrong, organisation=world.federation)
    assert {"end", "apply_until", "budget", "places", "audience"} == set(form.errors)


def test_steps_ask_what_they_need() -> None:
    assert not ReopenForm({}, end=TODAY).is_valid()
    assert ReopenForm({"apply_until": f"{TODAY}"}, end=TODAY).is_valid()
    assert not WithdrawForm({"reason": " "}).is_valid()
