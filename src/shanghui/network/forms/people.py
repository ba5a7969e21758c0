"""Forms of a person and of posts."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from shanghui.network.forms.enterprises import DateInput
from shanghui.network.labels import POSTS
from shanghui.network.models import Person
from shanghui.network.rules import Post


class PersonForm(forms.ModelForm[Person]):
    """Name and contacts. Without `contacts` only the name."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Person
        fields = ["name", "phone", "email"]
        labels = {"name": _("姓名"), "phone": _("电话"), "email": _("邮箱")}
        help_texts = {"phone": _("联系方式只给本单位的人和同片区的秘书处看。")}

    def __init__(self, *args: Any, contacts: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["version"] = self.instance.version
        if not contacts:
            del self.fields["phone"], self.fields["email"]


class SomebodyForm(forms.Form):
    """Somebody chosen from those who are known, or entered here."""

    person: "forms.ModelChoiceField[Person]" = forms.ModelChoiceField(
        queryset=None, required=False, widget=forms.HiddenInput
    )
    name = forms.CharField(label=_("姓名"), max_length=120, required=False)
    phone = forms.CharField(label=_("电话"), max_length=40, required=False)

    def __init__(self, *args: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = people  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or {}
        if not facts.get("person") and not facts.get("name"):
            self.add_error("name", _("请选一位，或写上姓名。"))
        return facts


class AppointForm(SomebodyForm):
    """Who gets which post for which term."""

    post = forms.ChoiceField(label=_("职务"))
    title = forms.CharField(label=_("对外称呼"), max_length=60, required=False, help_text=_("与职务不同时填。"))
    start = forms.DateField(label=_("从哪天起"), required=False, widget=DateInput())
    end = forms.DateField(label=_("到哪天止"), required=False, widget=DateInput())

    def __init__(self, *args: Any, posts: Iterable[Post], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["post"].choices = [(post.value, POSTS[post]) for post in posts]  # type: ignore[attr-defined]


class HandOverForm(SomebodyForm):
    """Who follows, from when. `sure` comes from the second step, after the sentence was read."""

    on = forms.DateField(label=_("从哪天起"), widget=DateInput())
    end = forms.DateField(label=_("任期到"), required=False, widget=DateInput())
    sure = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = today


class EndForm(forms.Form):
    on = forms.DateField(label=_("最后一天"), widget=DateInput())
