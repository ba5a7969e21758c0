"""Forms of the board: how long to compute, where to put an encounter, what happens on the day."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.timezone import localtime
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from shanghui.activities.models import Matchmaking, Participant, Slot, Table
from shanghui.activities.queries.placing import table_called

#: seconds that the engine may take, in words
BUDGETS = [(5, _("5秒，先看个大概")), (20, _("20秒")), (60, _("1分钟，几百家")), (300, _("5分钟，上千家"))]


def slot_choices(slots: Iterable[Slot]) -> list[tuple[int, str]]:
    return [(slot.pk, f"{localtime(slot.starts_at):%m-%d %H:%M}") for slot in slots]


def table_choices(tables: Iterable[Table]) -> list[tuple[int, str]]:
    return [(table.pk, table_called(table.name, table.number)) for table in tables]


class ScheduleForm(forms.Form):
    """`keeps`: what is locked in the version that is shown stays."""

    seconds = forms.TypedChoiceField(label=_("最多算多久"), choices=BUDGETS, coerce=int, initial=20)
    keeps = forms.BooleanField(label=_("锁定的不动"), required=False)


class MoveForm(forms.Form):
    """By ids; the lists of a drawn form hold the slots and tables there are."""

    encounter = forms.IntegerField(widget=forms.HiddenInput)
    slot = forms.TypedChoiceField(label=_("时段"), coerce=int)
    table = forms.TypedChoiceField(label=_("桌子"), coerce=int)

    def __init__(self, *args: Any, slots: Iterable[Slot], tables: Iterable[Table], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["slot"].choices = slot_choices(slots)  # type: ignore[attr-defined]
        self.fields["table"].choices = table_choices(tables)  # type: ignore[attr-defined]


class GuestForm(forms.Form):
    """Whom it is about, by the beginning of a name: firm, short name or person."""

    guest = forms.CharField(label=_("哪一家"), max_length=60, help_text=_("写企业或人名中的几个字。"))

    def __init__(self, *args: Any, matchmaking: Matchmaking, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.matchmaking = matchmaking

    def clean_guest(self) -> Participant:
        text = self.cleaned_data["guest"].strip()
        found = list(found_guests(self.matchmaking, text)[:4])
        exact = [one for one in found if text in {one.called, one.registration.firm, one.registration.name}]
        if len(exact) == 1:
            return exact[0]
        if not found:
            raise forms.ValidationError(_now("参加者里没有“%(text)s”。请写名册上的企业或人名。") % {"text": text})
        if len(found) > 1:
            names = "”“".join(one.called for one in found)
            raise forms.ValidationError(_now("不止一家：是不是“%(names)s”？请写全。") % {"names": names})
        return found[0]


class LateForm(GuestForm):
    """From which slot on somebody is there."""

    slot = forms.ModelChoiceField(label=_("从哪个时段起在"), queryset=Slot.objects.none(), empty_label=None)

    def __init__(self, *args: Any, matchmaking: Matchmaking, **kwargs: Any) -> None:
        super().__init__(*args, matchmaking=matchmaking, **kwargs)
        field: Any = self.fields["slot"]
        field.queryset = matchmaking.slots.filter(ends_at__gt=timezone.now()).order_by("number")
        field.label_from_instance = lambda slot: f"{localtime(slot.starts_at):%m-%d %H:%M}"


def found_guests(matchmaking: Matchmaking, text: str) -> "QuerySet[Participant]":
    """By any part of the name."""
    named = Q(registration__firm__icontains=text) | Q(registration__name__icontains=text)
    firm = Q(registration__enterprise__name__icontains=text) | Q(registration__enterprise__short_name__icontains=text)
    return matchmaking.participants.filter(named | firm).select_related("registration__enterprise").order_by("pk")
