"""Chinese as people write it: one form for texts, readings, company names, addresses, credit codes. Pure, no Django."""

from shanghui.engines.language.address import AddressReading, Certainty, Source, address, is_road_at
from shanghui.engines.language.company import CompanyName, company_name
from shanghui.engines.language.company_words import TRADES
from shanghui.engines.language.credit_code import CodeFinding, CreditCode, read_credit_code
from shanghui.engines.language.pinyin import initials, pinyin, sounds
from shanghui.engines.language.regions import DISTRICT, Gazetteer, Region, built_in_regions, gazetteer, short_name
from shanghui.engines.language.text import normalise, to_hans

__all__ = [
    "DISTRICT",
    "TRADES",
    "AddressReading",
    "Certainty",
    "CodeFinding",
    "CompanyName",
    "CreditCode",
    "Gazetteer",
    "Region",
    "Source",
    "address",
    "built_in_regions",
    "company_name",
    "gazetteer",
    "initials",
    "is_road_at",
    "normalise",
    "pinyin",
    "read_credit_code",
    "short_name",
    "sounds",
    "to_hans",
]
