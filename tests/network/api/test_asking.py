"""What every operation needs: the actor and her scope, a row that she may see, pages after a cursor."""

import base64
import json
from dataclasses import replace

import pytest
from django.test import RequestFactory

from shanghui.core.api import ensure_query_known
from shanghui.core.models import AuditRow
from shanghui.core.refusal import BadRequest, NotFound, NotPermitted
from shanghui.network.api import shapes
from shanghui.network.api.asking import PageQuery, actor_of, facts_of, one, page
from shanghui.network.models import Organisation
from tests.factories import network as make
from tests.factories.world import World

ask = RequestFactory()


def test_token_needs_the_scope_of_the_operation(world: World) -> None:
    request = ask.get("/")
    request.actor = replace(world.actors["secretary"], scopes=frozenset({"network:read"}))  # type: ignore[attr-defined]
    assert actor_of(request).name == "沈知微"
    with pytest.raises(NotPermitted):
        actor_of(request, "network:write")


def test_foreign_row_is_as_absent_and_noted(world: World) -> None:
    hidden = make.make_organisation("隐会", audience="own")
    for pk in (hidden.pk, 999_999):
        with pytest.raises(NotFound):
            one(Organisation.objects.all(), world.actors["secretary"], pk)
    assert [row.subject_id for row in AuditRow.objects.all()] == [hidden.pk]
    assert one(Organisation.objects.all(), world.actors["officer"], hidden.pk) == hidden


def test_unknown_key_is_refused() -> None:
    ensure_query_known(ask.get("/?q=1&limit=2&cursor="), PageQuery)
    with pytest.raises(BadRequest):
        ensure_query_known(ask.get("/?q=1&sort=phone"), PageQuery)


@pytest.mark.django_db
def test_rows_of_one_name_are_paged_without_gap_or_repeat() -> None:
    made = [make.make_organisation("同名会") for _ in range(3)]
    rows = Organisation.objects.unrestricted("test").filter(name="同名会")
    seen: list[int] = []
    cursor = ""
    while True:
        found = page(ask.get("/"), rows, PageQuery(limit=1, cursor=cursor), lambda row: row.pk)
        seen += found["items"]
        cursor = found["next"]
        if not cursor:
            break
    assert seen == [row.pk for row in made]


def _cursor(value: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).decode()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "cursor", ["%", "!!!!", _cursor(1), _cursor(["a"]), _cursor(["a", "b"]), _cursor(["a", 1e400]), "YQ=="]
)
def test_broken_cursor_is_refused(cursor: str) -> None:
    with pytest.raises(BadRequest):
        page(ask.get("/"), Organisation.objects.unrestricted("test"), PageQuery(cursor=cursor), str)


@pytest.mark.django_db
def test_given_fields_become_facts_and_codes_become_rows() -> None:
    region = make.make_region()
    body = shapes.EnterprisePatch(name="甲厂", region="310114", industry=None, version=3)
    assert facts_of(body) == {"name": "甲厂", "region": region, "industry": None}
    assert facts_of(shapes.OrganisationPatch(hometown="")) == {"hometown": None}
    assert facts_of(shapes.EnterprisePatch()) == {}
    with pytest.raises(BadRequest):
        facts_of(shapes.EnterprisePatch(region="999999"))
