"""Tokens as a way in to the API."""

from django.http import HttpRequest
from django.utils import timezone
from ninja.security import HttpBearer

from shanghui.accounts.actions import note_token_used
from shanghui.accounts.models import ApiToken
from shanghui.accounts.queries import living_token


def authenticate_token(raw: str) -> ApiToken | None:
    """The living token whose text this is, its use noted; None for unknown, revoked, expired or a removed user's."""
    now = timezone.now()
    token = living_token(raw, now)
    if token:
        note_token_used(token=token, now=now)
    return token


class TokenAuth(HttpBearer):
    """`Authorization: Bearer shk_…`. Sets `request.token`; the post it acts in is resolved by the mechanism above."""

    def authenticate(self, request: HttpRequest, token: str) -> ApiToken | None:
        found = authenticate_token(token)
        request.token = found  # type: ignore[attr-defined]
        if found:
            request.user = found.user
        return found
