"""Enter, edit, check, publish, extend, close: each step, each refusal, and who may not."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone
from django.utils.timezone import localdate
from django_tasks_db.models import DBTaskResult

from shanghui.core.actor import Actor
from shanghui.core.models import AuditRow
from shanghui.core.refusal import BadRequest, NotPermitted, Stale
from shanghui.exchange import rules
from shanghui.exchange.actions import listings as actions
from shanghui.exchange.actions.listings import Condition
from shanghui.exchange.models import Listing
from shanghui.exchange.rules import Attribute, Check, Closing, ListingState, Origin, Relation, Side
from tests.exchange.conftest import FIRM, Market, make_class
from tests.factories import exchange as make
from tests.factories import network

NOW = datetime(2026, 3, 2, 2, tzinfo=UTC)
FACTS = {"kind": "product", "title": "10.9级高强度螺栓，5万件"}
GRADE = Condition(Attribute.GRADE, Relation.AT_LEAST, "10.9级", True)


def add(market: Market, role: str = "secretary", **more: object) -> Listing:
    given = {"side": Side.NEED, "organisation": market.chamber, "enterprise": market.firm, "now": NOW} | more
    facts = FACTS | dict(given.pop("facts", {}))  # type: ignore[call-overload]
    return actions.add_listing(actor=market.actor(role), facts=facts, **given)  # type: ignore[arg-type]


def deeds(listing: Listing) -> list[str]:
    return list(AuditRow.objects.filter(subject_id=listing.pk).order_by("number").values_list("action", flat=True))


def fresh(listing: Listing) -> Listing:
    return Listing.objects.unrestricted("test").get(pk=listing.pk)


def indexed() -> list[object]:
    return [row.args_kwargs["args"] for row in DBTaskResult.objects.filter(task_path__endswith="index_listings")]


def test_listing_is_entered_as_a_draft_for_a_member(market: Market) -> None:
    screw = make_class()
    row = fresh(add(market, classes=[screw], requirements=[GRADE], origin=Origin.PASTE))
    assert (row.state, row.side, row.origin, row.enterprise, row.organisation) == (
        "draft", "need", "paste", market.firm, market.chamber
    )  # fmt: skip
    assert row.entered_by == market.user("secretary")
    assert list(row.product_classes.all()) == [screw]
    assert list(row.requirements.values_list("attribute", "relation", "value", "must")) == [
        ("grade", "at_least", "10.9级", True)
    ]
    assert deeds(row) == ["add_listing"]


def test_entered_and_submitted_in_one_step(market: Market) -> None:
    row = add(market, submit=True)
    assert (fresh(row).state, deeds(row)) == ("submitted", ["add_listing", "submit_listing"])


@pytest.mark.parametrize("role", ["near", "other", "officer", "convener", "general_convener", "contact", "visitor"])
def test_nobody_else_enters_for_her_member(market: Market, role: str) -> None:
    with pytest.raises(NotPermitted):
        add(market, role)
    assert not Listing.objects.unrestricted("test").exists()


@pytest.mark.parametrize(
    "facts",
    [{"title": "螺栓，电话13812345678"}, {"summary": "微信：gucz_88"}, {"description": "发到 a@firm.example"},
     {"partner_kind": "找021-55550000"}, {"unit": "13812345678"}, {"price_unit": "QQ12345678"}],
)  # fmt: skip
def test_contacts_stand_in_no_text(market: Market, facts: dict[str, str]) -> None:
    with pytest.raises(rules.ContactsInText):
        add(market, facts=facts)
    row = add(market)
    with pytest.raises(rules.ContactsInText):
        edit(market, row, facts=facts)
    assert fresh(row).version == 1


def test_contacts_stand_in_no_requirement(market: Market) -> None:
    with pytest.raises(rules.ContactsInText):
        add(market, requirements=[Condition(Attribute.OTHER, Relation.EQUAL, "请打13812345678")])
    assert not Listing.objects.unrestricted("test").exists()


@pytest.mark.parametrize("text", [FIRM, "澄屿装备"])
def test_anonymous_listing_does_not_name_its_firm(market: Market, text: str) -> None:
    with pytest.raises(rules.NameInText):
        add(market, facts={"anonymous": True, "description": f"{text}急要"})
    named = add(market, facts={"description": f"{text}急要"})
    with pytest.raises(rules.NameInText):
        edit(market, named, facts={"anonymous": True})
    hidden = add(market, facts={"anonymous": True}, requirements=[GRADE])
    with pytest.raises(rules.NameInText):
        edit(market, hidden, requirements=[Condition(Attribute.OTHER, Relation.EQUAL, text)])


@pytest.mark.parametrize(
    ("facts", "refusal"),
    [({"quantity": Decimal(5), "quantity_most": Decimal(3)}, rules.RangeUpsideDown),
     ({"price_least": Decimal(5), "price_most": Decimal(3)}, rules.RangeUpsideDown),
     ({"state": "published"}, BadRequest), ({"organisation": None}, BadRequest), ({"expires_on": None}, BadRequest),
     ({"description": "a\0b"}, BadRequest)],
)  # fmt: skip
def test_impossible_facts_are_refused(market: Market, facts: dict[str, object], refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        add(market, facts=facts)


def test_six_classes_are_too_many(market: Market) -> None:
    classes = [make_class(f"010{number}", f"品{number}") for number in range(6)]
    with pytest.raises(rules.TooManyClasses):
        add(market, classes=classes)
    assert add(market, classes=classes[:5]).product_classes.count() == 5


def edit(market: Market, row: Listing, role: str = "secretary", **given: object) -> Listing:
    facts = given.pop("facts", {})
    return actions.edit_listing(actor=market.actor(role), listing=row, facts=facts, now=NOW, **given)  # type: ignore[arg-type]


def test_edit_changes_what_is_given_and_keeps_the_rest(market: Market) -> None:
    row = add(market, requirements=[GRADE], classes=[make_class()])
    edit(market, row, facts={"title": "螺栓8万件"}, version=1)
    after = fresh(row)
    assert (after.title, after.version, after.requirements.count(), after.product_classes.count()) == (
        "螺栓8万件",
        2,
        1,
        1,
    )
    edit(market, row, requirements=[], classes=[])
    assert (row.requirements.count(), row.product_classes.count()) == (0, 0)
    assert AuditRow.objects.get(number=2).detail == {"before": {"title": FACTS["title"]}}


def test_edit_of_an_older_version_is_stale(market: Market) -> None:
    row = add(market)
    edit(market, row, facts={"title": "先到"}, version=1)
    with pytest.raises(Stale):
        edit(market, row, "lin", facts={"title": "后到"}, version=1)
    assert fresh(row).title == "先到"


def test_edited_deadline_moves_the_end_of_a_published_one(market: Market) -> None:
    row = published(market)
    edit(market, row, facts={"deadline": localdate() + timedelta(days=9)})
    assert fresh(row).expires_on == localdate() + timedelta(days=9)
    actions.extend_listing(actor=market.actor("lin"), listing=row, now=timezone.now())
    end = fresh(row).expires_on
    edit(market, row, facts={"deadline": localdate() + timedelta(days=3)})
    assert fresh(row).expires_on == end


def test_edited_and_submitted_again_after_it_was_sent_back(market: Market) -> None:
    row = make.make_need(market.chamber, market.firm, state=ListingState.REJECTED, rejection="写清楚数量")
    edit(market, row, facts={"title": "螺栓5万件"}, submit=True)
    assert (fresh(row).state, fresh(row).rejection) == ("submitted", "")


def test_closed_listing_is_not_edited(market: Market) -> None:
    row = make.make_need(market.chamber, market.firm, state=ListingState.CLOSED)
    with pytest.raises(rules.ListingStepRefused):
        edit(market, row, facts={"title": "再来"})


def submit(market: Market, row: Listing, role: str = "secretary") -> Listing:
    return actions.submit_listing(actor=market.actor(role), listing=row, now=NOW)


def publish(market: Market, row: Listing, role: str = "lin", checks: object = Check, now: datetime = NOW) -> Listing:
    return actions.publish_listing(actor=market.actor(role), listing=row, checks=checks, now=now)  # type: ignore[arg-type]


def published(market: Market, side: Side = Side.NEED) -> Listing:
    return publish(market, add(market, side=side, submit=True), now=timezone.now())


def test_colleague_publishes_what_was_submitted(market: Market) -> None:
    row = fresh(publish(market, submit(market, add(market))))
    assert (row.state, row.published_at, row.published_by) == ("published", NOW, market.user("lin"))
    assert row.expires_on == date(2026, 3, 2) + timedelta(days=90)
    assert row.checks == [check.value for check in Check]
    assert deeds(row) == ["add_listing", "submit_listing", "publish_listing"]
    assert indexed() == [[[row.pk]]] * 2


@pytest.mark.parametrize(("side", "days"), [(Side.NEED, 90), (Side.OFFER, 365)])
def test_need_and_offer_live_as_long_as_they_do(market: Market, side: Side, days: int) -> None:
    assert published(market, side).expires_on == localdate() + timedelta(days=days)


def test_neighbour_publishes_what_is_open_to_the_area(market: Market) -> None:
    assert publish(market, add(market, submit=True), "near").state == "published"


def test_she_does_not_publish_what_she_submitted(market: Market) -> None:
    row = add(market, submit=True)
    with pytest.raises(rules.SecondEyesWanted):
        publish(market, row, "secretary")
    assert fresh(row).state == "submitted"


def test_secretary_who_stands_alone_publishes_her_own(market: Market) -> None:
    firm = network.make_enterprise("邻厂", market.neighbour)
    row = add(market, "near", organisation=market.neighbour, enterprise=firm, submit=True)
    assert publish(market, row, "near").state == "published"


@pytest.mark.parametrize("missing", Check)
def test_each_point_of_the_list_is_looked_at(market: Market, missing: Check) -> None:
    row = add(market, submit=True)
    with pytest.raises(rules.ChecklistOpen):
        publish(market, row, checks=set(Check) - {missing})


@pytest.mark.parametrize("role", ["other", "officer", "convener", "contact", "member", "visitor"])
def test_nobody_else_publishes_or_sends_back(market: Market, role: str) -> None:
    row = add(market, submit=True)
    for step in (lambda: publish(market, row, role), lambda: reject(market, row, role)):
        with pytest.raises(NotPermitted):
            step()


def reject(market: Market, row: Listing, role: str = "lin", reason: str = "写清楚数量") -> Listing:
    return actions.reject_listing(actor=market.actor(role), listing=row, reason=reason, now=NOW)


def test_sent_back_with_a_reason(market: Market) -> None:
    row = reject(market, add(market, submit=True), reason="  写清楚数量 ")
    assert (fresh(row).state, fresh(row).rejection) == ("rejected", "写清楚数量")
    with pytest.raises(rules.ListingStepRefused):
        reject(market, row)


def test_sent_back_without_a_reason_is_not_sent(market: Market) -> None:
    with pytest.raises(rules.ReasonWanted):
        reject(market, add(market, submit=True), reason="  ")


def test_extended_once_by_its_whole_life(market: Market) -> None:
    row, now = published(market), timezone.now()
    end = row.expires_on
    after = actions.extend_listing(actor=market.actor("member"), listing=row, now=now)
    assert end is not None
    assert (after.expires_on, after.extended, after.warned_on) == (end + timedelta(days=90), True, None)
    with pytest.raises(rules.ExtendedAlready):
        actions.extend_listing(actor=market.actor("secretary"), listing=row, now=now)


def test_one_that_is_over_is_extended_from_today(market: Market) -> None:
    row = make.make_need(market.chamber, market.firm, expires_on=localdate() - timedelta(days=1))
    after = actions.extend_listing(actor=market.actor("secretary"), listing=row, now=timezone.now())
    assert after.expires_on == localdate() + timedelta(days=90)


def test_draft_is_not_extended(market: Market) -> None:
    with pytest.raises(rules.ListingNotOpen):
        actions.extend_listing(actor=market.actor("secretary"), listing=add(market), now=NOW)


@pytest.mark.parametrize("closing", [Closing.FULFILLED, Closing.WITHDRAWN])
def test_closed_by_its_own_people(market: Market, closing: Closing) -> None:
    row = fresh(
        actions.close_listing(actor=market.actor("member"), listing=published(market), closing=closing, now=NOW)
    )
    assert (row.state, row.closing, row.closed_at) == ("closed", closing, NOW)
    with pytest.raises(rules.ListingStepRefused):
        actions.close_listing(actor=market.actor("member"), listing=row, closing=closing, now=NOW)


STEPS: list[Callable[[Actor, Listing], object]] = [
    lambda actor, row: actions.edit_listing(actor=actor, listing=row, facts={"title": "改"}, now=NOW),
    lambda actor, row: actions.submit_listing(actor=actor, listing=row, now=NOW),
    lambda actor, row: actions.extend_listing(actor=actor, listing=row, now=NOW),
    lambda actor, row: actions.close_listing(actor=actor, listing=row, closing=Closing.WITHDRAWN, now=NOW),
]


@pytest.mark.parametrize("role", ["near", "other", "officer", "convener", "contact", "visitor"])
@pytest.mark.parametrize("step", STEPS)
def test_others_touch_nothing(market: Market, role: str, step: Callable[[Actor, Listing], object]) -> None:
    row = make.make_need(market.chamber, market.firm)
    with pytest.raises(NotPermitted):
        step(market.actor(role), row)
    assert fresh(row).version == 1
