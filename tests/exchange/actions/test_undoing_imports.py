"""An import of listings is taken back; what people touched since is kept."""

import pytest
from django.utils.timezone import now

from shanghui.core.actor import Actor
from shanghui.exchange.actions.listings import edit_listing, publish_listing
from shanghui.exchange.models import Listing
from shanghui.exchange.rules import Check
from shanghui.sheets.models import ImportRun
from tests.factories.exchange import make_introduction, make_need, make_offer
from tests.factories.network import make_organisation, make_secretary
from tests.network.sheets.runs import commit, csv_bytes, states, undo, upload

pytestmark = pytest.mark.django_db


def imported(actor: Actor, *rows: list[str], header: str = "标题 数量 要求 系统编号") -> ImportRun:
    return commit(actor, upload(actor, csv_bytes(header.split(), *rows), "needs"))


def titles() -> list[str]:
    return list(Listing.objects.unrestricted("a test").order_by("pk").values_list("title", flat=True))


def test_what_was_made_goes_unless_somebody_worked_on_it() -> None:
    chamber = make_organisation()
    _, actor = make_secretary(chamber)
    run = imported(
        actor, ["采购螺栓", "5吨", "8级", ""], ["租厂房", "", "", ""], ["招电工", "", "", ""], ["找物流", "", "", ""]
    )
    rows = {row.title: row for row in Listing.objects.unrestricted("a test")}
    edit_listing(actor=actor, listing=rows["租厂房"], facts={"summary": "改过"}, now=now())
    publish_listing(actor=actor, listing=rows["招电工"], checks=Check, now=now())
    make_introduction(rows["找物流"], make_offer(chamber))
    run = undo(actor, run)
    assert states(run) == {"undone": 1, "kept": 3}
    assert "采购螺栓" not in titles()
    assert set(run.outcomes.exclude(kept="").values_list("kept", flat=True)) == {"租厂房", "招电工", "找物流"}


def test_what_was_changed_turns_back_with_its_lists() -> None:
    chamber = make_organisation()
    _, actor = make_secretary(chamber)
    need = make_need(chamber, title="采购螺栓", quantity=1)
    need.requirements.create(attribute="other", relation="equal", value="现货", must=False)
    run = imported(actor, ["采购螺母", "5吨", "8级", f"L{need.pk}"])
    need.refresh_from_db()
    assert (need.title, need.quantity, need.unit, need.version) == ("采购螺母", 5, "吨", 2)
    assert [one.value for one in need.requirements.all()] == ["8级"]
    assert states(undo(actor, run)) == {"undone": 1}
    need.refresh_from_db()
    assert (need.title, need.quantity, need.unit, need.version) == ("采购螺栓", 1, "", 1)
    assert [(one.value, one.must) for one in need.requirements.all()] == [("现货", False)]


def test_lists_that_somebody_changed_since_are_kept() -> None:
    chamber = make_organisation()
    _, actor = make_secretary(chamber)
    need = make_need(chamber, title="采购螺栓")
    run = imported(actor, ["采购螺栓", "", "8级", f"L{need.pk}"])
    need.requirements.all().delete()
    assert states(undo(actor, run)) == {"kept": 1}


def test_a_colleague_of_another_chamber_takes_nothing_back() -> None:
    from shanghui.exchange.actions.undoing_imports import undo_listings
    from shanghui.sheets.kinds import Outcome
    from shanghui.sheets.rules import RowState

    _, actor = make_secretary(make_organisation())
    imported(actor, ["采购螺栓", "", "", ""])
    pk = Listing.objects.unrestricted("a test").get().pk
    _, stranger = make_secretary(make_organisation())
    (back,) = undo_listings(stranger, [Outcome(2, RowState.WRITTEN, pk, {"made": 1})], now())
    assert (back.kept, titles()) == ("采购螺栓", ["采购螺栓"])
    gone = undo_listings(stranger, [Outcome(3, RowState.WRITTEN, 987_654_321, {"made": 1})], now())
    assert [one.kept for one in gone] == [""]
