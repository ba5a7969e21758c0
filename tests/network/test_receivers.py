"""An accepted invitation that names a person becomes her login; others are none of the network's business."""

import pytest

from shanghui.accounts.models import Invitation
from shanghui.core.refusal import Gone
from shanghui.network.receivers import connect_invited_person
from tests.factories import network as make

pytestmark = pytest.mark.django_db


def accepted(kind: str, pk: int | None) -> None:
    invitation = Invitation(purpose_kind=kind, purpose_id=pk)
    connect_invited_person(None, invitation=invitation, user=make.make_user("new"))


def test_named_person_gets_the_login() -> None:
    person = make.make_person("叶")
    accepted("network.person", person.pk)
    person.refresh_from_db()
    assert person.user is not None
    assert person.user.username == "new"


def test_invitation_for_something_else_connects_nobody() -> None:
    person = make.make_person("叶")
    for kind in ("", "network.organisation"):
        connect_invited_person(
            None, invitation=Invitation(purpose_kind=kind, purpose_id=person.pk), user=make.make_user()
        )
    person.refresh_from_db()
    assert person.user is None


@pytest.mark.parametrize("pk", [None, 999_999])
def test_person_who_is_gone_takes_the_acceptance_back(pk: int | None) -> None:
    with pytest.raises(Gone):
        accepted("network.person", pk)
