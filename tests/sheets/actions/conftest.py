"""Two colleagues of one chamber, and files read in this process."""

import pytest

from shanghui.core.actor import Actor
from shanghui.network.models import Organisation
from tests.factories.network import make_organisation, make_secretary


@pytest.fixture(autouse=True)
def _read_here(read_here: None) -> None:
    """These tests are about what is made of a file, not about the process that reads it."""


@pytest.fixture
def actor(chamber: Organisation) -> Actor:
    return make_secretary(chamber)[1]


@pytest.fixture
def stranger() -> Actor:
    return make_secretary(make_organisation("上海市钢铁商会"))[1]
