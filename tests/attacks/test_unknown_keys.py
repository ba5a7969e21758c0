"""Query keys and sort columns that a page does not have: 400, never a silent or a wider answer."""

import pytest
from django.test import Client

from tests.architecture.test_permission_matrix import ask
from tests.attacks.reading import OURS
from tests.factories.house import House

pytestmark = pytest.mark.django_db
LISTS = [
    "/", "/search/", "/palette/", "/network/", "/network/enterprises.csv", "/network/members/", "/network/members.xlsx",
    "/network/picture/", "/network/members/add/", "/sheets/", "/sheets/{run}/rows/", "/catalogue/regions/",
    "/catalogue/industries/", "/catalogue/product-classes/", "/catalogue/working-days/", "/catalogue/pick/",
    "/api/v1/network/organisations", "/api/v1/network/enterprises", "/api/v1/network/people",
    "/api/v1/network/memberships?organisation={sister}", "/api/v1/catalogue/regions",
    "/exchange/", "/exchange/?tab=own", "/exchange/listings.csv", "/exchange/listings/new/", "/exchange/paste/",
    "/exchange/members/pick/", "/api/v1/exchange/listings",
]  # fmt: skip
HIDDEN_COLUMNS = [
    "/network/?sort=phone", "/network/?sort=-contact_name", "/network/?dues=due", "/network/?phone=139",
    "/network/?audience=own", "/network/?tab=people&phone=139", "/network/?tab=users", "/network/?region=zz",
    "/network/?organisation={chamber}", "/network/?area={chamber}", "/network/?after={firm}",
    "/network/members/?sort=dues_until", "/network/members/?organisation={sister}&dues=due&note=x",
    "/network/enterprises.csv?sort=phone", "/network/enterprises.xlsx?audience=own", "/network/members.csv?phone=1",
    "/network/picture/?order=secret", "/network/picture/?kind=secret",
    "/api/v1/network/enterprises?phone=139", "/api/v1/network/enterprises?sort=phone",
    "/api/v1/network/people?phone=139", "/api/v1/network/memberships?organisation={sister}&dues_state=due",
    "/api/v1/network/organisations?audience=own", "/catalogue/regions/?sort=search",
    "/exchange/?sort=enterprise", "/exchange/?enterprise={firm}", "/exchange/?state=draft", "/exchange/?tab=all",
    "/exchange/?organisation={chamber}", "/exchange/?area={chamber}", "/exchange/?after={listing}",
    "/exchange/listings.csv?anonymous=1", "/exchange/listings.xlsx?entered_by=1",
    "/api/v1/exchange/listings?enterprise={firm}", "/api/v1/exchange/listings?state=draft",
    "/api/v1/exchange/listings?sort=enterprise", "/api/v1/exchange/listings?after={listing}",
]  # fmt: skip


@pytest.mark.parametrize("key", ["_connector", "_negated", "entered_by__name__startswith"])
def test_key_in_the_shape_of_a_query_is_refused_everywhere(house: House, clients: dict[str, Client], key: str) -> None:
    assert accepting(house, clients["owner"], key, [line.address for line in OURS]) == []


def test_unknown_key_is_refused_by_every_list(house: House, clients: dict[str, Client]) -> None:
    assert accepting(house, clients["owner"], "audience", LISTS) == []


def accepting(house: House, client: Client, key: str, addresses: list[str]) -> list[str]:
    found = []
    for address in addresses:
        url = address.format(**house.ids) + ("&" if "?" in address else "?") + f"{key}=OR"
        status = ask(client, "GET", url).status_code
        found += [f"{address} → {status}"] if status != 400 else []
    return found


@pytest.mark.parametrize("address", HIDDEN_COLUMNS)
def test_hidden_column_neither_sorts_nor_filters(house: House, clients: dict[str, Client], address: str) -> None:
    assert ask(clients["sibling"], "GET", address.format(**house.ids)).status_code == 400


def test_dues_of_another_organisation_are_no_filter(house: House, clients: dict[str, Client]) -> None:
    """The federation keeps the chamber's members, but not its dues."""
    url = "/network/members/?organisation={chamber}".format(**house.ids)
    assert ask(clients["officer"], "GET", url).status_code == 200
    assert ask(clients["officer"], "GET", url + "&dues=due").status_code == 400
