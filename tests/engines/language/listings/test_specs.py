import pytest

from shanghui.engines.language.listings.model import Attribute, Relation, Requirement
from shanghui.engines.language.listings.specs import is_wish, read_certificates, read_models, read_others, read_specs
from tests.engines.language.listings.support import page


@pytest.mark.parametrize(
    ("text", "attribute", "value"),
    [
        ("M12*80", "size", "M12×80"), ("φ20*3", "size", "φ20×3"), ("DN50", "size", "DN50"), ("1.2m*2.4m", "size", "1.2m×2.4m"),
        ("液压油46#", "size", "46#"), ("2mm厚", "size", "2mm厚"), ("层高8米", "size", "层高8米"), ("25kg/袋", "size", "25kg/袋"),
        ("10.9级", "grade", "10.9"), ("304不锈钢", "grade", "304"), ("Q235B钢板", "grade", "Q235B"), ("大豆油 一级", "grade", "一级"),
        ("A级", "grade", "A级"), ("牌号T30S", "grade", "T30S"), ("20#钢", "grade", "20#"), ("材质:尼龙", "material", "尼龙"), ("157g铜版纸", "material", "157g铜版纸"),
    ],
)  # fmt: skip
def test_specifications_are_read(text: str, attribute: str, value: str) -> None:
    assert (Requirement(Attribute(attribute), Relation.EQUAL, value)) in read_specs(page(text))


@pytest.mark.parametrize(
    ("text", "attribute", "value"),
    [
        ("GB/T 5783", "standard", "GB/T 5783"), ("DIN 933", "standard", "DIN 933"), ("ISO 4014", "standard", "ISO 4014"), ("国标", "standard", "国标"),
        ("ISO9001认证", "certificate", "ISO9001"), ("CE认证", "certificate", "CE"), ("3C", "certificate", "3C"), ("IATF16949", "certificate", "IATF16949"),
        ("高新技术企业", "certificate", "高新技术企业"), ("要质检报告", "certificate", "质检报告"), ("带材质单", "certificate", "材质单"),
    ],
)  # fmt: skip
def test_standards_and_certificates_are_told_apart(text: str, attribute: str, value: str) -> None:
    assert read_certificates(page(text)) == (Requirement(Attribute(attribute), Relation.EQUAL, value),)


def test_who_helps_to_a_certificate_does_not_have_it() -> None:
    assert read_certificates(page("专业代办ISO9001认证")) == ()


def test_a_wish_is_no_must() -> None:
    found = {one.value: one.must for one in read_certificates(page("必须有质检报告,最好有CE认证"))}
    assert found == {"质检报告": True, "CE": False}
    sheet = page("嘉定优先")
    assert is_wish(sheet, 0, 2)


def test_materials_in_a_clause_of_their_own_are_a_choice() -> None:
    assert read_specs(page("铝合金、不锈钢都可以做")) == (
        Requirement(Attribute.MATERIAL, Relation.ONE_OF, "铝合金/不锈钢"),
    )


def test_sizes_have_bounds() -> None:
    assert read_specs(page("能切到20mm"))[0].relation is Relation.AT_MOST
    assert read_specs(page("层高不低于8米"))[0].relation is Relation.AT_LEAST


def test_other_conditions_are_read() -> None:
    values = {one.value for one in read_others(page("现货,开专票,要求2年以上经验,利率4%以内,水分14%以内"))}
    assert values == {"现货", "专票", "2年经验", "利率4%", "水分14%"}


def test_model_numbers_are_sizes() -> None:
    assert [one.value for one in read_models(page("轴承6205,车床CK6140"))] == ["CK6140", "6205"]
    assert read_models(page("共1200")) == ()
