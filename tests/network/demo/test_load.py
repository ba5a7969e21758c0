"""The demo network, with a handful of firms: written by the same actions that secretaries use."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from itertools import islice

import pytest

from shanghui.core import audit
from shanghui.network.demo import firms, load
from shanghui.network.demo.load import STARS, TERM, load_demo_network
from shanghui.network.demo.logins import LOGINS, add_demo_logins
from shanghui.network.models import Appointment, Enterprise, HostTerm, Organisation
from shanghui.network.rules import OrganisationKind, Post

NOW = datetime(2026, 11, 25, 4, 0, tzinfo=UTC)
MADE = firms.firms


def few() -> Iterator[firms.DemoFirm]:
    """Three firms, a member of the fastener association among them."""
    return islice((firm for firm in MADE() if "上海市紧固件工业协会" in dict(firm.joins)), 3)


@pytest.mark.django_db
def test_network_is_whole_and_its_people_sign_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(load.firms, "firms", few)
    loaded = load_demo_network(now=NOW)
    kinds = set(Organisation.objects.unrestricted("test").values_list("kind", flat=True))
    assert kinds == {kind.value for kind in OrganisationKind}
    assert Enterprise.objects.unrestricted("test").count() == len(loaded.enterprises) == 3
    for (organisation, post), name in STARS.items():
        row = Appointment.objects.get(organisation=loaded.organisations[organisation], post=post)
        assert (row.person.name, row.start, row.end) == (name, *TERM)
    area = loaded.organisations["北片区"]
    assert {row.person.name for row in area.appointments.filter(post=Post.CONVENER)} == {"陆怀瑾", "苏敬言"}
    terms = HostTerm.objects.filter(area=area).order_by("start")
    assert (terms[0].start, terms[3].end, terms[3].unit.short_name) == (
        date(2026, 1, 1),
        date(2026, 12, 31),
        "静安区工商联",
    )
    add_demo_logins(loaded, now=NOW)
    held = {
        login.username: Appointment.objects.filter(person__user__username=login.username).count() for login in LOGINS
    }
    assert held == {"secretary": 2, "district": 1, "convener": 2, "officer": 1, "contact": 1, "visitor": 0}
    assert audit.verify() is None
