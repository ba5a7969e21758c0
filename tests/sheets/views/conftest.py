"""A secretary at her screen; files read in this process."""

import pytest
from django.test import Client

from shanghui.core.actor import Actor
from shanghui.network.models import Organisation
from tests.factories.network import make_secretary


@pytest.fixture(autouse=True)
def _read_here(read_here: None) -> None:
    """These tests are about pages, not about the process that reads files."""


@pytest.fixture
def client(chamber: Organisation) -> Client:
    """Signed in as the chamber's secretary, whose `actor` stands beside."""
    user, actor = make_secretary(chamber)
    client = Client()
    client.force_login(user)
    client.actor = actor  # type: ignore[attr-defined]
    return client


@pytest.fixture
def actor(client: Client) -> Actor:
    found: Actor = client.actor  # type: ignore[attr-defined]
    return found
