"""Units of quantities and the one way in which we write each."""

import re

from shanghui.engines.language.tables import lines_of

UNITS: dict[str, str] = {word: line.split()[0] for line in lines_of("listing_units.txt") for word in line.split()}
_NOT_BEFORE = {
    "个": "(?!月|工作|小时|星期|礼拜|点|半|多月|百分)",
    "人": "(?!民|才|员|事|工)",
    "名": "(?!牌|称|额|片)",
    "位": "(?!于|置|老)",
    "平": "(?!均|时|台|板)",
    "方": "(?!便|面|案|向|式|管|钢|形|米)",
    "克": "(?!重)",
    "条": "(?!件|款)",
    "本": "(?!色|科|来|身|地|市|人|周|月|公司)",
    "包": "(?!邮|装|括|吃|住|安|送)",
    "对": "(?!接|外|方|焊)",
    "组": "(?!装|建|织)",
    "台": "(?!州)",
    "支": "(?!纱|持|队|付|架|座|撑)",
    "具": "(?!有|体|备)",
    "件": "(?!套)",
    "把": "(?!手)",
    "份": "(?!额)",
    "片": "(?!区)",
    "块": "(?!钱|链)",
    "打": "(?!样|包|印|磨)",
    "头": "(?!部)",
    "间": "(?!隔|距)",
    "床": "(?!上)",
    "托": "(?!盘|运)",
    "柜": "(?!台|子)",
    "桶": "(?!装)",
    "袋": "(?!装)",
    "瓶": "(?!装)",
    "盒": "(?!装)",
    "箱": "(?!装|体)",
    "扇": "(?!叶|形|区)",
    "罐": "(?!装|头)",
    "令": "(?!人)",
    "尾": "(?!部|款|货)",
    "套": "(?!管|装|筒)",
    "根": "(?!据)",
    "张": "(?!总|工|经理|先生|江|家)",
}


def _pattern(word: str) -> str:
    if word.isascii():
        return word + "(?![A-Za-z0-9])"
    if word == "方":  # 三方, 双方 are parties
        return r"(?<=[\d万千百])方" + _NOT_BEFORE[word]
    return word + _NOT_BEFORE.get(word, "")


UNIT = "(?:" + "|".join(_pattern(word) for word in sorted(UNITS, key=len, reverse=True)) + ")"
PERIODS = {"小时": "hour", "天": "day", "日": "day", "月": "month", "个月": "month", "年": "year"}
PERIOD = "(?:小时|个月|天|日|月|年)"
ANY_UNIT = re.compile(UNIT)


def plain_unit(word: str) -> str:
    """Give our written form of a unit: ㎡ → 平方米, kg → 公斤; unknown ones as they are."""
    return UNITS.get(word, word)
