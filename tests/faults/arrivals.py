"""Notes each request that has come in, so that a test knows when one is at work."""

import os
from collections.abc import Callable
from pathlib import Path

from django.http import HttpRequest, HttpResponse


class Arrivals:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.noted = Path(os.environ["TEST_ARRIVALS"])

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with self.noted.open("a") as file:
            file.write(f"{request.method}\n")
        return self.get_response(request)
