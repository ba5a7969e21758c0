"""A program of a chamber's secretary, with a token, that imports tables."""

import json
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from shanghui.accounts.actions import create_token
from shanghui.accounts.models import User
from shanghui.core.actor import Actor
from shanghui.core.jobs.worker import run_due
from shanghui.network.models import Organisation
from tests.factories import network as make
from tests.network.sheets.runs import csv_bytes

HEADER = ["企业名称", "手机", "会内职务", "入会时间"]


def token_of(user: User, actor: Actor, *scopes: str) -> str:
    issued = create_token(actor=actor, user=user, name="程序", scopes=list(scopes), days=30, now=timezone.now())
    return str(issued.raw)


@dataclass
class Program:
    """Calls the API with a token."""

    token: str
    client: Client = field(default_factory=Client)

    def __call__(self, method: str, path: str, body: object = None, **headers: str) -> HttpResponse:
        data: dict[str, Any] = {} if body is None else {"data": json.dumps(body), "content_type": "application/json"}
        headers |= {"Authorization": f"Bearer {self.token}"}
        return getattr(self.client, method)(f"/api/v1/sheets{path}", headers=headers, **data)

    def upload(self, content: bytes, kind: str = "enterprises", name: str = "会员.csv", **headers: str) -> HttpResponse:
        headers |= {"Authorization": f"Bearer {self.token}"}
        body = {"kind": kind, "file": SimpleUploadedFile(name, content)}
        return self.client.post("/api/v1/sheets/runs", body, headers=headers)  # type: ignore[return-value]

    def checked(self, *rows: list[str]) -> str:
        """A run whose rows were checked, columns as guessed: its address."""
        begun = self.upload(csv_bytes(HEADER, *rows)).json()
        path = f"/runs/{begun['id']}"
        columns = [column["column"] for column in begun["columns"]]
        assert self("post", f"{path}/columns", {"columns": columns}).status_code == 200
        run_due()
        return path

    def rows(self, path: str, query: str = "") -> list[dict[str, Any]]:
        return list(self("get", f"{path}/rows{query}").json()["items"])


@pytest.fixture
def program(chamber: Organisation) -> Program:
    return Program(token_of(*make.make_secretary(chamber), "network:write"))
