"""Who acts in a request."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.test import RequestFactory

from shanghui.accounts.acting import actor_of, posted
from shanghui.accounts.acting import signed_in as user_of
from shanghui.accounts.models import User
from shanghui.core.actor import VISITOR, Actor, Role


def test_actor_is_the_mechanisms_only_when_it_is_hers(user: User, other: User) -> None:
    request = RequestFactory().get("/")
    request.user = user
    assert actor_of(request) == Actor(user_id=user.pk, name="沈知微")
    request.actor = Actor(user_id=user.pk, role=Role.SECRETARY)  # type: ignore[attr-defined]
    assert actor_of(request).role is Role.SECRETARY
    request.actor = Actor(user_id=other.pk, role=Role.SECRETARY)  # type: ignore[attr-defined]
    assert actor_of(request).role is Role.VISITOR


def test_no_user_no_actor() -> None:
    request = RequestFactory().get("/")
    request.user = AnonymousUser()
    assert actor_of(request) == VISITOR
    with pytest.raises(PermissionDenied):
        user_of(request)


def test_form_is_bound_to_what_was_sent_even_when_that_is_nothing() -> None:
    assert posted(RequestFactory().get("/")) is None
    sent = posted(RequestFactory().post("/"))
    assert sent is not None
    assert dict(sent) == {}
