import numpy as np

from shanghui.engines.identity.clusters import Grouping, group
from shanghui.engines.identity.features import read_features

from .support import record


def grouped(
    names: list[str], scores: dict[tuple[int, int], float], codes: dict[int, str] | None = None, **links: list
) -> list[int]:
    features = read_features([record(str(at), name, (codes or {}).get(at, "")) for at, name in enumerate(names)])
    pairs = np.array(sorted(scores), np.int64).reshape(-1, 2)
    values = np.array([scores[one] for one in sorted(scores)])
    return group(
        features,
        (pairs[:, 0], pairs[:, 1]),
        values,
        least=0.0,
        same=links.get("same", []),
        different=links.get("different", []),
    )


def test_surest_pairs_are_joined_first() -> None:
    assert grouped(["甲", "乙", "丙"], {(0, 1): 5.0, (1, 2): 4.0, (0, 2): 3.0}) == [0, 0, 0]
    assert grouped(["甲", "乙", "丙"], {(0, 1): 5.0, (1, 2): 1.0, (0, 2): -6.0}) == [0, 0, 2]
    assert grouped(["甲", "乙", "丙"], {(0, 1): -1.0}) == [0, 1, 2]


def test_uncompared_records_speak_a_little_against() -> None:
    assert grouped(["甲", "乙", "丙"], {(0, 1): 5.0, (1, 2): 4.0}) == [0, 0, 0]
    assert grouped(["甲", "乙", "丙"], {(0, 1): 5.0, (1, 2): 1.0}) == [0, 0, 2]


def test_two_pairs_are_joined_by_their_mean() -> None:
    scores = {(0, 1): 5.0, (2, 3): 5.0, (1, 2): 4.0, (0, 2): 3.0, (0, 3): 3.0, (1, 3): 3.0}
    assert grouped(["甲", "乙", "丙", "丁"], scores) == [0, 0, 0, 0]


def test_different_cities_never_meet() -> None:
    scores = {(0, 1): 5.0, (1, 2): 4.0, (0, 2): 3.0}
    assert grouped(["宁波砺锋厂", "砺锋厂", "苏州砺锋厂"], scores) == [0, 0, 2]


def test_different_codes_never_meet_and_equal_ones_do() -> None:
    scores = {(0, 1): 5.0, (1, 2): 4.0, (0, 2): 3.0}
    first, second = "91350100M000100Y43", "91110000600037341L"
    assert grouped(["砺锋厂"] * 3, scores, {0: first, 2: second}) == [0, 0, 2]
    assert grouped(["宁波砺锋厂", "砺锋厂", "苏州砺锋厂"], scores, {0: first, 2: first}) == [0, 0, 0]


def test_decisions_are_kept_also_across_others() -> None:
    scores = {(0, 1): 5.0, (1, 2): 4.0, (0, 2): 3.0}
    assert grouped(["甲", "乙", "丙"], scores, different=[(0, 2)]) == [0, 0, 2]
    assert grouped(["甲", "乙", "丙"], {}, same=[(0, 2), (2, 1)]) == [0, 0, 0]
    assert grouped(["甲", "乙", "丙", "丁"], {(1, 3): 9.0}, same=[(0, 1), (2, 3)], different=[(0, 2)]) == [0, 0, 2, 2]


def test_different_wins_over_same_and_nobody_differs_from_himself() -> None:
    assert grouped(["甲", "乙"], {(0, 1): 5.0}, same=[(0, 1), (0, 0)], different=[(0, 1), (1, 1)]) == [0, 1]


def test_big_sets_are_joined_without_comparing_all() -> None:
    size = 21
    scores = {(a, b): 8.0 for half in (0, size) for a in range(half, half + size) for b in range(a + 1, half + size)}
    scores[(0, size)] = 1.0
    assert grouped(["甲"] * (2 * size), scores) == [0] * (2 * size)


def test_enemies_move_with_their_sets() -> None:
    grouping = Grouping(4)
    grouping.part(1, 3)
    grouping.join(0, 1)
    assert not grouping.may_join(grouping.root(0), 3)
    assert grouping.may_join(2, 3)
    assert grouping.set_of(0) == [0, 1]
