"""How a programme looks where a lower mechanism points at it."""

from django.urls import NoReverseMatch, reverse

from shanghui.activities.models import Programme
from shanghui.core.actor import Actor
from shanghui.core.reference import Shown


def shown_programme(actor: Actor, pk: int) -> Shown | None:
    row = Programme.objects.visible_to(actor).filter(pk=pk).first()
    if row is None:
        return None
    try:
        return Shown(row.title, reverse("activities:programme", args=[pk]))
    except NoReverseMatch:
        return Shown(row.title, reverse("activities:activities"))
