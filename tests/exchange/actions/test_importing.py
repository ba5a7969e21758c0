"""Batches of needs and offers, under the rights and rules of one by one."""

import json
from datetime import date, timedelta

import pytest
from django.utils.timezone import localdate, now

from shanghui.catalogue.models import ProductClass
from shanghui.core import audit
from shanghui.core.actor import Actor
from shanghui.core.jobs.worker import run_due
from shanghui.core.models import AuditRow
from shanghui.exchange.actions import indexing
from shanghui.exchange.actions.importing import ListingWriter
from shanghui.exchange.models import Listing
from shanghui.exchange.rules import Side
from shanghui.network.models import Enterprise, Membership, Organisation
from shanghui.sheets.kinds import Line, Outcome
from tests.factories.exchange import make_need
from tests.factories.network import make_contact, make_enterprise, make_organisation, make_secretary

pytestmark = pytest.mark.django_db


@pytest.fixture
def chamber() -> Organisation:
    return make_organisation("上海市紧固件工业协会")


@pytest.fixture
def firm(chamber: Organisation) -> Enterprise:
    return make_enterprise("上海砺锋标准件有限公司", chamber)


@pytest.fixture
def actor(chamber: Organisation) -> Actor:
    return make_secretary(chamber)[1]


def line(number: int, firm: Enterprise | None, **values: object) -> Line:
    values = {"title": f"第{number}条"} | values
    texts = {key: str(value) for key, value in values.items()} | {"enterprise": firm.name if firm else ""}
    return Line(number, texts, values | {"enterprise_id": firm.pk if firm else None})  # type: ignore[arg-type]


def written(actor: Actor, chamber: Organisation, *lines: Line, side: Side = Side.NEED) -> list[Outcome]:
    return ListingWriter(actor, chamber, side, now()).write(lines)


def told(outcomes: list[Outcome]) -> list[tuple[str, str]]:
    return [(one.state.value, one.refusal) for one in outcomes]


def product(name: str, code: str) -> ProductClass:
    return ProductClass.objects.create(name=name, code=code)


