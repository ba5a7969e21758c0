"""Organisations, from a file to the network and back."""

import pytest

from shanghui.network.models import Affiliation, Organisation
from shanghui.network.rules import OrganisationKind
from tests.factories.network import (
    make_area,
    make_federation,
    make_officer,
    make_organisation,
    make_region,
    make_secretary,
)
from tests.network.sheets.runs import commit, csv_bytes, states, undo, upload

pytestmark = pytest.mark.django_db
HEADER = ["商会名称", "简称", "类型", "区", "家乡", "片区", "上级", "成立时间"]


def test_organisations_are_made_placed_and_taken_back() -> None:
    make_region("310000", "上海市", level=1)
    make_region("310114", "嘉定区")
    make_region("340000", "安徽省", level=1)
    federation = make_federation()
    area = make_area(federation)
    _, actor = make_officer(federation)
    rows = [
        ["嘉定区工商业联合会", "嘉定工商联", "区工商联", "嘉定区", "", "北片区", "市工商联", "1990"],
        ["上海市安徽商会", "", "异地商会", "", "安徽", "北片区", "市工商联", "2006.5"],
        ["安亭商会", "", "街镇商会", "嘉定区", "", "", "嘉定区工商业联合会", ""],
    ]
    content = csv_bytes(HEADER, *rows)
    run = upload(actor, content, "organisations")
    assert states(run) == {"ready": 3}
    assert states(commit(actor, run)) == {"written": 3}
    chamber = Organisation.objects.visible_to(actor).get(name="上海市安徽商会")
    assert chamber.kind == OrganisationKind.HOMETOWN_CHAMBER
    assert str(chamber.hometown) == "安徽省"
    assert Affiliation.objects.filter(parent=area, order="area").count() == 2
    assert states(commit(actor, upload(actor, content, "organisations"))) == {"unchanged": 3}
    undo(actor, run)
    assert states(run) == {"undone": 3}
    assert not Organisation.objects.visible_to(actor).filter(name="上海市安徽商会").exists()


def test_a_secretary_brings_no_organisations() -> None:
    from shanghui.core.refusal import NotPermitted

    _, actor = make_secretary(make_organisation())
    with pytest.raises(NotPermitted):
        upload(actor, csv_bytes(HEADER, ["安亭商会"]), "organisations")
