"""Loading: complete, idempotent, careful with what people have changed, and the files themselves."""

from collections import Counter

import pytest
from django.utils.timezone import localdate, now

from shanghui.catalogue.actions import LoadedCatalogue, load, load_catalogue
from shanghui.catalogue.models import CalendarDay, Industry, ProductClass, Region
from shanghui.catalogue.queries import folded
from shanghui.core.actor import SYSTEM, VISITOR
from shanghui.core.models import AuditRow
from shanghui.core.refusal import NotPermitted


def codes(name: str) -> list[str]:
    return [row["code"] for row in load._rows(name)]


@pytest.mark.slow
@pytest.mark.django_db
def test_load_is_complete_and_idempotent() -> None:
    assert load_catalogue(actor=SYSTEM, now=now()).created > 10_000
    assert Region.objects.filter(level=1).count() == 34
    assert Region.objects.filter(parent__isnull=True).count() == 34
    assert set(Region.objects.filter(code__in=["710000", "810000", "820000"]).values_list("short_name", flat=True)) == {
        "台湾", "香港", "澳门"
    }  # fmt: skip
    assert Industry.objects.count() == 1971
    assert Industry.objects.filter(parent__isnull=True).count() == 20
    assert AuditRow.objects.filter(action="load_catalogue").count() == 1
    assert load_catalogue(actor=SYSTEM, now=now()) == LoadedCatalogue()
    assert AuditRow.objects.filter(action="load_catalogue").count() == 1


def test_files_have_no_code_twice() -> None:
    for name in ("regions.csv", "industries.csv", "product_classes.csv"):
        assert [code for code, times in Counter(codes(name)).items() if times > 1] == []
    towns = codes("towns.csv")
    assert len(towns) == len(set(towns))
    assert {code[:6] for code in towns} <= set(codes("regions.csv"))


def test_former_codes_lead_to_codes_of_today_and_are_none_themselves() -> None:
    regions, industries = set(codes("regions.csv")), set(codes("industries.csv"))
    for name, known in (("region_former.csv", regions), ("industry_former.csv", industries)):
        rows = list(load._rows(name))
        assert {row["successor"] for row in rows} <= known
        assert {row["code"] for row in rows} & known == set()
    assert {row["code"] for row in load._rows("region_names.csv")} <= regions
    assert {row["code"] for row in load._rows("industry_names.csv")} == {code for code in industries if len(code) < 3}


def test_product_classes_share_no_word() -> None:
    words = Counter(
        folded(word)
        for row in load._rows("product_classes.csv")
        for word in {row["name"], *row["synonyms"].split(";")} - {""}
    )
    assert [word for word, times in words.items() if times > 1] == []
    assert len(codes("product_classes.csv")) > 400


@pytest.mark.django_db
def test_load_needs_an_officer() -> None:
    with pytest.raises(NotPermitted):
        load_catalogue(actor=VISITOR, now=now())


def test_tree_hangs_as_the_codes_say(catalogue: None) -> None:
    assert Region.objects.get(code="310114").parent == Region.objects.get(code="310000")
    assert Region.objects.get(code="330281").full_name == "浙江省宁波市余姚市"
    assert Region.objects.get(name="泗门镇").parent == Region.objects.get(code="330281")
    fasteners = Industry.objects.get(code="3482")
    assert [fasteners.parent.code, fasteners.parent.parent.code] == ["348", "34"]  # type: ignore[union-attr]
    assert Industry.objects.get(code="34").parent == Industry.objects.get(code="C")
    assert ProductClass.objects.get(code="010101").parent == ProductClass.objects.get(name="螺栓")


def test_load_keeps_what_an_officer_has_edited(catalogue: None) -> None:
    ProductClass.objects.filter(code="0101").update(name="螺栓类", edited_at=now())
    CalendarDay.objects.filter(date="2026-10-01").update(note="国庆")
    assert load_catalogue(actor=SYSTEM, now=now()) == LoadedCatalogue()
    assert ProductClass.objects.get(code="0101").name == "螺栓类"
    assert CalendarDay.objects.get(date="2026-10-01").note == "国庆"


def test_load_mends_rows_and_ends_those_that_left(catalogue: None) -> None:
    Region.objects.filter(code="310114").update(name="嘉定")
    Region.objects.create(code="310999", name="某区", level=3, short_name="某")
    assert load_catalogue(actor=SYSTEM, now=now()) == LoadedCatalogue(updated=1, expired=1)
    assert Region.objects.get(code="310114").name == "嘉定区"
    gone = Region.objects.get(code="310999")
    assert gone.valid_until is not None
    Region.objects.filter(code="310114").update(valid_until=localdate())
    assert load_catalogue(actor=SYSTEM, now=now()) == LoadedCatalogue(updated=1)
    assert Region.objects.get(code="310114").valid_until is None
