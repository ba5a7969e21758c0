"""Where the palette can go and what it can begin, by role."""

import pytest
from django.test import RequestFactory

from shanghui.core.actor import Actor
from shanghui.portal.queries.doing import doors
from tests.factories import network as make

pytestmark = pytest.mark.django_db


def offered(actor: Actor, text: str = "") -> dict[str, list[str]]:
    request = RequestFactory().get("/")
    request.actor = actor  # type: ignore[attr-defined]
    return {str(kind.label): [str(one.label) for one in kind.options] for kind in doors(request, actor, text)}


def test_deeds_are_those_that_she_may_begin() -> None:
    deeds = {
        "secretary": offered(make.make_secretary(make.make_organisation())[1])["办"],
        "officer": offered(make.make_officer(make.make_federation())[1])["办"],
        "visitor": offered(make.make_visitor()[1])["办"],
    }
    assert deeds == {
        "secretary": ["录入需求", "录入供给", "粘贴群消息", "导入Excel名册", "新增会员企业", "我的账户与安全"],
        "officer": [
            "录入需求",
            "录入供给",
            "粘贴群消息",
            "导入Excel名册",
            "新增会员企业",
            "我的账户与安全",
            "新增单位",
        ],
        "visitor": ["我的账户与安全"],
    }


def test_doors_are_those_of_the_frame() -> None:
    assert "会员" in offered(make.make_secretary(make.make_organisation())[1])["去"]
    assert "会员" not in offered(make.make_visitor()[1])["去"]


def test_words_are_found_in_any_spelling_and_groups_without_a_hit_are_left_out() -> None:
    _, actor = make.make_secretary(make.make_organisation())
    assert offered(actor, "導入") == {"去": ["导入"], "办": ["导入Excel名册"]}
    assert offered(actor, "drexcel") == {"办": ["导入Excel名册"]}
    assert offered(actor, "wl") == {"去": ["网络"]}
    assert offered(actor, "没有这个") == {}
