"""Use cases on product classes: who may, what is refused, what the trail says."""

import pytest
from django.utils.timezone import now

from shanghui.catalogue import queries
from shanghui.catalogue.actions import (
    ProductClassDraft,
    add_product_class,
    edit_product_class,
    restore_product_class,
    retire_product_class,
)
from shanghui.catalogue.models import ProductClass
from shanghui.catalogue.rules import ProductClassKnown, ProductClassRetired
from shanghui.core.actor import SYSTEM, Actor, Role
from shanghui.core.models import AuditRow
from shanghui.core.refusal import NotPermitted, Stale

OFFICER = Actor(role=Role.FEDERATION_OFFICER, in_federation=True)
pytestmark = pytest.mark.usefixtures("catalogue")


def bolt() -> ProductClass:
    return ProductClass.objects.get(code="0101")


def test_added_class_gets_the_next_code_and_is_found_at_once() -> None:
    draft = ProductClassDraft(name="防松螺栓", unit="件", synonyms=("施必牢", "防松螺栓", " "))
    row = add_product_class(actor=OFFICER, parent=bolt(), draft=draft, now=now())
    assert row.code == "010118"
    assert row.synonyms == ["施必牢"]
    assert queries.product_class_by_word("sbl") == row
    assert AuditRow.objects.filter(action="add_product_class", subject_id=row.pk).exists()
    top = add_product_class(actor=SYSTEM, parent=None, draft=ProductClassDraft(name="古玩"), now=now())
    assert top.code == "03"


@pytest.mark.parametrize("role", [Role.SECRETARY, Role.CONVENER, Role.GENERAL_CONVENER, Role.VISITOR])
def test_only_officers_change_classes(role: Role) -> None:
    actor = Actor(role=role, in_federation=True)
    draft = ProductClassDraft(name="新品类")
    with pytest.raises(NotPermitted):
        add_product_class(actor=actor, parent=None, draft=draft, now=now())
    with pytest.raises(NotPermitted):
        edit_product_class(actor=actor, product_class=bolt(), draft=draft, version=1, now=now())
    with pytest.raises(NotPermitted):
        retire_product_class(actor=actor, product_class=bolt(), now=now())
    with pytest.raises(NotPermitted):
        restore_product_class(actor=actor, product_class=bolt(), now=now())


def test_token_without_the_scope_changes_nothing() -> None:
    actor = Actor(role=Role.FEDERATION_OFFICER, scopes=frozenset({"catalogue:read"}))
    with pytest.raises(NotPermitted):
        retire_product_class(actor=actor, product_class=bolt(), now=now())


def test_edit_keeps_before_and_after() -> None:
    draft = ProductClassDraft(name="螺栓", unit="吨", synonyms=("丝栓",))
    row = edit_product_class(actor=OFFICER, product_class=bolt(), draft=draft, version=1, now=now())
    assert (row.version, row.unit, row.edited_at is not None) == (2, "吨", True)
    trail = AuditRow.objects.get(action="edit_product_class")
    assert trail.detail["before"]["unit"] == "件"
    assert trail.detail["after"]["synonyms"] == ["丝栓"]
    assert queries.product_class_by_word("丝栓") == row


def test_second_editor_is_told_of_the_first() -> None:
    draft = ProductClassDraft(name="螺栓", unit="吨")
    edit_product_class(actor=OFFICER, product_class=bolt(), draft=draft, version=1, now=now())
    with pytest.raises(Stale):
        edit_product_class(actor=OFFICER, product_class=bolt(), draft=draft, version=1, now=now())


def test_word_of_another_class_is_refused() -> None:
    with pytest.raises(ProductClassKnown):
        add_product_class(actor=OFFICER, parent=None, draft=ProductClassDraft(name="螺絲"), now=now())
    assert not ProductClass.objects.filter(name="螺絲").exists()


def test_retired_class_is_offered_no_more_and_comes_back() -> None:
    row = retire_product_class(actor=OFFICER, product_class=bolt(), now=now())
    assert row.valid_until is not None
    assert row not in queries.search_product_classes("螺栓")
    retire_product_class(actor=OFFICER, product_class=row, now=now())
    with pytest.raises(ProductClassRetired):
        edit_product_class(
            actor=OFFICER, product_class=row, draft=ProductClassDraft(name="螺栓"), version=row.version, now=now()
        )
    with pytest.raises(ProductClassRetired):
        add_product_class(actor=OFFICER, parent=row, draft=ProductClassDraft(name="新螺栓"), now=now())
    restore_product_class(actor=OFFICER, product_class=row, now=now())
    restore_product_class(actor=OFFICER, product_class=row, now=now())
    assert bolt() in queries.search_product_classes("螺栓")
    assert AuditRow.objects.filter(action__in=["retire_product_class", "restore_product_class"]).count() == 2


def test_retired_class_does_not_take_a_word_back_from_another() -> None:
    row = retire_product_class(actor=OFFICER, product_class=bolt(), now=now())
    add_product_class(actor=OFFICER, parent=None, draft=ProductClassDraft(name="螺栓"), now=now())
    with pytest.raises(ProductClassKnown):
        restore_product_class(actor=OFFICER, product_class=row, now=now())
