"""A small network, and a caller who speaks JSON."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from shanghui.accounts.models import User
from shanghui.network.models import Enterprise, Organisation
from tests.factories import network as make


@dataclass(frozen=True)
class Network:
    federation: Organisation
    area: Organisation
    chamber: Organisation
    sibling: Organisation
    enterprise: Enterprise
    secretary: User
    officer: User


@pytest.fixture
def network(db: None) -> Network:
    federation = make.make_federation()
    area = make.make_area(federation)
    chamber = make.make_organisation("上海市紧固件工业协会", area=area)
    sibling = make.make_organisation("上海市安徽商会", area=area)
    enterprise = make.make_enterprise("上海砺锋标准件有限公司", chamber, phone="13900000000")
    secretary, officer = make.make_secretary(chamber)[0], make.make_officer(federation)[0]
    return Network(federation, area, chamber, sibling, enterprise, secretary, officer)


class Caller:
    """Calls the API as a signed-in person."""

    def __init__(self, user: User) -> None:
        self.client = Client()
        self.client.force_login(user)

    def __call__(self, method: str, path: str, body: object = None, **headers: str) -> HttpResponse:
        data: dict[str, Any] = {} if body is None else {"data": json.dumps(body), "content_type": "application/json"}
        call: Callable[..., HttpResponse] = getattr(self.client, method)
        return call(f"/api/v1/network{path}", headers=headers or None, **data)


@pytest.fixture
def as_secretary(network: Network) -> Caller:
    return Caller(network.secretary)


@pytest.fixture
def as_officer(network: Network) -> Caller:
    return Caller(network.officer)
