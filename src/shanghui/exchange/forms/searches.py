"""Forms of saved searches."""

from django import forms
from django.utils.translation import gettext_lazy as _


class SearchForm(forms.Form):
    """How it is called and how she is told."""

    name = forms.CharField(label=_("叫什么"), max_length=60)
    by_mail = forms.BooleanField(
        label=_("每天早上8点，有新结果就发邮件"), required=False, help_text=_("新结果随时都在首页；邮件只说有几条。")
    )


class StandingForm(SearchForm):
    """And whether it goes on."""

    paused = forms.BooleanField(
        label=_("先停一停"), required=False, help_text=_("停着的时候不找新结果；再开时从那一刻找起。")
    )
