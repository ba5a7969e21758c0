"""Trust.md 1: no organisation sees another's private data: not in pages, fragments, JSON, files, counts, searches."""

import re
from datetime import date

import pytest
from django.db import transaction
from django.test import Client

from shanghui.activities.models import Registration
from shanghui.core.audience import Audience, AudienceUnasked
from shanghui.exchange.models import Agreement, Introduction, Listing
from shanghui.network.models import Enterprise, Organisation, Person
from shanghui.network.rules import Post
from shanghui.sheets.models import ImportRun
from tests.architecture.test_permission_matrix import ask
from tests.attacks.reading import OURS, pages, text_of
from tests.factories import network as make
from tests.factories.house import OPEN_NUMBER, SECRET_MAIL, SECRET_NUMBER, SECRET_PHONE, THIRD_PHONE, House

pytestmark = pytest.mark.django_db

FIRM = ["甲字螺栓", SECRET_PHONE, SECRET_MAIL, SECRET_NUMBER, "甲备注", "甲经办", "13911112222", "clerk@firm.example"]
OWNERS = ["紧固件商会", "甲名册", "甲秘书"]
#: the owner's introduction, which waits for consent
INTRODUCED = ["甲字采购", "甲字来信", THIRD_PHONE, "丙联系人"]
#: what each role must read nowhere
HIDDEN = {
    "visitor": [*FIRM, *OWNERS, "乙字钢材", "钢铁商会", "13933334444"],
    "sibling": [*FIRM, *OWNERS[:2], *INTRODUCED],
    "general": [*FIRM, *OWNERS[:2], *INTRODUCED, "02155550000"],
    "officer": [*FIRM, *INTRODUCED, "甲名册", "02155550000"],
    "contact": [SECRET_NUMBER, "甲备注", "甲名册", "02155550000", "13933334444", OPEN_NUMBER, THIRD_PHONE, "甲字来信"],
    "owner": ["02155550000", OPEN_NUMBER, THIRD_PHONE, "丙联系人"],
    "reader": ["02155550000", OPEN_NUMBER],
}
#: whoever holds the link speaks for the firm or the guest: `exchange/views/test_consents.py` and `activities/views/` say
#: what stands there
BY_LINK = ("/exchange/consent/", *(f"/activities/{letter}/" for letter in "cfgmr"))
#: a firm at the tables is known by name to the others there and to the hosts, an applicant to the stage's opener and its
#: voters, a guest's unit to the hosts: by name, never by telephone or anything else that is theirs
TAKEN_PART = ("{mm}", "{mm_own}", "{activity_open}", "{activity_guest}", "{programme", "{application")
NAMES = {"甲字螺栓", "紧固件商会"}
SEARCHES = ["/search/?q={}", "/palette/?q={}", "/network/?q={}", "/network/?tab=organisations&q={}",
            "/network/?tab=people&q={}", "/network/members/add/?q={}", "/network/organisations/{{sister}}/appoint/?q={}",
            "/api/v1/network/enterprises?q={}", "/api/v1/network/organisations?q={}",
            "/api/v1/network/people?q={}", "/network/enterprises.csv?q={}", "/exchange/?q={}", "/exchange/listings.csv?q={}",
           "/api/v1/exchange/listings?q={}"]  # fmt: skip


@pytest.mark.parametrize("role", HIDDEN)
def test_private_facts_stand_on_no_page(house: House, clients: dict[str, Client], role: str) -> None:
    read = [(address, text) for address, _, text in pages(house, clients[role]) if not address.startswith(BY_LINK)]
    told = [(address, word) for address, text in read for word in HIDDEN[role] if word in text]
    assert [one for one in told if not (_takes_part(one[0]) and one[1] in NAMES)] == []


@pytest.mark.parametrize("word", ["甲字螺栓", "jzls", SECRET_PHONE[:7], "clerk", "甲经办", "紧固件商会", "139111"])
def test_searches_find_no_hidden_row(house: House, clients: dict[str, Client], word: str) -> None:
    ids = {house.ids["firm"], house.ids["clerk"], house.ids["chamber"]}
    for search in SEARCHES:
        text = text_of(ask(clients["sibling"], "GET", search.format(word).format(**house.ids)))
        found = re.findall(r"/(?:enterprises|people|organisations)/(\d+)/|\"id\": (\d+)", text)
        assert not ids & {int(one or other) for one, other in found}, search


