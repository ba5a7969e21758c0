"""What is said of two rows that look alike."""

import pytest
from django.utils import timezone

from shanghui.core.actor import Actor
from shanghui.core.refusal import BadRequest, NotFound
from shanghui.network.models import Enterprise, Organisation
from shanghui.sheets.actions.duplicates import answer_all, answer_duplicate
from shanghui.sheets.models import DuplicateDecision, ImportRow, ImportRun
from shanghui.sheets.rules import Answer
from tests.factories.network import make_enterprise
from tests.network.sheets.runs import csv_bytes, states, upload

pytestmark = pytest.mark.django_db
HEADER = ["企业名称", "地址", "手机"]


@pytest.fixture
def firm(chamber: Organisation) -> Enterprise:
    return make_enterprise("上海砺锋标准件有限公司", chamber, phone="13800000001")


@pytest.fixture
def run(actor: Actor, firm: Enterprise) -> ImportRun:
    """One row that looks like the stored firm."""
    return upload(actor, csv_bytes(HEADER, ["上海砺锋标准件", "", "13800000001"]))


def answered(actor: Actor, run: ImportRun, answer: Answer, number: int = 2, index: int = 0) -> ImportRow:
    answer_duplicate(actor=actor, run=run, number=number, index=index, answer=answer, now=timezone.now())
    return run.rows.get()


def test_the_same_is_written_into_the_stored_one(actor: Actor, run: ImportRun, firm: Enterprise) -> None:
    row = answered(actor, run, Answer.SAME)
    assert (row.state, row.target, row.candidates) == ("ready", firm.pk, [])
    assert set(DuplicateDecision.objects.values_list("same", "by")) == {(True, actor.user_id)}


def test_two_things_stay_two(actor: Actor, run: ImportRun) -> None:
    row = answered(actor, run, Answer.BOTH)
    assert (row.state, row.target, row.is_new) == ("ready", None, True)
    assert not DuplicateDecision.objects.get(left__startswith="#").same


def test_row_with_another_candidate_still_waits(actor: Actor, run: ImportRun) -> None:
    row = run.rows.get()
    second = row.candidates[0] | {"key": "f" * 64, "target": None, "number": 9}
    run.rows.update(candidates=[*row.candidates, second])
    row = answered(actor, run, Answer.BOTH, index=0)
    assert (row.state, row.candidates) == ("duplicate", [second])
    row = answered(actor, run, Answer.SAME)
    assert (row.state, row.target, row.twin) == ("ready", None, 9)


def test_row_left_out_is_not_decided(actor: Actor, run: ImportRun) -> None:
    assert answered(actor, run, Answer.SKIP).state == "skipped"
    assert not DuplicateDecision.objects.exists()


def test_later_answer_takes_the_place_of_the_earlier(actor: Actor, run: ImportRun) -> None:
    candidates = run.rows.get().candidates
    answered(actor, run, Answer.BOTH)
    run.rows.update(state="duplicate", candidates=candidates)
    answered(actor, run, Answer.SAME)
    assert set(DuplicateDecision.objects.values_list("same", flat=True)) == {True}


@pytest.mark.parametrize(("number", "index"), [(99, 0), (2, 5), (2, -1)])
def test_pair_that_is_not_there_is_a_bad_request(actor: Actor, run: ImportRun, number: int, index: int) -> None:
    with pytest.raises(BadRequest):
        answered(actor, run, Answer.SAME, number, index)
    assert states(run) == {"duplicate": 1}


def test_another_chambers_pair_is_absent(stranger: Actor, run: ImportRun) -> None:
    with pytest.raises(NotFound):
        answered(stranger, run, Answer.SAME)


def test_all_that_is_likely_enough_is_answered_at_once(actor: Actor, run: ImportRun) -> None:
    probable = run.rows.get().candidates[0]["probability"]
    for at_least, count in ((probable + 0.001, 0), (probable, 1), (probable, 0)):
        assert answer_all(actor=actor, run=run, answer=Answer.SAME, at_least=at_least, now=timezone.now()) == count
    assert states(run) == {"ready": 1}


def test_all_that_are_left_are_new_at_once(actor: Actor, run: ImportRun) -> None:
    row = run.rows.get()
    row.candidates = [*row.candidates, {**row.candidates[0], "key": "another"}]
    row.save()
    assert answer_all(actor=actor, run=run, answer=Answer.BOTH, at_least=0, now=timezone.now()) == 1
    assert states(run) == {"ready": 1}
    assert run.rows.get().is_new
