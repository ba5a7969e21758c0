"""What a participant says of itself: one form for the guest, her secretary and the organiser."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from shanghui.activities.actions.participants import MOST_DELEGATES, MOST_QUOTA, MOST_TOPICS, Said
from shanghui.activities.labels import PARTS
from shanghui.activities.models import Matchmaking, Participant, Slot, Topic
from shanghui.exchange.labels import SIDES
from shanghui.exchange.models import Listing
from shanghui.exchange.rules import Side

LINES = {"rows": 3}


class ParticipantForm(forms.Form):
    """`listings`: live ones of the firm, each with a tick; own words stand one a line."""

    part = forms.ChoiceField(
        label=gettext_lazy("来做什么"), choices=[(part.value, label) for part, label in PARTS.items()]
    )
    pitch = forms.CharField(
        label=gettext_lazy("一句话介绍（可不填）"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("所有参会企业都看得到，如“做汽车紧固件二十年，求不锈钢线材”。不要写电话和微信。"),
    )
    listings = forms.MultipleChoiceField(
        label=gettext_lazy("带上已发布的供需"), required=False, widget=forms.CheckboxSelectMultiple
    )
    needs = forms.CharField(
        label=gettext_lazy("想找什么（一行一条）"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs=LINES),
        help_text=gettext_lazy("如“M12高强度螺栓，每月五万件”。写清规格，更容易找到合适的人。"),
    )
    offers = forms.CharField(
        label=gettext_lazy("能提供什么（一行一条）"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs=LINES),
    )
    delegates = forms.IntegerField(
        label=gettext_lazy("来几位（可以同时分头谈）"), min_value=1, max_value=MOST_DELEGATES, initial=1
    )
    quota = forms.IntegerField(
        label=gettext_lazy("最多见几场（可不填）"), required=False, min_value=1, max_value=MOST_QUOTA
    )
    from_slot = forms.TypedChoiceField(label=gettext_lazy("几点到"), coerce=int, required=False)
    busy = forms.MultipleChoiceField(
        label=gettext_lazy("哪些时段没空（可不选）"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(
        self,
        *args: Any,
        matchmaking: Matchmaking,
        listings: Sequence[Listing],
        zones: Sequence[str] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.slots = {str(slot.pk): slot for slot in matchmaking.slots.all()}
        self.offered = {str(one.pk): one for one in listings}
        words = [(key, f"{SIDES[one.side_enum]}：{one.title}") for key, one in self.offered.items()]
        self._choose("listings", words)
        self._choose("busy", [(key, slot_words(slot)) for key, slot in self.slots.items()])
        numbers = [
            (slot.number, _("%(time)s到") % {"time": f"{localtime(slot.starts_at):%H:%M}"})
            for slot in self.slots.values()
        ]
        self._choose("from_slot", [(0, _("准时到")), *numbers[1:]], keep=True)
        self.fields["quota"].help_text = _("主办方定的上限是%(most)d场。") % {"most": matchmaking.quota}
        if zones:
            self.fields["zone"] = forms.ChoiceField(
                label=_("坐哪个区"), required=False, choices=[("", _("不限")), *[(zone, zone) for zone in zones]]
            )

    def _choose(self, name: str, choices: Sequence[tuple[object, str]], *, keep: bool = False) -> None:
        if not choices and not keep:
            del self.fields[name]
            return
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        if not self.errors and len(self.topics()) > MOST_TOPICS:
            raise forms.ValidationError(_("最多写%(most)d条，请挑最要紧的。") % {"most": MOST_TOPICS})
        if not self.errors and not self.topics():
            raise forms.ValidationError(_("至少写一条想找的或能提供的，别家才知道为什么见您。"))
        return found

    def topics(self) -> list[Said]:
        told = [
            Said(one.side_enum, one.title, one.summary, one)
            for key, one in self.offered.items()
            if key in self.cleaned_data.get("listings", [])
        ]
        for side, name in ((Side.NEED, "needs"), (Side.OFFER, "offers")):
            told += [said_line(side, line) for line in self.cleaned_data.get(name, "").splitlines() if line.strip()]
        return told

    def busy_slots(self) -> list[Slot]:
        return [self.slots[key] for key in self.cleaned_data.get("busy", [])]

    def facts(self) -> dict[str, object]:
        names = [name for name in ("part", "pitch", "delegates", "quota", "from_slot", "zone") if name in self.fields]
        facts = {name: self.cleaned_data[name] for name in names}
        return facts | {"from_slot": facts.get("from_slot") or 0}


def said_line(side: Side, line: str) -> Said:
    """A line is a title; what is longer stands whole in the description."""
    line = " ".join(line.split())
    return Said(side, line[:60], line[:1000] if len(line) > 60 else "")


def initial_of(participant: Participant) -> dict[str, object]:
    """A stored participant as it was entered."""
    topics = list(participant.topics.all())
    own = {
        side: "\n".join(_line(one) for one in topics if one.listing_id is None and one.side == side)
        for side in ("need", "offer")
    }
    return {
        "part": participant.part, "pitch": participant.pitch, "delegates": participant.delegates,
        "quota": participant.quota, "from_slot": participant.from_slot, "zone": participant.zone,
        "listings": [str(one.listing_id) for one in topics if one.listing_id is not None],
        "needs": own["need"], "offers": own["offer"],
        "busy": [str(row.slot_id) for row in participant.forbidden.all()],
    }  # fmt: skip


def _line(topic: Topic) -> str:
    if not topic.description or topic.description.startswith(topic.title):
        return topic.description or topic.title
    return f"{topic.title}：{topic.description}"


def slot_words(slot: Slot) -> str:
    return f"{localtime(slot.starts_at):%H:%M}–{localtime(slot.ends_at):%H:%M}"


def zones_in(numbers: Iterable[str]) -> list[str]:
    """Each once, in the order of the tables."""
    return list(dict.fromkeys(zone for zone in numbers if zone))