def test_phone_finds_nobody_whose_phone_is_hidden(house: House, clients: dict[str, Client]) -> None:
    """A search by a hidden column would give it away digit by digit."""
    assert "乙会长" in text_of(ask(clients["contact"], "GET", "/search/?q=乙会长"))
    for url in (
        "/search/?q=13933",
        "/palette/?q=13933",
        "/network/?tab=people&q=13933",
        "/api/v1/network/people?q=13933",
    ):
        assert "乙会长" not in text_of(ask(clients["contact"], "GET", url)), url


def test_pages_are_the_same_with_and_without_hidden_rows(house: House, clients: dict[str, Client]) -> None:
    """Counts, facets, letters, map and pages: taking the hidden rows away changes not one byte for others."""
    seen = {address: _plain(text) for address, _, text in pages(house, clients["sibling"])}
    with transaction.atomic():
        why = "taken away"
        ImportRun.objects.filter(pk=house.ids["run"]).delete()
        Introduction.objects.unrestricted(why).filter(pk=house.ids["introduction"]).delete()
        Listing.objects.unrestricted(why).filter(pk=house.ids["introduction_need"]).delete()
        Person.objects.unrestricted(why).filter(pk=house.ids["clerk"]).delete()
        Listing.objects.unrestricted(why).filter(enterprise=house.ids["firm"]).delete()
        Agreement.objects.unrestricted(why).filter(pk=house.ids["agreement"]).delete()
        Registration.objects.unrestricted(why).filter(enterprise=house.ids["firm"]).update(enterprise=None)
        Enterprise.objects.unrestricted(why).filter(pk=house.ids["firm"]).delete()
        left = {address: _plain(text) for address, _, text in pages(house, clients["sibling"])}
        transaction.set_rollback(True)
    moving = ("/metrics", "/account/", "/account/sessions/")  # counters and clocks of the reader's own
    changed = [address for address in seen if seen[address] != left[address]]
    changed = [address for address in changed if "{mm}" not in address]
    assert [address for address in changed if address not in moving and not address.startswith(BY_LINK)] == []


@pytest.mark.parametrize("reader", ["far", "officer"])
def test_hidden_firms_of_an_open_chamber_count_nowhere(house: House, reader: str) -> None:
    """The chamber is known to all, its firms are not: its members, districts, letters and shared members stay as few.

    `far` is the secretary of a chamber of another area, to whom a firm of audience *area* is hidden as well.
    """
    with transaction.atomic():
        sister = Organisation.objects.unrestricted("test").get(pk=house.ids["sister"])
        federation = Organisation.objects.unrestricted("test").get(pk=house.ids["federation"])
        far = make.make_organisation("远方商会", area=make.make_area(federation, "远片区"))
        browser = house.client("officer") if reader == "officer" else Client()
        if reader == "far":
            browser.force_login(make.make_secretary(far, "远秘书")[0])
        region, industry = make.make_region("310115", "浦东新区"), make.make_industry("3311", "金属结构制造")
        before = _telling(house, browser)
        for audience in [Audience.OWN] + [Audience.AREA] * (reader == "far"):
            firm = make.make_enterprise(
                "上海密字机械厂", sister, far, audience=audience, region=region, industry=industry
            )
            firm.memberships.filter(organisation=far).update(end=date(2020, 1, 1))  # a former member is none
            make.make_appointment(make.make_person("密经理"), firm, Post.GENERAL_MANAGER)
        after = _telling(house, browser)
        transaction.set_rollback(True)
    assert [address for address in before if before[address] != after[address]] == []


def _telling(house: House, browser: Client) -> dict[str, str]:
    """What the pages, files and operations of the network say, by address."""
    ours = ("/network/", "/search/", "/palette/", "/api/v1/network/")
    told = {}
    for line in OURS:
        if line.address == "/" or line.address.startswith(ours):
            answer = ask(browser, "GET", line.url(house))
            assert answer.status_code < 500
            told[line.address] = _plain(text_of(answer))
    return told


def _takes_part(address: str) -> bool:
    return any(place in address for place in TAKEN_PART)


def _plain(text: str) -> str:
    return re.sub(r"[A-Za-z0-9]{64}|\d{4}-\d\d-\d\dT[\d:]+Z?|DTSTAMP:\w+|\d\d:\d\d", "", text)


@pytest.mark.parametrize("model", [Organisation, Enterprise, Person, Listing])
def test_rows_read_without_an_actor_raise(model: type[Organisation]) -> None:
    for read in (list, len, bool):
        with pytest.raises(AudienceUnasked):
            read(model.objects.all())
    for call in ("count", "exists", "first", "update", "delete", "iterator"):
        with pytest.raises(AudienceUnasked):
            getattr(model.objects.filter(pk=1), call)()
