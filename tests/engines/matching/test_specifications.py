import pytest

from shanghui.engines.matching.model import FitState, Relation
from shanghui.engines.matching.specifications import (
    Finding,
    certificate,
    grade,
    material,
    mention,
    size,
    standard,
    strongest,
    values,
)
from shanghui.engines.matching.text import fold

MET, GAP, UNKNOWN = FitState.MET, FitState.GAP, FitState.UNKNOWN


@pytest.mark.parametrize(
    ("wanted", "relation", "text", "state"),
    [
        ("10.9级", "at_least", "8.8级螺栓", GAP),
        ("8.8级", "at_least", "10.9级螺栓", MET),
        ("10.9级", "at_least", "8.8、10.9级", MET),
        ("10.9级", "equal", "8.8-12.9级", MET),
        ("10.9级", "equal", "12.9级", GAP),
        ("10.9级", "at_most", "12.9级", GAP),
        ("10.9级", "equal", "高强度螺栓", UNKNOWN),
        ("10.9级", "equal", "长 10.9 米", UNKNOWN),
        ("A级", "equal", "A级防火", MET),
        ("A级", "equal", "B1级防火", UNKNOWN),
    ],
)
def test_grades(wanted: str, relation: str, text: str, state: FitState) -> None:
    assert grade(fold(wanted), relation, fold(text)).state is state


@pytest.mark.parametrize(
    ("wanted", "text", "state"),
    [
        ("M12×80", "M12*80螺栓", MET),
        ("M12x80", "M12螺栓", UNKNOWN),
        ("M12x80", "M12x60螺栓", GAP),
        ("M12", "M8x30螺栓", GAP),
        ("M12", "M6-M24螺栓", MET),
        ("M12x80", "M6~M24螺栓", UNKNOWN),
        ("M30", "M6-M24螺栓", GAP),
        ("M30", "M6-M24螺栓，可定制", UNKNOWN),
        ("M12", "DN50法兰", UNKNOWN),
        ("DN50", "DN50法兰", MET),
        ("1200×600", "面板 1200*600mm", MET),
        ("1200×600", "面板 1200*6000mm", UNKNOWN),
        ("大号", "大号纸箱", MET),
    ],
)
def test_sizes(wanted: str, text: str, state: FitState) -> None:
    assert size(fold(wanted), "equal", fold(text)).state is state


@pytest.mark.parametrize(
    ("wanted", "text", "state"),
    [
        ("304不锈钢", "SUS304 不锈钢板", MET),
        ("304不锈钢", "316L不锈钢", GAP),
        ("304或316", "201不锈钢", GAP),
        ("304不锈钢", "电话 13043160", UNKNOWN),
        ("304", "门牌316号", UNKNOWN),
        ("Q235", "Q235B钢板", MET),
        ("Q345", "Q235钢板", GAP),
        ("6061铝", "7075铝板", GAP),
        ("黄铜", "黄铜阀门", MET),
        ("黄铜", "阀门", UNKNOWN),
    ],
)
def test_materials(wanted: str, text: str, state: FitState) -> None:
    assert material(fold(wanted), "equal", fold(text)).state is state


@pytest.mark.parametrize(
    ("wanted", "text", "state"),
    [
        ("GB/T 5783", "执行GB/T5783-2016", MET),
        ("GB/T 5783-2000", "执行 gb/t 5783", MET),
        ("GB/T 578", "执行GB/T5783", UNKNOWN),
        ("GB/T 5783", "执行GB/T 5782", UNKNOWN),
        ("国标", "国标螺栓", MET),
    ],
)
def test_standards(wanted: str, text: str, state: FitState) -> None:
    assert standard(fold(wanted), "equal", fold(text)).state is state


@pytest.mark.parametrize(
    ("wanted", "text", "state"),
    [
        ("ISO9001", "通过ISO 9001认证", MET),
        ("ISO9001", "有质量管理体系认证", MET),
        ("ISO9001认证", "无ISO9001", GAP),
        ("ISO9001", "ISO9001办理中", UNKNOWN),
        ("ISO9001", "ISO14001", UNKNOWN),
        ("CE", "CERT 2000", UNKNOWN),
        ("CE", "CE、RoHS", MET),
        ("3C认证", "已获强制性认证", MET),
        ("军工保密资质", "具备军工保密资质", MET),
        ("军工保密资质", "螺栓", UNKNOWN),
    ],
)
def test_certificates(wanted: str, text: str, state: FitState) -> None:
    assert certificate(fold(wanted), "equal", fold(text)).state is state


def test_other_words_have_to_stand() -> None:
    assert mention("镀锌", "equal", "镀锌螺栓") == Finding(MET, "镀锌")
    assert mention("镀锌", "equal", "不含镀锌").state is GAP
    assert mention("镀锌或发黑", Relation.ONE_OF, "发黑螺栓") == Finding(MET, "发黑")


def test_several_values_are_split_for_one_of_only() -> None:
    assert values("GB/T 5783、GB/T 5782", Relation.ONE_OF) == ["gbt5783", "gbt5782"]
    assert values("304/316", Relation.ONE_OF) == ["304", "316"]
    assert values("304/316", Relation.EQUAL) == ["304/316"]


def test_met_outweighs_gap_outweighs_unknown() -> None:
    assert strongest([Finding(), Finding(GAP, "a"), Finding(MET, "b")]) == Finding(MET, "b")
    assert strongest([Finding(), Finding(GAP, "a")]) == Finding(GAP, "a")
    assert strongest([]) == Finding()
