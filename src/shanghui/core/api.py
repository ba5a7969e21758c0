"""What the API of every mechanism shares: shapes that know no other key, and a query that says so."""

from django.http import HttpRequest
from ninja import Schema
from pydantic import ConfigDict

from shanghui.core.refusal import ensure_keys_known


class Strict(Schema):
    """A body or a query in which an unknown key is an error."""

    model_config = ConfigDict(extra="forbid")


def ensure_query_known(request: HttpRequest, query: type[Schema] = Schema) -> None:
    """Raises BadRequest on a query key that the operation does not have; ninja would ignore it."""
    ensure_keys_known(request.GET, *query.model_fields)
