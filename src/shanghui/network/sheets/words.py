"""Words that people write for grades, dues, audiences, posts and kinds, in all three languages, and their by-names."""

from collections.abc import Mapping
from enum import StrEnum
from typing import TYPE_CHECKING, TypeVar

from django.conf import settings
from django.utils.translation import override

from shanghui.core.audience import Audience
from shanghui.core.labels import AUDIENCES
from shanghui.network.labels import DUES_STATES, GRADES, ORGANISATION_KINDS, POSTS

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Word = TypeVar("Word", bound=StrEnum)


def words_of(labels: "Mapping[Word, StrOrPromise]", by_names: Mapping[str, str]) -> dict[str, str]:
    """Word → value: each label in every language, then the by-names."""
    words: dict[str, str] = {}
    for language, _ in settings.LANGUAGES:
        with override(language):
            words |= {str(label): value.value for value, label in labels.items() if str(label) not in words}
    return words | dict(by_names)


GRADE_WORDS = words_of(
    GRADES,
    {
        "普通会员": "member",
        "会员单位": "member",
        "个人会员": "member",
        "理事单位": "council",
        "常务理事单位": "standing_council",
        "监事长": "supervisor",
        "监事单位": "supervisor",
        "常务副会长": "vice_president",
        "副会长单位": "vice_president",
        "副主席": "vice_president",
        "会长单位": "president",
        "主席": "president",
    },
)
DUES_WORDS = words_of(
    DUES_STATES,
    {
        "已交": "paid",
        "已缴费": "paid",
        "已交费": "paid",
        "是": "paid",
        "未交": "due",
        "欠费": "due",
        "未缴费": "due",
        "否": "due",
        "免交": "exempt",
        "免费": "exempt",
    },
)
AUDIENCE_WORDS = words_of(AUDIENCES, {"本商会": Audience.OWN, "本会": Audience.OWN, "片区": Audience.AREA})
POST_WORDS = words_of(
    POSTS,
    {
        "会长": "president",
        "主席": "president",
        "副会长": "vice_president",
        "副主席": "vice_president",
        "轮值会长": "president",
        "执行会长": "executive_vice_president",
        "执行副会长": "executive_vice_president",
        "办公室主任": "secretary",
        "干事": "staff",
        "法人": "legal_representative",
        "法人代表": "legal_representative",
        "董事长": "legal_representative",
        "总裁": "general_manager",
        "经理": "contact",
        "联系人": "contact",
    },
)
KIND_WORDS = words_of(
    ORGANISATION_KINDS,
    {
        "工商联": "district_federation",
        "商会": "trade_chamber",
        "协会": "industry_association",
        "同乡会": "hometown_chamber",
        "镇商会": "local_chamber",
        "街道商会": "local_chamber",
        "总商会": "district_federation",
    },
)
