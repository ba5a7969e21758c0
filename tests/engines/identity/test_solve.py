import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shanghui.engines.identity import Budget, Decision, Problem, ReasonCode, Record, in_words, solve

from .support import OTHERS, clusters, record, solved

PAIR = [
    record("a", "宁波砺锋标准件有限公司", address="宁波市海曙区中山路12号", phone="13900000000"),
    record("b", "寧波礪鋒標準件", address="中山路12号", phone="139 0000 0000"),
]


def test_copies_are_found_and_explained() -> None:
    result = solved([*PAIR, *OTHERS])
    assert clusters(result) == [{"a", "b"}]
    first = result.memberships[0]
    assert (first.id, first.cluster, first.partner) == ("a", 1, "b")
    assert first.probability > 0.95
    assert ReasonCode.NAME_SAME in first.reasons
    assert "名称相同" in in_words(first.reasons)
    assert result.memberships[-1].probability == 1.0


def test_firms_of_one_name_in_two_cities_stay_apart() -> None:
    twin = record("c", "苏州砺锋标准件有限公司", address="苏州市人民路1号", phone="13900000000")
    assert clusters(solved([*PAIR, twin, *OTHERS])) == [{"a", "b"}]


def test_decisions_are_respected() -> None:
    assert clusters(solved([*PAIR, *OTHERS], Decision("a", "b", False))) == []
    result = solved([*PAIR, *OTHERS], Decision("a", "o1", True), Decision("a", "unknown", True))
    assert clusters(result) == [{"a", "b", "o1"}]
    assert result.memberships[0].reasons == (ReasonCode.DECIDED_SAME,)
    assert result.memberships[0].partner == "o1"


def test_different_pair_never_ends_in_one_cluster() -> None:
    third = record("c", "砺锋标准件", phone="13900000000")
    result = solved([*PAIR, third, *OTHERS], Decision("a", "b", False))
    cluster = {one.id: one.cluster for one in result.memberships}
    assert cluster["a"] != cluster["b"]


def test_doubtful_pairs_are_offered_until_decided() -> None:
    sister = record("c", "宁波砺锋物流有限公司", address="宁波市海曙区中山路12号", phone="13900000000")
    records = [PAIR[0], sister, *OTHERS]
    doubtful = solved(records).doubtful
    assert {(pair.left, pair.right) for pair in doubtful} == {("a", "c")}
    texts = {reason.code: dict(reason.parameters) for reason in doubtful[0].reasons}
    assert texts[ReasonCode.NAME_CORE_SAME] == {"left": "砺锋标准件", "right": "砺锋物流"}
    assert [reason.weight for reason in doubtful[0].reasons] == sorted(
        (reason.weight for reason in doubtful[0].reasons), reverse=True
    )
    assert solved(records, Decision("c", "a", False)).doubtful == ()
    assert solved(records, budget=Budget(doubts=0)).doubtful == ()


def test_equal_codes_under_unlike_names_are_said() -> None:
    code = "91350100M000100Y43"
    result = solved([record("a", "砺锋标准件", code), record("b", "永固钟表", code), *OTHERS])
    assert ReasonCode.CODE_SAME_NAMES_DIFFER in result.memberships[0].reasons
    assert [(pair.left, pair.right) for pair in result.doubtful] == [("a", "b")]


def test_processes_change_nothing() -> None:
    records = [*PAIR, *OTHERS]
    assert solved(records, budget=Budget(processes=2)) == solved(records)


def test_seed_changes_nothing() -> None:
    problem = Problem([*PAIR, *OTHERS])
    assert solve(problem, seed=1) == solve(problem, seed=2)


def test_equal_ids_are_refused() -> None:
    with pytest.raises(ValueError, match="same id"):
        solved([PAIR[0], PAIR[0]])


def test_nothing_and_one_record_are_solved() -> None:
    assert solved([]).memberships == ()
    assert [one.cluster for one in solved([PAIR[0]]).memberships] == [1]


texts = st.text("上海宁波砺锋标准件厂有限公司12号路 a", max_size=12)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.builds(Record, id=st.just(""), name=texts, address=texts, phone=texts), max_size=8))
def test_any_records_are_solved_the_same_in_any_order(drawn: list[Record]) -> None:
    records = [Record(str(at), one.name, one.credit_code, one.address, one.phone) for at, one in enumerate(drawn)]
    result = solved(records)
    assert [one.id for one in result.memberships] == [one.id for one in records]
    pairs = {pair.left + pair.right: pair.probability for pair in result.doubtful}
    turned = {pair.right + pair.left: pair.probability for pair in solved(records[::-1]).doubtful}
    assert turned == pytest.approx(pairs, abs=1e-3) or len(turned) == len(pairs)
