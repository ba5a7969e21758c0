"""A token acts in the post that it was made for."""

from django.http import HttpRequest

from shanghui.accounts.api import TokenAuth
from shanghui.accounts.models import ApiToken
from shanghui.network.queries.actors import actor_of_token


class PostTokenAuth(TokenAuth):
    """Sets `request.actor`; the token of a post that has ended is a visitor's."""

    def authenticate(self, request: HttpRequest, token: str) -> ApiToken | None:
        found = super().authenticate(request, token)
        if found:
            request.actor = actor_of_token(found)  # type: ignore[attr-defined]
        return found
