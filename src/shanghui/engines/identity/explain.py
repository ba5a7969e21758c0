"""Reasons: findings with their weights, and Chinese sentences for them."""

from collections.abc import Iterable

from shanghui.engines.identity.compare import COMPARISONS
from shanghui.engines.identity.features import Features, city_of
from shanghui.engines.identity.model import Pair, Reason, Record, Weights
from shanghui.engines.identity.model import ReasonCode as R
from shanghui.engines.identity.weights import Evidence
from shanghui.engines.language import built_in_regions, company_name

SENTENCES = {
    R.DECIDED_SAME: "有人确认过是同一家",
    R.DECIDED_DIFFERENT: "有人确认过不是同一家",
    R.CODE_SAME: "统一社会信用代码相同",
    R.CODE_SAME_NAMES_DIFFER: "统一社会信用代码相同，但名称完全不同，请核对",
    R.CODE_DIFFERENT: "统一社会信用代码不同",
    R.NAME_SAME: "去掉地名和公司形式后名称相同",
    R.NAME_SHORTENED: "一个名称是另一个的简写",
    R.NAME_SOUNDS_SAME: "名称读音相同，字不同",
    R.NAME_ONE_CHARACTER: "名称只差一个字",
    R.NAME_ABBREVIATED: "一个名称省去了另一个中的字",
    R.NAME_CORE_SAME: "字号相同，行业不同",
    R.NAME_SIMILAR: "名称相近",
    R.NAME_DIFFERENT: "名称不同",
    R.BRANCH_SAME: "分支机构相同",
    R.BRANCH_DIFFERENT: "分支机构不同",
    R.FORM_SAME: "公司形式相同",
    R.FORM_DIFFERENT: "公司形式不同",
    R.CITY_SAME: "在同一个城市",
    R.CITY_DIFFERENT: "名称中的城市不同",
    R.CITY_OTHER_THAN_IN_NAME: "所在城市不同",
    R.DISTRICT_SAME: "在同一个区县",
    R.DISTRICT_DIFFERENT: "区县不同",
    R.ADDRESS_SAME: "地址相同",
    R.STREET_SAME: "路名和门牌号相同",
    R.HOUSE_SAME_ROOM_DIFFERENT: "门牌号相同，室号不同",
    R.ROAD_SAME: "路名相同，门牌号不同",
    R.ADDRESS_DIFFERENT: "地址不同",
    R.ADDRESS_DISTRICT_DIFFERENT: "地址在不同的区县",
    R.PHONE_SAME: "电话相同",
    R.PHONE_DIFFERENT: "电话不同",
}
_TEXT_OF = {"code": "credit_code", "phone": "phone", "district": "address", "address": "address"}


def in_words(codes: Iterable[R]) -> str:
    """Give the findings as one Chinese text."""
    return "；".join(SENTENCES[code] for code in codes)


def codes_at(evidence: Evidence, weights: Weights, at: int) -> tuple[R, ...]:
    """Give what was found on one pair, the strongest for it first."""
    return tuple(code for _, code, _ in _findings(evidence, weights, at))


def explain_pair(
    records: tuple[Record, Record],
    evidence: Evidence,
    weights: Weights,
    at: int,
    *,
    probability: float,
    features: tuple[Features, int, int],
) -> Pair:
    """Give one pair with its reasons, their weights, and the two pieces of text compared."""
    reasons = tuple(
        Reason(code, round(weight, 2), _pieces(name, records, features))
        for weight, code, name in _findings(evidence, weights, at)
    )
    return Pair(records[0].id, records[1].id, probability, reasons)


def _findings(evidence: Evidence, weights: Weights, at: int) -> list[tuple[float, R, str]]:
    found = []
    names_differ = evidence.levels["name"][at] == len(COMPARISONS[0].reasons)
    for one in COMPARISONS:
        level = int(evidence.levels[one.name][at])
        if level:
            code = one.reasons[level - 1]
            if code is R.CODE_SAME and names_differ:
                code = R.CODE_SAME_NAMES_DIFFER
            found.append((evidence.weight_at(one.name, weights, at), code, one.name))
    return sorted(found, key=lambda finding: -finding[0])


def _pieces(
    name: str, records: tuple[Record, Record], features: tuple[Features, int, int]
) -> tuple[tuple[str, str], ...]:
    columns, *ends = features
    if name in _TEXT_OF:
        left, right = (str(getattr(record, _TEXT_OF[name])) for record in records)
    elif name == "city":
        left, right = (_city_name(int(columns["name_city"][end]), int(columns["city"][end])) for end in ends)
    elif name == "name":
        left, right = (columns.stems[end] for end in ends)
    else:
        left, right = (str(getattr(company_name(record.name), name)) for record in records)
    return (("left", left), ("right", right))


def _city_name(name_region: int, city: int) -> str:
    code = str(city_of(name_region) or city)
    regions = built_in_regions()
    region = regions.by_code.get(code[:2] if code in ("1101", "1201", "3101", "5001") else code)
    return region.name if region else ""