def test_new_ones_wait_for_the_second_pair_of_eyes(
    chamber: Organisation, firm: Enterprise, actor: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    indexed: list[list[int]] = []
    monkeypatch.setattr(indexing, "index_listings", lambda *, ids: indexed.append(list(ids)))
    bolt = product("螺栓", "T1")
    conditions = json.dumps([["grade", "equal", "8级", True, "8级"]])
    full = line(
        2, firm, quantity="5", quantity_most=None, unit="吨", deadline="2027-01-01", conditions=conditions,
        requirements="8级", class_ids=str(bolt.pk), product_class="螺栓", anonymous=True,
    )  # fmt: skip
    assert told(written(actor, chamber, full, line(3, None), side=Side.OFFER)) == [("written", ""), ("written", "")]
    first, own = Listing.objects.unrestricted("a test").order_by("pk")
    assert (first.state, first.origin, first.side, first.kind) == ("submitted", "import", "offer", "product")
    assert (first.entered_by_id, first.enterprise, first.organisation) == (actor.user_id, firm, chamber)
    assert (first.quantity, first.unit, first.deadline, first.anonymous) == (5, "吨", date(2027, 1, 1), True)
    assert first.submitted_at is not None
    assert [one.pk for one in first.product_classes.all()] == [bolt.pk]
    assert [(one.attribute, one.value) for one in first.requirements.all()] == [("grade", "8级")]
    assert (own.enterprise, own.organisation) == (None, chamber)
    assert list(AuditRow.objects.values_list("action", "subject_id")) == [
        ("add_listing", first.pk),
        ("add_listing", own.pk),
    ]
    assert audit.verify() is None
    run_due()
    assert indexed == [[first.pk, own.pk]]


def test_a_foreign_firm_is_refused_row_by_row(chamber: Organisation, firm: Enterprise, actor: Actor) -> None:
    foreign = make_enterprise("", make_organisation())
    hidden = make_enterprise("", audience="own", entered_by=make_organisation())
    merged = make_enterprise("", chamber, merged_into=firm)
    lines = [line(2, foreign), line(3, firm), line(4, hidden), line(5, merged)]
    refused = ("rejected", "not_permitted")
    assert told(written(actor, chamber, *lines)) == [refused, ("written", ""), refused, refused]
    Membership.objects.filter(enterprise=firm).update(end=localdate() - timedelta(days=1))
    assert told(written(actor, chamber, line(6, firm))) == [refused]
    _, contact = make_contact(firm)
    assert told(written(contact, chamber, line(7, None))) == [refused]


def test_rules_hold_for_each_line_and_stop_no_other(chamber: Organisation, firm: Enterprise, actor: Actor) -> None:
    conditions = json.dumps([["other", "equal", "电话13800000001", True, "电话13800000001"]])
    lines = [
        line(2, firm, description="微信abcdef123"),
        line(3, firm, quantity="5", quantity_most="1"),
        line(4, firm, conditions=conditions, requirements="电话13800000001"),
        line(5, firm),
        line(6, firm, title=f"{firm.name}采购", anonymous=True),
    ]
    assert told(written(actor, chamber, *lines)) == [
        ("rejected", "ContactsInText"), ("rejected", "RangeUpsideDown"), ("rejected", "ContactsInText"), ("written", ""),
        ("rejected", "NameInText"),
    ]  # fmt: skip
    assert Listing.objects.unrestricted("a test").count() == 1


def test_lines_that_mean_one_listing_are_folded(chamber: Organisation, firm: Enterprise, actor: Actor) -> None:
    first, second = line(2, firm, title="采购螺栓", unit="吨"), line(3, firm, title="采购螺栓啦", quantity="5")
    second.twin = 2
    same = line(4, firm, title="采购螺栓", unit="吨")
    outcomes = written(actor, chamber, first, second, same)
    assert [one.state for one in outcomes] == ["written", "unchanged", "unchanged"]
    one = Listing.objects.unrestricted("a test").get()
    assert (one.title, one.unit) == ("采购螺栓", "吨")
    assert one.quantity == 5


def test_an_update_changes_what_the_line_says_and_keeps_the_rest(
    chamber: Organisation, firm: Enterprise, actor: Actor
) -> None:
    need = make_need(chamber, firm, title="旧", unit="吨", description="留着")
    nut, bolt = product("螺母", "T1"), product("螺栓", "T2")
    need.product_classes.set([nut])
    changed = line(2, firm, title="新", deadline=str(localdate()), class_ids=str(bolt.pk), product_class="螺栓")
    changed.target = need.pk
    (outcome,) = written(actor, chamber, changed)
    need.refresh_from_db()
    assert (outcome.state, need.title, need.unit, need.description, need.version) == ("updated", "新", "吨", "留着", 2)
    assert (need.state, need.expires_on) == ("published", localdate())
    assert [one.pk for one in need.product_classes.all()] == [bolt.pk]
    assert outcome.trace["classes"] == [[nut.pk], [bolt.pk]]
    again = line(3, firm, title="新")
    again.target = need.pk
    assert told(written(actor, chamber, again)) == [("unchanged", "")]


def test_closed_ones_other_sides_and_others_are_not_written(
    chamber: Organisation, firm: Enterprise, actor: Actor
) -> None:
    closed = make_need(chamber, firm, title="关了", state="closed")
    theirs = make_need(make_organisation(), firm, title="别处")
    lines = [line(2, firm, title="改它"), line(3, firm, title="关了"), line(4, firm, title="抢它")]
    lines[0].target = lines[1].target = closed.pk
    lines[2].target = theirs.pk
    assert told(written(actor, chamber, lines[0])) == [("rejected", "closed")]
    assert told(written(actor, chamber, *lines[1:])) == [("unchanged", ""), ("rejected", "not_yours")]
    offer = line(5, firm, title="作为供给")
    offer.target = closed.pk
    assert told(written(actor, chamber, offer, side=Side.OFFER)) == [("written", "")]
    closed.refresh_from_db()
    theirs.refresh_from_db()
    assert (closed.title, theirs.title) == ("关了", "别处")


def test_a_batch_costs_few_queries(
    chamber: Organisation, firm: Enterprise, actor: Actor, django_assert_max_num_queries: object
) -> None:
    lines = [line(number, firm) for number in range(2, 102)]
    with django_assert_max_num_queries(30):  # type: ignore[operator]
        assert len(written(actor, chamber, *lines)) == 100
