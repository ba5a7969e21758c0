from shanghui.engines.identity import SENTENCES, IdentityIndex, ReasonCode, in_words

from .support import OTHERS, record


def test_every_reason_has_a_sentence() -> None:
    assert set(SENTENCES) == set(ReasonCode)
    assert in_words([ReasonCode.CODE_SAME, ReasonCode.NAME_SAME]).count("；") == 1


def test_reasons_carry_both_texts() -> None:
    code = "91350100M000100Y43"
    known = record("k", "上海砺锋标准件有限公司", code, "上海市中山路12号", "021-55556666")
    new = record("n", "上海砺锋标准件厂", code, "中山路12号", "02155556666")
    pair = IdentityIndex.of([known, *OTHERS]).query([new])[0][0]
    texts = {reason.code: dict(reason.parameters) for reason in pair.reasons}
    assert texts[ReasonCode.CODE_SAME] == {"left": code, "right": code}
    assert texts[ReasonCode.NAME_SAME] == {"left": "砺锋标准件", "right": "砺锋标准件"}
    assert texts[ReasonCode.CITY_SAME] == {"left": "上海市", "right": "上海市"}
    assert texts[ReasonCode.FORM_DIFFERENT] == {"left": "有限公司", "right": "厂"}
    assert texts[ReasonCode.STREET_SAME]["right"] == "中山路12号"
    assert texts[ReasonCode.PHONE_SAME]["left"] == "021-55556666"


def test_city_of_an_address_is_named() -> None:
    known = record("k", "砺锋标准件有限公司", address="宁波市中山路12号")
    pair = IdentityIndex.of([known, *OTHERS]).query([record("n", "宁波砺锋标准件")])[0][0]
    texts = {reason.code: dict(reason.parameters) for reason in pair.reasons}
    assert texts[ReasonCode.CITY_SAME] == {"left": "宁波市", "right": "宁波市"}
