"""Tables that try for more than their bringer may: a foreign firm, a wider audience, a neighbour's listing, a formula."""

import io

import pytest
from openpyxl import Workbook, load_workbook

from shanghui.core.audience import Audience
from shanghui.exchange.models import Listing
from shanghui.exchange.rules import Side
from shanghui.exchange.sheets.files import listings_file
from tests.factories.exchange import make_need
from tests.factories.network import make_enterprise
from tests.factories.world import World
from tests.network.sheets.runs import commit, csv_bytes, states, upload

pytestmark = pytest.mark.django_db


def titles(world: World, role: str) -> set[str]:
    return set(Listing.objects.visible_to(world.actors[role]).values_list("title", flat=True))


def test_nobody_outside_sees_a_row_before_it_is_published_whatever_audience_it_claims(world: World) -> None:
    rows = [["自己看", "仅本单位", "5万"], ["片区看", "本片区", "5"], ["人人看", "公开", "5吨"]]
    run = commit(
        world.actors["secretary"],
        upload(world.actors["secretary"], csv_bytes(["标题", "可见范围", "数量"], *rows), "needs"),
    )
    assert states(run) == {"written": 3}
    assert titles(world, "secretary") == {"自己看", "片区看", "人人看"}
    for role in ("other", "officer", "contact", "visitor", "convener"):
        assert titles(world, role) == set(), role
    Listing.objects.unrestricted("a test").update(state="published", expires_on="2099-01-01")
    assert titles(world, "other") == {"人人看"}
    assert titles(world, "convener") == {"片区看", "人人看"}


def test_an_unknown_audience_does_not_pass_as_a_wider_one(world: World) -> None:
    run = upload(world.actors["secretary"], csv_bytes(["标题", "可见范围"], ["甲", "全世界"]), "needs")
    assert states(run) == {"to_mend": 1}


def test_a_foreign_firm_is_refused_also_when_it_left_after_the_check(world: World) -> None:
    actor = world.actors["secretary"]
    foreign = make_enterprise("上海他家有限公司", world.other)
    leaving = make_enterprise("上海将走有限公司", world.chamber)
    header = ["企业", "标题"]
    run = upload(actor, csv_bytes(header, [foreign.name, "甲"], [leaving.name, "乙"]), "offers")
    assert states(run) == {"to_mend": 1, "ready": 1}
    leaving.memberships.all().delete()
    run = commit(actor, run)
    assert states(run) == {"to_mend": 1, "rejected": 1}
    assert run.rows.get(number=3).outcome.refusal == "not_permitted"
    assert not Listing.objects.unrestricted("a test").exists()


def test_a_number_of_somebody_elses_listing_opens_nothing(world: World) -> None:
    theirs = make_need(world.other, title="他们的", audience=Audience.PUBLIC)
    secret = make_need(world.other, title="机密", state="draft")
    rows = [["改名", f"L{theirs.pk}"], ["也改名", f"L{secret.pk}"]]
    actor = world.actors["secretary"]
    assert states(commit(actor, upload(actor, csv_bytes(["标题", "系统编号"], *rows), "needs"))) == {"written": 2}
    assert {"他们的", "机密"} <= titles(world, "other")


def test_formulas_come_in_and_go_out_as_texts(world: World) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["标题", "描述", "要求"])
    sheet.append(["采购螺栓", '=HYPERLINK("http://x","y")', "=cmd|' /C calc'!A0"])
    for place in ("B2", "C2"):
        sheet[place].data_type = "s"
    content = io.BytesIO()
    book.save(content)
    actor = world.actors["secretary"]
    assert states(commit(actor, upload(actor, content.getvalue(), "needs", "需求.xlsx"))) == {"written": 1}
    answer = listings_file(actor, Side.NEED, Listing.objects.visible_to(actor), "xlsx")
    out = load_workbook(io.BytesIO(b"".join(answer.streaming_content))).active  # type: ignore[arg-type]
    assert out is not None
    assert {cell.data_type for row in out.iter_rows() for cell in row} <= {"s", "n", "d"}
    assert out["C2"].value == '=HYPERLINK("http://x","y")'
