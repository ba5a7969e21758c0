"""Language and text size live in cookies, so that pages before sign-in keep them too."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from shanghui.accounts.models import User

LARGER_TEXT = "shanghui_text"
YEAR = 31_536_000


def remember_preferences(request: HttpRequest, response: HttpResponse, user: User) -> None:
    """A browser that has chosen nothing itself takes over what its user has saved."""
    if user.language and settings.LANGUAGE_COOKIE_NAME not in request.COOKIES:
        keep_language(response, user.language)
    if user.larger_text and LARGER_TEXT not in request.COOKIES and LARGER_TEXT not in response.cookies:
        keep_text_size(response, larger=True)


def keep_language(response: HttpResponse, language: str) -> None:
    if settings.LANGUAGE_COOKIE_NAME not in response.cookies:
        response.set_cookie(settings.LANGUAGE_COOKIE_NAME, language, max_age=YEAR, samesite="Lax")


def keep_text_size(response: HttpResponse, *, larger: bool) -> None:
    if larger:
        response.set_cookie(LARGER_TEXT, "large", max_age=YEAR, samesite="Lax")
    else:
        response.delete_cookie(LARGER_TEXT, samesite="Lax")
