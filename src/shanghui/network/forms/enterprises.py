"""Forms of an enterprise."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from shanghui.catalogue.forms import EntryField
from shanghui.core.audience import Audience
from shanghui.network.models import Enterprise

#: who sees it, in words
AUDIENCE_WORDS = [
    (Audience.OWN, _("仅本单位：只有它加入的单位看得到")),
    (Audience.AREA, _("本片区：它加入的单位所在片区的秘书处、召集人看得到")),
    (Audience.FEDERATION, _("全会：工商联和各商会、协会都看得到")),
    (Audience.PUBLIC, _("公开：登录的访客也看得到")),
]
CONTACTS = ["contact_name", "phone", "email"]
LABELS = {
    "name": _("企业全称"),
    "short_name": _("简称"),
    "former_names": _("曾用名"),
    "credit_code": _("统一社会信用代码"),
    "address": _("地址"),
    "main_business": _("主营"),
    "introduction": _("介绍"),
    "website": _("网站"),
    "contact_name": _("联系人"),
    "phone": _("电话"),
    "email": _("邮箱"),
    "founded_on": _("成立日期"),
    "staff": _("人数"),
    "capital": _("注册资本（万元）"),
    "audience": _("谁看得到这家企业"),
}
HINTS = {
    "former_names": _("几个曾用名之间用分号隔开。按旧名也找得到。"),
    "contact_name": _("联系方式只给它加入的单位看，引荐双方同意以后才放出去。"),
}


class DateInput(forms.DateInput):
    input_type = "date"

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(format="%Y-%m-%d", **kwargs)


class EnterpriseForm(forms.ModelForm[Enterprise]):
    """Facts of a firm. Without `contacts` the fields of its contact are left out, and so stay as they are."""

    region = EntryField(
        kind="region", required=False, label=_("所在区"), help_text=_("写区名或代码，如“嘉定区”“310114”。")
    )
    industry = EntryField(
        kind="industry", required=False, label=_("行业"), help_text=_("写行业名称或代码，如“紧固件制造”“3482”。")
    )
    audience = forms.ChoiceField(label=LABELS["audience"], choices=AUDIENCE_WORDS, widget=forms.RadioSelect)
    website = forms.URLField(label=_("网站"), required=False, max_length=200, assume_scheme="https")
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Enterprise
        fields = [
            "name", "short_name", "former_names", "credit_code", "region", "industry", "address", "main_business",
            "introduction", "website", "founded_on", "staff", "capital", "contact_name", "phone", "email", "audience",
        ]  # fmt: skip
        labels = LABELS
        help_texts = HINTS
        widgets = {"founded_on": DateInput(), "introduction": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args: Any, contacts: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["version"] = self.instance.version
        if not contacts:
            for name in CONTACTS:
                del self.fields[name]


class NewEnterpriseForm(EnterpriseForm):
    """A firm about to be entered; the second step says that she saw the ones that may be the same."""

    anyway = forms.BooleanField(required=False, widget=forms.HiddenInput)

    class Meta(EnterpriseForm.Meta):
        fields = ["name", "credit_code", "region", "industry", "main_business", "contact_name", "phone", "audience"]


class MergeChoiceForm(forms.Form):
    """Which of the two is kept."""

    other = forms.IntegerField(widget=forms.HiddenInput)
    kept = forms.IntegerField(widget=forms.HiddenInput)
