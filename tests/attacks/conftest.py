"""One house a module; requests whose effects are rolled back."""

from collections.abc import Iterator

import pytest
from django.test import Client

from tests.factories.house import ROLES, House, kept_house


@pytest.fixture(scope="module")
def house(
    django_db_setup: None, django_db_blocker: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[House]:
    with django_db_blocker.unblock(), kept_house(tmp_path_factory.mktemp("files")) as house:  # type: ignore[attr-defined]
        yield house


@pytest.fixture(scope="module")
def clients(house: House) -> dict[str, Client]:
    return {role: house.client(role, raise_request_exception=False) for role in ROLES}
