from itertools import pairwise

from shanghui.engines.identity.candidates import candidate_pairs, rare_block
from shanghui.engines.identity.features import read_features

from .support import OTHERS, record


def found(records: list, block: int = 60, first_new: int = 0) -> set[tuple[str, str]]:
    left, right = candidate_pairs(read_features(records), block=block, first_new=first_new)
    return {(records[a].id, records[b].id) for a, b in zip(left.tolist(), right.tolist(), strict=True)}


TWICE = [
    record("a", "宁波砺锋标准件有限公司", address="宁波市中山路12号"),
    record("b", "砺锋标准件", phone="13900000000"),
    record("c", "宁波砺峰标准件厂"),
    record("d", "某某", phone="139 0000 0000"),
]


def test_records_that_share_a_rare_key_are_candidates() -> None:
    assert {("a", "b"), ("a", "c"), ("b", "d")} <= found(TWICE)


def test_pairs_are_ordered_and_single() -> None:
    left, right = candidate_pairs(read_features([*TWICE, *OTHERS]), block=60)
    pairs = list(zip(left.tolist(), right.tolist(), strict=True))
    assert all(a < b for a, b in pairs)
    assert all(one < other for one, other in pairwise(pairs))


def test_common_keys_are_left_out() -> None:
    same = [record(str(at), "砺锋标准件厂") for at in range(5)]
    assert len(found(same, block=5)) == 10
    assert found(same, block=4) == set()


def test_only_pairs_with_new_records_are_given() -> None:
    assert found(TWICE, first_new=3) == {("b", "d")}


def test_no_records_have_no_pairs() -> None:
    assert found([]) == set()
    assert rare_block(1) == 2
