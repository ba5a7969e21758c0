"""The decision by page: the suggestion is ticked, what was typed is kept."""

import pytest

from shanghui.activities.models import Activity, Application, Programme
from shanghui.activities.rules import ProgrammeState, Selection
from tests.factories.activities import make_programme
from tests.factories.activities_programmes import make_application, make_vote
from tests.factories.world import World


@pytest.fixture
def programme(world: World) -> Programme:
    return make_programme(world.north, state=ProgrammeState.SELECTING, selection=Selection.BALLOT, places=1)


@pytest.fixture
def rows(world: World, programme: Programme) -> list[Application]:
    made = [make_application(programme, who) for who in (world.chamber, world.district)]
    make_vote(made[1], world.other)
    return made


def url(programme: Programme) -> str:
    return f"/activities/programmes/{programme.pk}/decide/"


def test_suggestion_is_ticked_and_taken(world: World, programme: Programme, rows: list[Application]) -> None:
    client, (first, second) = world.client("convener"), rows
    html = client.get(url(programme)).content.decode()
    assert f'value="{second.pk}" checked' in html
    assert f'value="{first.pk}" checked' not in html
    assert "感谢申请" in html
    sent = {"chosen": [str(second.pk)], "answer": "名额有限", f"answer-{second.pk}": "请准备", "version": "1"}
    assert client.post(url(programme), sent).status_code == 302
    assert Activity.objects.unrestricted("test").get().application == second
    for row in rows:
        row.refresh_from_db()
    assert [(row.state, row.answer) for row in rows] == [("not_chosen", "名额有限"), ("chosen", "请准备")]
    page = client.get(f"/activities/programmes/{programme.pk}/").content.decode()
    assert "入选" in page
    assert client.get(url(programme)).status_code == 409


def test_what_is_wrong_is_told_and_kept(world: World, programme: Programme, rows: list[Application]) -> None:
    client, (first, second) = world.client("convener"), rows
    for sent, words in (
        ({"chosen": [str(first.pk)], "answer": "名额有限"}, "还没有写理由"),
        ({"chosen": [str(first.pk), str(second.pk)], "reason": "都好"}, "超过了名额"),
        ({"chosen": [str(first.pk)], "reason": "好", "answer": ""}, "还没有写答复"),
    ):
        answer = client.post(url(programme), sent)
        assert answer.status_code == 422
        html = answer.content.decode()
        assert words in html
        assert f'value="{first.pk}" checked' in html
    assert not Activity.objects.unrestricted("test").exists()


def test_moved_on_meanwhile_is_told_with_what_was_chosen(
    world: World, programme: Programme, rows: list[Application]
) -> None:
    answer = world.client("convener").post(
        url(programme), {"chosen": [str(rows[1].pk)], "answer": "名额有限", "version": "7"}
    )
    assert answer.status_code == 409
    html = answer.content.decode()
    assert f'value="{rows[1].pk}" checked' in html
    assert 'name="version" value="1"' in html


def test_of_no_applications_nothing_comes(world: World, programme: Programme) -> None:
    client = world.client("convener")
    assert "没有申请" in client.get(url(programme)).content.decode()
    assert client.post(url(programme), {"version": "1"}).status_code == 302
    programme.refresh_from_db()
    assert programme.state == ProgrammeState.DECIDED
