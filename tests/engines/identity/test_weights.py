import numpy as np
import pytest

from shanghui.engines.identity.candidates import candidate_pairs
from shanghui.engines.identity.features import read_features
from shanghui.engines.identity.model import Record
from shanghui.engines.identity.weights import Evidence, gather, learn, log_odds, prior_weights, probability

from .support import OTHERS, record


def evidence(*records: Record) -> Evidence:
    features = read_features([*records, *OTHERS])
    left, right = candidate_pairs(features, block=60)
    first = (left == 0) & (right == 1)
    return gather(features, left[first], right[first], block=60)


def odds(one: Record, other: Record) -> float:
    found = evidence(one, other)
    return float(log_odds(found, prior_weights(2 + len(OTHERS)))[0])


FULL = record("1", "宁波砺锋标准件有限公司", "91350100M000100Y43", "宁波市中山路12号", "13900000000")


def test_probability_grows_with_agreement() -> None:
    name = odds(FULL, record("2", "砺锋标准件"))
    place = odds(FULL, record("2", "宁波砺锋标准件"))
    phone = odds(FULL, record("2", "宁波砺锋标准件", phone="13900000000"))
    assert name < place < phone


def test_equal_codes_make_one_enterprise() -> None:
    assert odds(FULL, record("2", "上海砺锋标准件厂", "91350100M000100Y43")) >= 7


def test_equal_codes_under_unlike_names_are_doubted() -> None:
    assert odds(FULL, record("2", "恒通物流", "91350100M000100Y43")) == 1.5


@pytest.mark.parametrize(
    "other",
    [
        record("2", "苏州砺锋标准件有限公司", phone="13900000000"),
        record("2", "砺锋标准件有限公司", "", "苏州市中山路12号"),
        record("2", "宁波恒通物流有限公司", "", "宁波市中山路12号", "13900000000"),
        record("2", "宁波砺锋物流有限公司", "", "宁波市中山路12号", "13900000000"),
        record("2", "宁波砺锋标准件有限公司", "91350100M000100Y44", "宁波市中山路12号", "13900000000"),
        record("2", "宁波砺锋标准件有限公司上海分公司", phone="13900000000"),
        record("2", "宁波砺明标准件厂", "", "宁波市中山路12号", "13900000000"),
    ],
)
def test_sister_firms_are_never_joined(other: Record) -> None:
    assert odds(FULL, other) <= -0.5


def test_weight_of_one_pair_is_that_of_all_pairs() -> None:
    found, weights = evidence(FULL, record("2", "宁波砺锋标准件", phone="13900000000")), prior_weights(40)
    for name in found.levels:
        assert found.weight_at(name, weights, 0) == pytest.approx(float(found.weights_of(name, weights)[0]), abs=1e-4)


def test_learning_follows_many_records_and_stays_near_priors_for_few() -> None:
    few = learn(evidence(FULL, record("2", "砺锋标准件")), 32)
    assert few.agreement["phone"][0] == pytest.approx(0.75, abs=0.02)
    copies = [record(f"c{at}", one.name, address=one.address, phone="") for at, one in enumerate(OTHERS)]
    features = read_features([*OTHERS, *copies])
    left, right = candidate_pairs(features, block=60)
    many = learn(gather(features, left, right, block=60), len(features))
    assert many.log_prior > prior_weights(len(features)).log_prior - 1
    assert all(abs(offset) <= 4 for offset in many.name_offsets)


def test_probability_is_bounded() -> None:
    assert probability(np.array([-1e9, 0.0, 1e9])).tolist() == pytest.approx([0, 0.5, 1])
