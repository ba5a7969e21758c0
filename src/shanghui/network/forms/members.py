"""Forms of a membership."""

from django import forms
from django.utils.translation import gettext_lazy as _

from shanghui.network.forms.enterprises import DateInput
from shanghui.network.models import Membership


class MembershipForm(forms.ModelForm[Membership]):
    """Grade, number, dues, since when."""

    class Meta:
        model = Membership
        fields = ["grade", "number", "dues_state", "dues_until", "start", "note"]
        labels = {
            "grade": _("会内职务"),
            "number": _("会员编号"),
            "dues_state": _("会费"),
            "dues_until": _("会费缴到"),
            "start": _("入会日期"),
            "note": _("备注"),
        }
        widgets = {"dues_until": DateInput(), "start": DateInput()}


class MembershipWithoutDuesForm(MembershipForm):
    """For somebody to whom the dues are not shown."""

    class Meta(MembershipForm.Meta):
        fields = ["grade", "number", "start", "note"]


class GradeForm(forms.ModelForm[Membership]):
    class Meta:
        model = Membership
        fields = ["grade"]


class DuesForm(forms.ModelForm[Membership]):
    class Meta:
        model = Membership
        fields = ["dues_state"]


class LetGoForm(forms.Form):
    end = forms.DateField(label=_("会籍到哪天止"), widget=DateInput())
