"""Co-hosts, agenda, invitations, questions: given whole, or not at all."""

from datetime import time

import pytest

from shanghui.activities import rules
from shanghui.activities.actions.activity_parts import Asked, Parts, Point, set_parts
from shanghui.activities.models import Answer, Question
from shanghui.activities.rules import QuestionKind
from shanghui.core.refusal import BadRequest
from tests.factories.activities_activities import Fair


def test_nothing_given_leaves_all_as_it_is(fair: Fair) -> None:
    set_parts(
        fair.activity,
        Parts([fair.sister], [Point(time(9), "签到")], [Asked("几人？", QuestionKind.NUMBER)], {fair.far.pk: 3}),
    )
    set_parts(fair.activity, Parts())
    assert fair.activity.co_hosts.count() == fair.activity.points.count() == fair.activity.questions.count() == 1
    assert fair.activity.invitations.get().quota == 3


def test_what_is_given_replaces_what_was(fair: Fair) -> None:
    set_parts(fair.activity, Parts([fair.sister], [Point(time(9), "签到")], None, {fair.far.pk: 3}))
    kept = fair.activity.invitations.get().pk
    set_parts(fair.activity, Parts([fair.far], [], [], {fair.far.pk: None, fair.sister.pk: 1}))
    assert [row.organisation for row in fair.activity.co_hosts.all()] == [fair.far]
    assert not fair.activity.points.exists()
    assert {row.organisation_id: row.quota for row in fair.activity.invitations.all()} == {
        fair.far.pk: None,
        fair.sister.pk: 1,
    }
    assert fair.activity.invitations.filter(pk=kept).exists()


def test_merged_organisation_does_not_co_host(fair: Fair) -> None:
    fair.sister.merged_into = fair.far
    with pytest.raises(BadRequest):
        set_parts(fair.activity, Parts(co_hosts=[fair.sister]))


def test_question_keeps_its_row_and_an_answered_one_its_place(fair: Fair) -> None:
    set_parts(fair.activity, Parts(questions=[Asked("甲"), Asked("乙")]))
    first, second = fair.activity.questions.all()
    set_parts(fair.activity, Parts(questions=[Asked("乙改", id=second.pk), Asked("丙")]))
    assert [row.text for row in fair.activity.questions.all()] == ["乙改", "丙"]
    assert not Question.objects.filter(pk=first.pk).exists()
    Answer.objects.create(registration=fair.guest(), question=second, text="答")
    with pytest.raises(rules.QuestionAnswered):
        set_parts(fair.activity, Parts(questions=[]))


@pytest.mark.parametrize(
    "asked",
    [
        [Asked("", QuestionKind.TEXT)],
        [Asked("选", QuestionKind.CHOICE, ())],
        [Asked("选", QuestionKind.MANY, ("甲" * 1001,))],
        [Asked("别人的", id=987654)],
        [Asked(f"问{number}") for number in range(rules.MOST_QUESTIONS + 1)],
    ],
)
def test_odd_questions_are_refused(fair: Fair, asked: list[Asked]) -> None:
    with pytest.raises(BadRequest):
        set_parts(fair.activity, Parts(questions=asked))


def test_point_needs_a_title(fair: Fair) -> None:
    with pytest.raises(BadRequest):
        set_parts(fair.activity, Parts(points=[Point(time(9), " ")]))
