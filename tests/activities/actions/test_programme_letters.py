"""Letters: to those who act for the applicant today, each in her language."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import gettext, override

from shanghui.activities.actions import programme_letters as letters
from shanghui.activities.models import Application
from shanghui.core.models import OutboxMessage
from shanghui.network.models import Appointment
from tests.factories import network as make
from tests.factories.activities import make_programme
from tests.factories.activities_programmes import make_application
from tests.factories.world import World


@pytest.fixture
def application(world: World) -> Application:
    for role in ("secretary", "convener"):
        world.users[role].email = f"{role}@a.example"
        world.users[role].save()
    return make_application(make_programme(world.federation, title="甲\r\nBcc: evil@example.com"), world.chamber)


def test_subject_is_one_line_and_the_page_is_named(application: Application) -> None:
    letters.tell_decided(application, now=timezone.now())
    (letter,) = OutboxMessage.objects.all()
    assert letter.receiver == "secretary@a.example"
    assert "\n" not in letter.payload["subject"]
    assert f"/activities/programmes/applications/{application.pk}/" in letter.payload["text"]


def test_area_that_applied_is_told_by_its_conveners(world: World, application: Application) -> None:
    mine = make_application(application.programme, world.north, state="chosen", answer="请准备")
    letters.tell_decided(mine, now=timezone.now())
    (letter,) = OutboxMessage.objects.all()
    assert letter.receiver == "convener@a.example"
    assert "请准备" in letter.payload["text"]


def test_whoever_left_the_post_is_not_told(world: World, application: Application) -> None:
    Appointment.objects.filter(person__user=world.users["secretary"]).update(end=localdate() - timedelta(days=1))
    letters.tell_decided(application, now=timezone.now())
    assert not OutboxMessage.objects.exists()


def test_withdrawal_goes_to_standing_applications(world: World, application: Application) -> None:
    user, _actor = make.make_secretary(world.district)
    user.email = "district@a.example"
    user.save()
    make_application(application.programme, world.district, state="withdrawn")
    application.programme.decision = "场地没有了"
    letters.tell_withdrawn(application.programme, now=timezone.now())
    (letter,) = OutboxMessage.objects.all()
    assert (letter.receiver, "场地没有了" in letter.payload["text"]) == ("secretary@a.example", True)


def test_each_reader_has_her_own_language(world: World, application: Application) -> None:
    world.users["secretary"].language = "zh-hant"
    world.users["secretary"].save()
    with override("en"):
        letters.tell_decided(application, now=timezone.now())
    (letter,) = OutboxMessage.objects.all()
    assert gettext_in("zh-hant", "这次没有入选：%(title)s").partition("%")[0] in letter.payload["subject"]


def gettext_in(language: str, text: str) -> str:
    with override(language):
        return gettext(text)
