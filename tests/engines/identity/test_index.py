from shanghui.engines.identity import Decision, IdentityIndex, ReasonCode

from .support import OTHERS, record

KNOWN = [*OTHERS, record("k", "宁波砺锋标准件有限公司", address="宁波市海曙区中山路12号", phone="13900000000")]
NEW = [record("n1", "砺锋标准件厂", phone="13900000000"), record("n2", "某某钟表行"), record("n3", "砺锋标准件厂")]


def test_new_records_are_matched_with_known_ones() -> None:
    found = IdentityIndex.of(KNOWN).query(NEW)
    assert [[pair.left for pair in pairs] for pairs in found] == [["k"], [], ["k"]]
    assert found[0][0].right == "n1"
    assert found[0][0].probability > found[2][0].probability
    assert ReasonCode.PHONE_SAME in {reason.code for reason in found[0][0].reasons}


def test_index_grows() -> None:
    index = IdentityIndex.of(OTHERS).add([KNOWN[-1]])
    assert index.records == tuple(KNOWN)
    assert index.query(NEW) == IdentityIndex.of(KNOWN).query(NEW)


def test_decisions_come_first() -> None:
    index = IdentityIndex.of(KNOWN)
    decisions = [
        Decision("n1", "k", False),
        Decision("o1", "n2", True),
        Decision("o1", "gone", True),
        Decision("gone", "n2", True),
        Decision("k", "o1", False),
    ]
    found = index.query(NEW, decisions=decisions)
    assert found[0] == ()
    assert [(pair.left, pair.probability) for pair in found[1]] == [("o1", 1.0)]
    assert found[1][0].reasons[0].code is ReasonCode.DECIDED_SAME


def test_only_the_likeliest_are_given() -> None:
    twice = [*KNOWN, record("k2", "宁波砺锋标准件", phone="13900000000")]
    index = IdentityIndex.of(twice)
    assert len(index.query(NEW[:1])[0]) == 2
    assert len(index.query(NEW[:1], most=1)[0]) == 1
    assert index.query([]) == []
    assert IdentityIndex.of([]).query(NEW) == [(), (), ()]
