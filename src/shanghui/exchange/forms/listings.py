"""What is written of a need or an offer."""

from typing import Any

from django import forms
from django.core.validators import MinValueValidator
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from shanghui.catalogue.forms import EntryField
from shanghui.catalogue.models import ProductClass
from shanghui.core.actor import Actor
from shanghui.core.audience import Audience
from shanghui.core.refusal import NotPermitted
from shanghui.exchange.actions.listings import Facts
from shanghui.exchange.labels import KINDS
from shanghui.exchange.models import Listing
from shanghui.exchange.queries.own_members import member_text, own_organisations, picked_member
from shanghui.exchange.rules import MOST_CLASSES
from shanghui.network.forms.enterprises import DateInput
from shanghui.network.models import Enterprise, Organisation

#: who sees it once it is published, in words
AUDIENCE_WORDS = [
    (Audience.OWN, _("仅本单位：只有本单位的人看得到")),
    (Audience.AREA, _("本片区：同一片区的单位看得到")),
    (Audience.FEDERATION, _("全会：工商联和各商会、协会都看得到")),
    (Audience.PUBLIC, _("公开：登录的访客也看得到")),
]
CLASSES = [f"class_{number}" for number in range(1, MOST_CLASSES + 1)]
#: fields that are no column of the listing itself
BESIDE = {*CLASSES, "version", "anyway", "enterprise", "organisation"}


class ListingForm(forms.ModelForm[Listing]):
    """All that a listing says, but for its requirements; the version is the one that was read."""

    kind = forms.ChoiceField(label=_("种类"), choices=[(kind.value, label) for kind, label in KINDS.items()])
    region = EntryField(
        kind="region", required=False, label=_("地区"), help_text=_("写区名或代码，如“嘉定区”“310114”。")
    )
    audience = forms.ChoiceField(label=_("发布后谁看得到"), choices=AUDIENCE_WORDS, widget=forms.RadioSelect)
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Listing
        fields = [
            "kind", "title", "summary", "description", "quantity", "quantity_most", "unit", "price_least",
            "price_most", "price_unit", "region", "nearby", "deadline", "partner_kind", "audience", "anonymous",
        ]  # fmt: skip
        labels = {
            "title": _("标题"),
            "summary": _("摘要"),
            "description": _("说明"),
            "quantity": _("数量"),
            "quantity_most": _("数量上限"),
            "unit": pgettext_lazy("计量", "单位"),
            "price_least": _("价格（元）"),
            "price_most": _("价格上限（元）"),
            "price_unit": _("按什么计价"),
            "nearby": _("附近的地方也可以"),
            "deadline": _("期限"),
            "partner_kind": _("想找什么样的伙伴"),
            "anonymous": _("不显示企业名称，只写“一家会员企业”"),
        }
        help_texts = {
            "title": _("最多60个字。比如：10.9级高强度螺栓M12×80，5万件。"),
            "summary": _("一两句话，最多200个字。"),
            "description": _("不要写电话、微信、邮箱：双方同意引荐后，系统会给出联系方式。"),
            "unit": _("件、吨、平方米、人……"),
            "quantity_most": _("只有一个数就不填。"),
            "price_unit": _("件、吨、月……整单的价格就不填。"),
        }
        widgets = {
            "deadline": DateInput(),
            "summary": forms.Textarea(attrs={"rows": 2}),
            "description": forms.Textarea(attrs={"rows": 5}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = list(self.instance.product_classes.all()) if self.instance.pk else []
        for number, name in enumerate(CLASSES):
            self.fields[name] = EntryField(kind="product_class", required=False, label=_("品类"))
            self.fields[name].widget.attrs["aria-label"] = _("品类%(number)s") % {"number": number + 1}
            if number < len(chosen):
                self.initial.setdefault(name, chosen[number].pk)
        for name in ("quantity", "quantity_most", "price_least", "price_most"):
            self.fields[name].validators.append(MinValueValidator(0))
            self.fields[name].widget.attrs["min"] = 0
        self.fields["class_1"].help_text = _("写品名，如“高强度螺栓”，从提示里选。最多5个。")
        self.initial["version"] = self.instance.version

    def facts(self) -> Facts:
        """The cleaned columns, as an action takes them."""
        return {name: value for name, value in self.cleaned_data.items() if name not in BESIDE}

    def classes(self) -> list[ProductClass]:
        chosen = (self.cleaned_data.get(name) for name in CLASSES)
        return list({one.pk: one for one in chosen if one is not None}.values())

    @property
    def further_classes(self) -> list[forms.BoundField]:
        return [self[name] for name in CLASSES[1:]]

    @property
    def has_further_classes(self) -> bool:
        return any(field.value() for field in self.further_classes)


class MemberField(forms.CharField):
    """A text field that finds a member of the actor's organisation; empty means the organisation itself."""

    default_error_messages = {"unclear": _("没有找到会员“%(text)s”，或有几家都像。请从提示里选一家，或写全称。")}
    actor: Actor

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=200, **kwargs)
        self.widget.attrs |= {
            "class": "form-control",
            "autocomplete": "off",
            "data-combobox": reverse_lazy("exchange:pick_member"),
            "data-kind": "member",
        }

    def prepare_value(self, value: Any) -> Any:
        return member_text(value) if isinstance(value, Enterprise) else value

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        found = picked_member(self.actor, text)
        if found is None:
            raise forms.ValidationError(self.error_messages["unclear"], "unclear", {"text": text})
        return found


class NewListingForm(ListingForm):
    """With whose it is; the second step says that she saw the ones that may be the same.

    Secretaries choose a member; a firm's own people choose which of its organisations speaks for them."""

    anyway = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor
        bodies = own_organisations(actor)
        self.organisations = {body.pk: body for body in bodies}
        self.initial.setdefault("audience", Audience.FEDERATION)
        if actor.enterprise_id is None:
            field = MemberField(label=_("替哪家会员"), required=False)
            field.help_text = _("写名称、简称或拼音首字母。本单位自己的就空着。")
            field.actor = actor
            self.fields["enterprise"] = field
        else:
            choices = [(body.pk, body.called) for body in bodies]
            self.fields["organisation"] = forms.TypedChoiceField(
                label=_("请哪个单位的秘书处经办"), choices=choices, coerce=int
            )

    def chosen_enterprise(self) -> Enterprise | None:
        if self.actor.enterprise_id is None:
            chosen: Enterprise | None = self.cleaned_data["enterprise"]
            return chosen
        return Enterprise.objects.visible_to(self.actor).filter(pk=self.actor.enterprise_id).first()

    def chosen_organisation(self) -> Organisation:
        chosen: int = self.cleaned_data.get("organisation") or self.actor.organisation_id or 0
        if chosen not in self.organisations:
            raise NotPermitted()  # her organisation is gone since she opened the page
        return self.organisations[chosen]
