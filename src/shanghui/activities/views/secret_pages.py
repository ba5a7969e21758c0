"""How pages behind secret addresses behave: kept by no cache, found by no search engine, guessed at by nobody."""

from collections.abc import Callable
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse

from shanghui.accounts import throttle
from shanghui.core.asking import ensure_keys
from shanghui.core.refusal import NotFound

#: as for consent links (exchange.views.consents)
PRIVATE = {
    "Cache-Control": "no-store, private",
    "X-Robots-Tag": "noindex, nofollow, noarchive",
}
View = Callable[..., HttpResponse]


def secret_page(view: View) -> View:
    """Unknown keys look like absent pages; who tries many of them is slowed down."""

    @wraps(view)
    def answer(request: HttpRequest, key: str) -> HttpResponse:
        slowed = throttle.guessing(request)
        if slowed is None:
            try:
                ensure_keys(request)
                slowed = view(request, key)
            except NotFound as error:
                throttle.note_guess(request)
                raise Http404 from error
        for name, value in PRIVATE.items():
            slowed[name] = value
        return slowed

    return answer
