"""Views that ask again who is there, unless she has just confirmed it (five minutes)."""

from collections.abc import Callable
from typing import TypeVar, cast

from allauth.account.decorators import reauthentication_required
from django.http import HttpResponse

View = TypeVar("View", bound=Callable[..., HttpResponse])


def confirmed(view: View) -> View:
    """allauth's re-authentication in front of a view: password, code or passkey."""
    return cast(View, reauthentication_required(view))
