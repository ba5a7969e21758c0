"""For whom I act."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from shanghui.core.asking import actor_of, next_url
from shanghui.core.refusal import NotFound
from shanghui.network.actions.acting import act_as as act
from shanghui.network.middleware import SESSION_KEY
from shanghui.network.queries.actors import posts_of


@login_required
@require_POST
def act_as(request: HttpRequest) -> HttpResponse:
    """Only a post of her own that she holds today is accepted."""
    chosen = request.POST.get("appointment", "")
    posts = posts_of(request.user, timezone.localdate())  # type: ignore[arg-type]
    appointment = next((post for post in posts if str(post.pk) == chosen), None)
    if appointment is None:
        raise NotFound()
    act(actor=actor_of(request), appointment=appointment, now=timezone.now())
    request.session[SESSION_KEY] = appointment.pk
    messages.success(request, _("现在代表%(place)s办事。") % {"place": appointment.place.called})
    return redirect(next_url(request, "network:directory"))
