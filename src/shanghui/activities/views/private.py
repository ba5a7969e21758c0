"""What pages behind a secret address say."""

from django.http import HttpResponse

#: kept by no cache, found by no search engine (as the exchange's consent links)
PRIVATE = {"Cache-Control": "no-store, private", "X-Robots-Tag": "noindex, nofollow, noarchive"}


def as_private(answer: HttpResponse) -> HttpResponse:
    for name, value in PRIVATE.items():
        answer[name] = value
    return answer
