"""Organisations, from a file to the network and back."""

import pytest
from django.utils.timezone import now

from shanghui.network.models import Affiliation, Organisation
from shanghui.network.rules import OrganisationKind
from shanghui.network.sheets.organisations import OrganisationImporter
from shanghui.sheets.cell_values import Problem
from shanghui.sheets.kinds import Flaw, Line
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


def _flaws(line: Line) -> list[tuple[str, str, str]]:
    return [(flaw.column, flaw.problem.code, flaw.problem.suggestion) for flaw in line.flaws]


def _line(number: int, **values: object) -> Line:
    return Line(number, {}, {"name": "南翔镇商会"} | values)  # type: ignore[arg-type]


@pytest.mark.usefixtures("db")
def test_row_says_where_it_belongs_or_is_asked() -> None:
    make_region("310114", "嘉定区", parent=make_region("310000", "上海市", level=1))
    make_region("340000", "安徽省", level=1)
    federation = make_federation()
    importer = OrganisationImporter(make_officer(federation)[1], frozenset(), now())
    placed = _line(2, kind="local_chamber", region="嘉定区", hometown="安徽", superior="市工商联", area="新片区")
    lost = _line(3, name="新片区", kind="area", region="没有区", hometown="没有省", superior="工商", area="没有片区")
    importer.check([placed, lost])
    assert _flaws(placed) == []  # its area stands in the same file
    assert placed.values["hometown_id"] == make_region("340000").pk
    assert _flaws(lost) == [
        ("region", "region_unknown", ""),
        ("hometown", "region_unknown", ""),
        ("area", "organisation_unknown", ""),
        ("superior", "organisation_unknown", "上海市工商业联合会"),
    ]


@pytest.mark.usefixtures("db")
def test_known_organisation_is_found_by_name_or_number_and_a_new_one_needs_a_kind() -> None:
    federation = make_federation()
    chamber, twin = make_organisation("南翔镇商会"), make_organisation("南翔镇商会")
    importer = OrganisationImporter(make_officer(federation)[1], frozenset(), now())
    by_number, by_name = _line(2, stored_id=f"O{twin.pk}"), _line(3, name="市工商联")
    wrong_number, new = _line(4, name="市工商联", stored_id=f"O{chamber.pk}"), _line(5, name="新会")
    named_wrongly = _line(6, name="别会")
    named_wrongly.flaws.append(Flaw("kind", Problem("choice")))
    importer.check([by_number, by_name, wrong_number, new, named_wrongly])
    assert [line.target for line in (by_number, by_name, wrong_number, new)] == [
        twin.pk,
        federation.pk,
        federation.pk,
        None,
    ]
    assert _flaws(new) == [("kind", "missing", "")]
    assert [code for _, code, _ in _flaws(named_wrongly)] == ["choice"]


@pytest.mark.usefixtures("db")
def test_nothing_only_looks_alike_and_names_decide() -> None:
    federation = make_federation()
    importer = OrganisationImporter(make_officer(federation)[1], frozenset(), now())
    assert importer.candidates() == {}
    assert importer.key({"name": "安徽 商會"}) == importer.key({"name": "安徽商会"}) != importer.key({})
    assert importer.show(federation.pk)["short_name"] == "市工商联"
    assert importer.show(999_999) == {}
