"""The API's root: one description, one way to say no."""

from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, ValidationError
from ninja.security import django_auth

from shanghui import __version__
from shanghui.activities.api import router as activities
from shanghui.catalogue.api import router as catalogue
from shanghui.core.busy import RETRY_SECONDS, is_busy
from shanghui.core.labels import refusal_text
from shanghui.core.refusal import BadRequest, NotFound, Refusal
from shanghui.exchange.api import router as exchange
from shanghui.network.api import router as network
from shanghui.network.api.tokens import PostTokenAuth
from shanghui.sheets.api import router as sheets

api = NinjaAPI(
    title="Shanghui 商汇",
    version=__version__,
    description="The working platform of a federation of chambers. Each operation asks what its page asks.",
    auth=[PostTokenAuth(), django_auth],
    urls_namespace="api",
)
api.add_router("/activities", activities)
api.add_router("/catalogue", catalogue)
api.add_router("/exchange", exchange)
api.add_router("/network", network)
api.add_router("/sheets", sheets)


def _no(request: HttpRequest, refusal: Refusal, **more: object) -> HttpResponse:
    body = {"refusal": type(refusal).__name__, "text": refusal_text(refusal), **more}
    return api.create_response(request, body, status=refusal.status)


@api.exception_handler(Refusal)
def answer_refusal(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    return _no(request, refusal)


@api.exception_handler(Http404)
def answer_absent(request: HttpRequest, _absent: Http404) -> HttpResponse:
    return _no(request, NotFound())


@api.exception_handler(ValidationError)
def answer_invalid(request: HttpRequest, fault: ValidationError) -> HttpResponse:
    """400 with what is wrong where; the values themselves are not repeated."""
    wrong = [{"where": list(error["loc"]), "what": error["type"]} for error in fault.errors]
    return _no(request, BadRequest(), errors=wrong)


@api.exception_handler(OperationalError)
def answer_busy(request: HttpRequest, fault: OperationalError) -> HttpResponse:
    """503 with when to try again; any other fault of the database is a 500 like every fault."""
    if not is_busy(fault):
        raise fault
    answer = api.create_response(request, {"refusal": "Busy"}, status=503)
    answer.headers["Retry-After"] = str(RETRY_SECONDS)
    return answer


@api.exception_handler(AuthenticationError)
def answer_unknown(request: HttpRequest, _fault: AuthenticationError) -> HttpResponse:
    return api.create_response(request, {"refusal": "NotSignedIn"}, status=401)
