"""Nobody reads rows without saying who asks."""

from collections.abc import Callable

import pytest
from django.db import models
from django.db.models import Count

from shanghui.accounts.models import User
from shanghui.core.actor import Actor
from shanghui.core.audience import AudienceQuerySet, AudienceUnasked

pytestmark = pytest.mark.django_db
LI = Actor(name="li")


class OwnRows(AudienceQuerySet[User]):
    """Each sees the row of her own name."""

    def audience_filter(self, actor: Actor) -> models.Q:
        return models.Q(username=actor.name)


@pytest.fixture
def rows() -> OwnRows:
    for name in ("li", "wang"):
        User.objects.create(username=name)
    return OwnRows(User)


@pytest.mark.parametrize(
    "read",
    [
        list,
        len,
        lambda rows: rows.first(),
        lambda rows: rows.get(username="li"),
        lambda rows: list(rows.iterator()),
        lambda rows: rows.count(),
        lambda rows: rows.exists(),
        lambda rows: rows.aggregate(Count("pk")),
        lambda rows: rows.filter(username="li").update(name="x"),
        lambda rows: rows.delete(),
        lambda rows: list(rows.values_list("username")),
    ],
)
def test_rows_read_without_an_actor_raise(rows: OwnRows, read: Callable[[OwnRows], object]) -> None:
    with pytest.raises(AudienceUnasked, match="User was read without visible_to"):
        read(rows)
    assert User.objects.filter(name="").count() == 2


def test_actor_sees_her_rows_through_every_further_step(rows: OwnRows) -> None:
    hers = rows.visible_to(LI)
    assert [row.username for row in hers.order_by("pk")] == ["li"]
    assert (hers.count(), hers.exists(), hers.aggregate(n=Count("pk"))) == (1, True, {"n": 1})
    assert [row.username for row in hers.iterator()] == ["li"]
    assert hers.update(name="x") == 1
    assert hers.delete()[0] == 1
    assert User.objects.get().username == "wang"


def test_all_rows_need_a_reason(rows: OwnRows) -> None:
    assert rows.unrestricted("a job counts").count() == 2
    with pytest.raises(AudienceUnasked, match="reason"):
        rows.unrestricted("")


def test_table_without_a_rule_shows_nothing() -> None:
    with pytest.raises(NotImplementedError):
        AudienceQuerySet(User).visible_to(LI)
