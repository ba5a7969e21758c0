"""Forms of an organisation: its facts, its place, who hosts an area."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from shanghui.catalogue.forms import EntryField
from shanghui.core.audience import Audience
from shanghui.network.forms.enterprises import DateInput
from shanghui.network.labels import AFFILIATION_ORDERS, ORGANISATION_KINDS
from shanghui.network.models import Organisation

AUDIENCE_WORDS = [
    (Audience.OWN, _("仅本单位：只有本单位和工商联看得到")),
    (Audience.AREA, _("本片区：同一片区的单位也看得到")),
    (Audience.FEDERATION, _("全会：工商联和各商会、协会都看得到")),
    (Audience.PUBLIC, _("公开：登录的访客也看得到")),
]


class OrganisationForm(forms.ModelForm[Organisation]):
    """Facts of a chamber or association."""

    region = EntryField(
        kind="region", required=False, label=_("所在区"), help_text=_("写区名或代码，如“嘉定区”“310114”。")
    )
    hometown = EntryField(kind="region", required=False, label=_("家乡"), help_text=_("异地商会填，如“安徽省”。"))
    industry = EntryField(kind="industry", required=False, label=_("行业"), help_text=_("行业商会、协会填名称或代码。"))
    audience = forms.ChoiceField(label=_("谁看得到这个单位"), choices=AUDIENCE_WORDS, widget=forms.RadioSelect)
    website = forms.URLField(label=_("网站"), required=False, max_length=200, assume_scheme="https")
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Organisation
        fields = [
            "name", "short_name", "credit_code", "region", "hometown", "industry", "address", "phone", "email",
            "website", "founded_on", "introduction", "audience",
        ]  # fmt: skip
        labels = {
            "name": _("全称"),
            "short_name": _("简称"),
            "credit_code": _("统一社会信用代码"),
            "address": _("地址"),
            "phone": _("电话"),
            "email": _("邮箱"),
            "website": _("网站"),
            "founded_on": _("成立日期"),
            "introduction": _("介绍"),
        }
        widgets = {"founded_on": DateInput(), "introduction": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["version"] = self.instance.version


class NewOrganisationForm(OrganisationForm):
    """A new organisation, with its kind."""

    kind = forms.ChoiceField(
        label=_("哪一类"), choices=[(kind.value, label) for kind, label in ORGANISATION_KINDS.items()]
    )
    field_order = ["kind"]


class MoveForm(forms.Form):
    """In which order, under whom, from when. `sure` comes from the second step, after the sentence was read."""

    order = forms.ChoiceField(
        label=_("调整哪一种归属"), choices=[(order.value, label) for order, label in AFFILIATION_ORDERS.items()]
    )
    parent: "forms.ModelChoiceField[Organisation]" = forms.ModelChoiceField(
        label=_("放到哪里"), queryset=None, required=False, empty_label=_("哪里都不放（退出）")
    )
    on = forms.DateField(label=_("从哪天起"), widget=DateInput())
    sure = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, parents: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parent"].queryset = parents  # type: ignore[attr-defined]
        self.fields["on"].initial = today


class HostForm(forms.Form):
    """Which unit hosts from when to when."""

    unit: "forms.ModelChoiceField[Organisation]" = forms.ModelChoiceField(
        label=_("轮值单位"), queryset=None, empty_label=_("请选一家")
    )
    start = forms.DateField(label=_("从"), widget=DateInput())
    end = forms.DateField(label=_("到"), widget=DateInput())

    def __init__(self, *args: Any, units: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]
