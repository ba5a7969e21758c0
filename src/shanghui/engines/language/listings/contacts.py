"""Telephone numbers, chat names, addresses and names of persons: read so that they can be kept out of what is shown."""

import re

from shanghui.engines.language.listings.model import Contact
from shanghui.engines.language.listings.page import Page
from shanghui.engines.language.regions import built_in_regions

_SURNAMES = (
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳鲍史唐费廉岑薛雷贺倪汤滕殷罗"
    "毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁"
    "钟徐邱骆高夏蔡田樊胡凌霍虞万支柯管卢莫房裘缪干解应宗丁宣邓郁单杭洪包诸左石崔吉钮龚程邢裴陆荣翁荀羊惠甄曲封芮储靳段富巫乌焦巴谷车侯全班仰秋仲伊宫宁仇"
    "甘武符刘景詹束龙叶幸司黎薄印白蒲鄂索赖卓蔺屠蒙池乔翟谭劳姬申扶堵冉宰雍桑桂牛寿通边燕冀尚农温庄晏柴瞿阎习艾鱼容向古易慎戈廖居衡步都耿满匡国文寇广阙东"
    "欧沃利蔚越隆师巩聂晁勾敖融冷辛阚那简饶曾沙养鞠须丰巢关查游权公肖涂"
)
_TITLES = (
    "(?:先生|女士|小姐|经理|总监|老板|老师|律师|主任|师傅|厂长|会计|秘书长|秘书|总(?!部|价|共|计|量|包|装|厂|承)|姐|哥)"
)
_NOT_IN_NUMBER = r"(?<![\d.A-Za-z])"
_KINDS = (
    ("email", re.compile(r"[A-Za-z0-9][\w.+-]{0,40}@[A-Za-z0-9-]{1,40}(?:\.[A-Za-z0-9-]{2,20}){1,3}", re.ASCII)),
    ("wechat", re.compile(r"(?:微信号?|薇信|威信|卫星|微\s?(?=[::])|[vV][xX]|[wW][xX]|[vV]信|[加+][vV]|(?<![A-Za-z])[vV](?=[::\d]))\s?(?:号|同号)?\s?[::]?\s?(?P<value>[A-Za-z0-9][\w-]{5,19})(?![\w-])", re.ASCII)),
    ("wechat", re.compile(r"(?:加我|加V|私我|联系我?|聊|撩)\s?[::]?\s?(?P<value>(?=[A-Za-z0-9_-]*[\d_-])[A-Za-z][\w-]{5,19})(?![\w-])", re.ASCII)),
    ("qq", re.compile(r"[qQ]{2}\s?号?\s?[::]?\s?(?P<value>\d{5,12})(?!\d)")),
    ("phone", re.compile(_NOT_IN_NUMBER + r"(?:\+?86[- ]?)?(?P<value>1[3-9]\d(?:[- ]?\d{4}){2})(?!\d)")),
    ("phone", re.compile(_NOT_IN_NUMBER + r"(?P<value>\(?0\d{2,3}\)?[- ]?\d{3,4}[- ]?\d{4}(?:[-转]\d{1,5})?)(?!\d)")),
    ("phone", re.compile(_NOT_IN_NUMBER + r"(?P<value>[48]00[- ]?\d{3,4}[- ]?\d{3,4})(?!\d)")),
    ("phone", re.compile(r"(?:电话|手机|致电|tel|TEL|Tel|座机|热线)\s?[::]?\s?(?P<value>\d[\d -]{5,14}\d)")),
)  # fmt: skip
_NAMES = (
    re.compile(f"(?:(?<![\u4e00-\u9fff])|(?<=[部系找人问]))(?:联系人?|找|问|请找|请联系|对接人?)?[::]?\\s?(?P<value>[{_SURNAMES}](?:[\u4e00-\u9fff]{{0,2}}?{_TITLES}|工(?![业厂程人艺作具资期])))(?![\u4e00-\u9fff]{{2}})"),
    re.compile("(?:联系人|对接人|负责人)\\s?[::]?\\s?(?P<value>[\u4e00-\u9fff]{2,4})(?![\u4e00-\u9fff])"),
    re.compile(r"(?:联系人?|对接人?|负责人|找|问)\s?[::]?\s?(?P<value>[A-Z][a-z]{1,12})(?![A-Za-z])"),
)  # fmt: skip
_BARE = f"(?P<value>[{_SURNAMES}][^\\W\\da-zA-Z历发加微电话联系看投请或及的有要我们公司厂店部号询价货单]{{1,2}})"
_BESIDE_NUMBERS = (re.compile(f"{_BARE}(?=[\\s::,]{{0,2}}\x00)"), re.compile(f"(?<=\x00)\\s?{_BARE}(?![^\\s,。;!)])"))


def read_contacts(page: Page) -> tuple[Contact, ...]:
    """Give the contacts of a page and paint them over: numbers first, then names beside them or with a title."""
    found = [contact for kind, pattern in _KINDS for contact in _of_kind(page, kind, pattern)]
    for pattern in _NAMES:
        found += _of_kind(page, "name", pattern)
    if found:
        for pattern in _BESIDE_NUMBERS:
            found += _of_kind(page, "name", pattern, is_bare=True)
    return tuple(sorted(found, key=lambda one: one.start))


def _of_kind(page: Page, kind: str, pattern: re.Pattern[str], *, is_bare: bool = False) -> list[Contact]:
    contacts = []
    for match in page.find(pattern):
        start, end = match.span("value") if "value" in pattern.groupindex else match.span()
        value = page.words[start:end]
        is_place = value in built_in_regions().by_name
        if is_bare and (
            is_place or (page.is_free(max(0, start - 1), start) and page.words[max(0, start - 1) : start].isalnum())
        ):
            continue
        page.take("contact", start, end, value)
        page.paint(*match.span())
        contacts.append(Contact(kind, page.start + start, page.start + end, value))
    return contacts
