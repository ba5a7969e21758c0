"""One check-list for many listings."""

import pytest
from django.utils.timezone import now

from shanghui.core.jobs.worker import run_due
from shanghui.core.models import AuditRow
from shanghui.exchange.actions import indexing, publishing_many
from shanghui.exchange.actions.publishing_many import publish_listings
from shanghui.exchange.models import Listing
from shanghui.exchange.rules import Check
from tests.factories.exchange import make_need
from tests.factories.network import make_area, make_organisation, make_secretary
from tests.network.sheets.runs import commit, csv_bytes, upload

pytestmark = pytest.mark.django_db


def names(published: publishing_many.Published) -> list[tuple[str, str]]:
    return [(one.listing.title, type(one.refusal).__name__) for one in published.left]


def imported() -> list[int]:
    rows = Listing.objects.unrestricted("a test").filter(origin="import", state="submitted").order_by("pk")
    return list(rows.values_list("pk", flat=True))


def test_what_a_colleague_imported_is_published_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[list[int]] = []
    chamber = make_organisation()
    (_, actor), (_, colleague) = make_secretary(chamber), make_secretary(chamber)
    commit(actor, upload(actor, csv_bytes(["标题", "截止"], ["采购螺栓", "2099-01-01"], ["租厂房", ""]), "needs"))
    ids = imported()
    mine = publish_listings(actor=actor, listings=ids, checks=Check, now=now())
    assert (mine.count, names(mine)) == (0, [("采购螺栓", "SecondEyesWanted"), ("租厂房", "SecondEyesWanted")])
    monkeypatch.setattr(indexing, "index_listings", lambda *, ids: told.append(list(ids)))
    hers = publish_listings(actor=colleague, listings=ids, checks=Check, now=now())
    assert (hers.count, hers.left, hers.more) == (2, (), False)
    rows = Listing.objects.unrestricted("a test").filter(pk__in=ids)
    assert {(row.state, row.published_by_id, row.version, row.checks == [*Check]) for row in rows} == {
        ("published", colleague.user_id, 2, True)
    }
    assert rows[0].expires_on is not None
    assert AuditRow.objects.filter(action="publish_listing").count() == 2
    run_due()
    assert told == [ids]


def test_a_secretary_who_stands_alone_publishes_her_own_import() -> None:
    _, actor = make_secretary(make_organisation())
    commit(actor, upload(actor, csv_bytes(["标题"], ["采购螺栓"]), "needs"))
    ids = imported()
    open_list = publish_listings(actor=actor, listings=ids, checks=[Check.CLARITY], now=now())
    assert (open_list.count, names(open_list)) == (0, [("采购螺栓", "ChecklistOpen")])
    assert publish_listings(actor=actor, listings=ids, checks=Check, now=now()).count == 1
    again = publish_listings(actor=actor, listings=ids, checks=Check, now=now())
    assert names(again) == [("采购螺栓", "ListingStepRefused")]


def test_what_she_does_not_see_is_passed_over_and_a_neighbour_may_check() -> None:
    area = make_area()
    chamber, neighbour = make_organisation(area=area), make_organisation(area=area)
    open_one = make_need(chamber, state="submitted", title="给片区看的", audience="area")
    own = make_need(chamber, state="submitted", title="自己的", audience="own")
    foreign = make_need(make_organisation(), title="已经公开的")
    _, actor = make_secretary(neighbour)
    done = publish_listings(actor=actor, listings=[open_one.pk, own.pk, foreign.pk], checks=Check, now=now())
    assert (done.count, names(done)) == (1, [("已经公开的", "ListingStepRefused")])
    own.refresh_from_db()
    assert own.state == "submitted"


def test_no_more_at_once_than_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(publishing_many, "MOST", 2)
    chamber = make_organisation()
    _, actor = make_secretary(chamber)
    ids = [make_need(chamber, state="submitted").pk for _ in range(3)]
    first = publish_listings(actor=actor, listings=ids, checks=Check, now=now())
    assert (first.count, first.more) == (2, True)
    assert publish_listings(actor=actor, listings=ids[2:], checks=Check, now=now()).count == 1
