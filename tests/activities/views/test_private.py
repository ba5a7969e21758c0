"""Pages behind a secret address."""

from django.http import HttpResponse

from shanghui.activities.views.private import as_private


def test_kept_by_nobody() -> None:
    answer = as_private(HttpResponse("x"))
    assert answer["Cache-Control"] == "no-store, private"
    assert "noindex" in answer["X-Robots-Tag"]
