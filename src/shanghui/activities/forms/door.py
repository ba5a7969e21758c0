"""Forms of the door and of the questions after it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from shanghui.activities.labels import MEASURES
from shanghui.activities.models import Activity, Registration
from shanghui.activities.rules import Measure
from shanghui.core.actor import Actor
from shanghui.network.models import Organisation

MARKS = [("5", _("5 很好")), ("4", "4"), ("3", "3"), ("2", "2"), ("1", _("1 不好"))]
USES = [("5", _("5 很有用")), ("4", "4"), ("3", "3"), ("2", "2"), ("1", _("1 没有用"))]


class WalkInForm(forms.Form):
    """Who is not on the list. The units offered are those through which guests come, and the hosts."""

    name = forms.CharField(label=_("姓名"), max_length=60)
    firm = forms.CharField(label=_("单位或企业"), max_length=120, required=False)
    position = forms.CharField(label=_("职务"), max_length=60, required=False)
    phone = forms.CharField(
        label=_("手机号"),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "tel"}),
        help_text=_("填了手机号，名单上已有的来宾不会登记两次。"),
    )
    unit = forms.ModelChoiceField(
        label=_("由哪个单位来"), queryset=Organisation.objects.none(), required=False, empty_label=_("不写")
    )

    def __init__(self, *args: Any, actor: Actor, activity: Activity, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        coming = Registration.objects.unrestricted("units of guests").filter(activity=activity, unit__isnull=False)
        invited = activity.invitations.values("organisation")
        hosts = activity.co_hosts.values("organisation")
        rows = Organisation.objects.visible_to(actor).active()
        rows = (
            rows.filter(pk__in=coming.order_by().values("unit"))
            | rows.filter(pk__in=invited)
            | rows.filter(pk__in=hosts)
            | rows.filter(pk=activity.organisation_id)
        )
        self.fields["unit"].queryset = rows.order_by("sort_key", "pk")  # type: ignore[attr-defined]


class FeedbackForm(forms.Form):
    """Three questions; the last may stay empty."""

    good = forms.TypedChoiceField(label=_("活动办得好不好"), choices=MARKS, coerce=int, widget=forms.RadioSelect)
    useful = forms.TypedChoiceField(label=_("对您有没有用"), choices=USES, coerce=int, widget=forms.RadioSelect)
    better = forms.CharField(
        label=_("哪里可以做得更好"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


class CriteriaForm(forms.Form):
    """One figure a measure; empty: not asked for."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for measure in Measure:
            most = 5 if measure is Measure.SATISFACTION else 100 if measure is Measure.ARRIVED_SHARE else 99_999_999
            self.fields[measure.value] = forms.DecimalField(
                label=MEASURES[measure], min_value=0, max_value=most, max_digits=10, decimal_places=2, required=False
            )
