"""What stands around an organisation, a firm, an area, over the API; and the lists as files."""

import csv
import io
from datetime import date

from shanghui.core.audience import Audience
from shanghui.network.rules import Post
from tests.factories import network as make
from tests.network.api.conftest import Caller, Network


def test_affiliations_in_every_order_today_first(as_secretary: Caller, network: Network) -> None:
    hidden = make.make_organisation(audience=Audience.OWN)
    make.affiliate(network.chamber, network.federation, "administrative", end=date(2020, 1, 1))
    make.affiliate(network.chamber, hidden, "trade")
    rows = as_secretary("get", f"/organisations/{network.chamber.pk}/affiliations").json()
    assert [(row["order"], row["parent"]["id"], row["end"]) for row in rows] == [
        ("area", network.area.pk, None),
        ("administrative", network.federation.pk, "2020-01-01"),
    ]


def test_posts_at_an_organisation_and_at_a_firm(as_secretary: Caller, network: Network) -> None:
    chair = make.make_appointment(make.make_person("韩叙"), network.chamber, Post.PRESIDENT)
    clerk = make.make_appointment(make.make_person("顾承舟"), network.enterprise, Post.CONTACT)
    posts = as_secretary("get", f"/organisations/{network.chamber.pk}/appointments").json()
    assert (posts[0]["id"], posts[0]["person"]["name"]) == (chair.pk, "韩叙")
    at_firm = f"/enterprises/{network.enterprise.pk}/appointments"
    assert [row["id"] for row in as_secretary("get", at_firm).json()] == [clerk.pk]
    assert Caller(make.make_secretary(network.sibling)[0])("get", at_firm).json() == []


def test_memberships_of_a_firm_keep_dues_and_number_to_their_organisation(
    as_secretary: Caller, network: Network
) -> None:
    make.make_membership(network.enterprise, network.sibling, number="S-1", dues_state="due")
    network.enterprise.memberships.filter(organisation=network.chamber).update(number="C-1", dues_state="paid")
    rows = as_secretary("get", f"/enterprises/{network.enterprise.pk}/memberships").json()
    found = {row["organisation"]["id"]: (row["number"], row["dues_state"]) for row in rows}
    assert found == {network.chamber.pk: ("C-1", "paid"), network.sibling.pk: (None, None)}


def test_leaders_and_secretaries_of_an_area(as_secretary: Caller, network: Network) -> None:
    make.make_convener(network.area, "陆怀瑾")
    make.make_general_convener(network.area, "周以宁")
    make.make_appointment(make.make_person("沈知微", phone="13800000007"), network.sibling, Post.SECRETARY)
    leaders = as_secretary("get", f"/areas/{network.area.pk}/leaders").json()
    assert [row["person"]["name"] for row in leaders] == ["周以宁", "陆怀瑾"]
    path = f"/areas/{network.area.pk}/secretaries"
    phones = {row["person"]["name"]: row["phone"] for row in as_secretary("get", path).json()}
    assert phones["沈知微"] == "13800000007"
    outsider = Caller(make.make_secretary(make.make_organisation())[0])
    assert {row["phone"] for row in outsider("get", path).json()} == {None}


def test_lists_come_as_files_with_the_filters_of_the_page(as_secretary: Caller, network: Network) -> None:
    make.make_enterprise("上海泓源食品有限公司", network.sibling)
    answer = as_secretary("get", "/files/enterprises.csv?q=泓源")
    text = b"".join(answer.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    assert [row["企业名称"] for row in csv.DictReader(io.StringIO(text))] == ["上海泓源食品有限公司"]
    book = as_secretary("get", f"/files/members/{network.chamber.pk}.xlsx")
    assert b"".join(book.streaming_content)[:2] == b"PK"  # type: ignore[attr-defined]
    assert as_secretary("get", f"/files/members/{network.sibling.pk}.csv").status_code == 404
    assert as_secretary("get", "/files/enterprises.csv?phone=1").status_code == 400
    assert as_secretary("get", "/files/enterprises.pdf").status_code == 400
    assert as_secretary("get", "/files/secrets.csv").status_code == 400


def test_host_that_one_may_not_see_is_not_listed(as_secretary: Caller, network: Network) -> None:
    hidden = make.make_organisation("密商会", area=network.area, audience=Audience.OWN)
    for month, unit in ((1, network.sibling), (2, hidden)):
        make.make_host_term(network.area, unit, date(2026, month, 1), date(2026, month, 20))
    for path in (f"/areas/{network.area.pk}/hosts", f"/areas/{network.area.pk}/units"):
        assert "密商会" not in as_secretary("get", path).content.decode()
    assert [row["unit"]["name"] for row in as_secretary("get", f"/areas/{network.area.pk}/hosts").json()] == [
        network.sibling.name
    ]
    page = as_secretary.client.get(f"/network/areas/{network.area.pk}/?year=2026").content.decode()
    assert (network.sibling.called in page, "密商会" in page) == (True, False)
