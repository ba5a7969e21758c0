"""Names of places, cut to what people say and turned into English. Pure Python."""

import re

_ETHNIC = (
    "蒙古族|蒙古|回族|藏族|维吾尔|苗族|彝族|壮族|布依族|朝鲜族|满族|侗族|瑶族|白族|土家族|哈尼族|哈萨克族|哈萨克|傣族|黎族|傈僳族|"
    "佤族|畲族|拉祜族|水族|东乡族|纳西族|景颇族|柯尔克孜|土族|达斡尔族|仫佬族|羌族|布朗族|撒拉族|毛南族|仡佬族|锡伯|塔吉克|普米族|"
    "怒族|鄂温克族|保安族|裕固族|独龙族|各族|锡伯族"
)
_AUTONOMOUS = re.compile(f"^(.{{2,}}?)(?:(?:{_ETHNIC})+)自治[区州县旗]$")
_SUFFIX = re.compile("^(.{2,}?)(?:特别行政区|自治区|街道|地区|林区|矿区|新区|省|市|区|县|旗|盟|镇|乡)$")
_ZONE = re.compile("开发区|园区|示范区|试验区|保税区|度假区|管理区|产业区|实验区|旅游区|风景名胜区|保护区")
_SPECIAL = {"广西壮族自治区": "广西", "内蒙古自治区": "内蒙古", "宁夏回族自治区": "宁夏", "新疆维吾尔自治区": "新疆"}
_ENGLISH = [
    ("自治州", "Prefecture"), ("自治县", "County"), ("自治旗", "Banner"), ("街道", "Subdistrict"),
    ("地区", "Prefecture"),
    ("林区", "Forestry District"), ("新区", "New Area"), ("省", "Province"), ("市", ""), ("区", "District"),
    ("县", "County"), ("旗", "Banner"), ("盟", "League"), ("镇", "Town"), ("乡", "Township"),
]  # fmt: skip


def short_place_name(name: str) -> str:
    """嘉定区 → 嘉定, 延边朝鲜族自治州 → 延边, 浦东新区 → 浦东; 单县 and names of zones stay whole."""
    if name in _SPECIAL:
        return _SPECIAL[name]
    if _ZONE.search(name):
        return name
    found = _AUTONOMOUS.match(name) or _SUFFIX.match(name)
    return found.group(1) if found else name


def english_place_name(name: str, short_pinyin: str) -> str:
    """嘉定区, "jia ding" → Jiading District; "" for zones, which have names of their own."""
    if _ZONE.search(name):
        return ""
    spelled = _spelled(short_pinyin)
    kind = next((english for chinese, english in _ENGLISH if name.endswith(chinese)), "")
    return f"{spelled} {kind}".strip()


def _spelled(pinyin: str) -> str:
    """Syllables in one word, an apostrophe before a vowel (GB/T 16159): "lu an" → Lu'an; lv is written lü."""
    written = ""
    for syllable in pinyin.split():
        written += ("'" if written and syllable[0] in "aoe" else "") + syllable.replace("v", "ü")
    return written[:1].upper() + written[1:]
