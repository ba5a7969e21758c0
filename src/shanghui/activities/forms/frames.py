"""The frame of a matchmaking activity as the organiser enters it."""

import re
from datetime import datetime, time
from typing import Any

from django import forms
from django.utils.timezone import get_current_timezone, localdate, localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from shanghui.activities.actions.frames import Frame
from shanghui.activities.labels import MODES
from shanghui.activities.models import Activity, Matchmaking
from shanghui.activities.rules import MOST_SESSIONS, MOST_TABLES, SLOT_MINUTES, Mode, Stretch, zones_of, zones_text
from shanghui.network.forms.enterprises import DateInput

LOCAL = "%Y-%m-%dT%H:%M"
_RESOURCE = re.compile(r"^(\S.{0,39}?)\s*[:：xX×*]?\s*(\d{1,2})$")
EMPTY_ROWS = 2


class TimeInput(forms.TimeInput):
    input_type = "time"

    def __init__(self) -> None:
        super().__init__(format="%H:%M")


class MomentInput(forms.DateTimeInput):
    input_type = "datetime-local"

    def __init__(self) -> None:
        super().__init__(format=LOCAL)


class SessionForm(forms.Form):
    """A row without a time is no session."""

    name = forms.CharField(label=gettext_lazy("场次"), max_length=40, required=False)
    on = forms.DateField(label=gettext_lazy("哪天"), widget=DateInput(), required=False)
    begin = forms.TimeField(label=gettext_lazy("从"), widget=TimeInput(), required=False)
    end = forms.TimeField(label=gettext_lazy("到"), widget=TimeInput(), required=False)

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        given = [found.get(name) is not None for name in ("begin", "end")]
        if any(given) and not (all(given) and found.get("on")):
            raise forms.ValidationError(_("日期和起止时间要一起填。"))
        return found

    def stretch(self, number: int) -> Stretch | None:
        found = self.cleaned_data
        if found.get("begin") is None:
            return None
        name = found["name"] or _("第%(number)d场") % {"number": number}
        return Stretch(name, _at(found["on"], found["begin"]), _at(found["on"], found["end"]))


class FrameForm(forms.Form):
    mode = forms.ChoiceField(
        label=gettext_lazy("怎么约"), choices=[(mode.value, label) for mode, label in MODES.items()]
    )
    slot_minutes = forms.TypedChoiceField(
        label=gettext_lazy("一场谈几分钟"), coerce=int, choices=[(one, str(one)) for one in SLOT_MINUTES]
    )
    tables = forms.IntegerField(label=gettext_lazy("几张桌子"), min_value=1, max_value=MOST_TABLES)
    zones = forms.CharField(
        label=gettext_lazy("分区（可不填，一行一个区）"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("如“1-4 采购区”：一到四号桌是采购区。"),
    )
    resources = forms.CharField(
        label=gettext_lazy("有限的帮手（可不填，一行一种）"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("如“翻译 2”：同一时段最多两场用翻译。"),
    )
    quota = forms.IntegerField(label=gettext_lazy("每家最多见几场"), min_value=1, max_value=99)
    floor = forms.IntegerField(
        label=gettext_lazy("每家至少排几场"),
        min_value=0,
        max_value=99,
        help_text=gettext_lazy("有约见的，先保证这么多。"),
    )
    wishes_open_at = forms.DateTimeField(
        label=gettext_lazy("约见从何时开始（可不填）"), required=False, widget=MomentInput(), input_formats=[LOCAL]
    )
    wishes_close_at = forms.DateTimeField(
        label=gettext_lazy("约见到何时截止（可不填）"), required=False, widget=MomentInput(), input_formats=[LOCAL]
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        data = self.data if self.is_bound else None
        rows = kwargs.get("initial", {}).get("sessions", [])
        count = (
            _count(self.data.get("sessions", "")) if data is not None else min(len(rows) + EMPTY_ROWS, MOST_SESSIONS)
        )
        self.sessions = [
            SessionForm(
                data, prefix=f"s{at}", initial=rows[at] if at < len(rows) else kwargs.get("initial", {}).get("row")
            )
            for at in range(count)
        ]

    @property
    def rows(self) -> int:
        return len(self.sessions)

    def is_valid(self) -> bool:
        return all([super().is_valid(), *[one.is_valid() for one in self.sessions]])

    def clean_resources(self) -> dict[str, int]:
        found: dict[str, int] = {}
        for line in filter(None, (line.strip() for line in self.cleaned_data["resources"].splitlines())):
            read = _RESOURCE.match(line)
            if read is None or read[1] in found:
                raise forms.ValidationError(_("一行一种，名称后面写数目，如“翻译 2”。"))
            found[read[1]] = int(read[2])
        return found

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        opens, closes = found.get("wishes_open_at"), found.get("wishes_close_at")
        if opens and closes and closes <= opens:
            self.add_error("wishes_close_at", _("截止要晚于开始。"))
        if found.get("floor") is not None and found.get("quota") and found["floor"] > found["quota"]:
            self.add_error("floor", _("不能多于每家最多的场数。"))
        return found

    def frame(self) -> Frame:
        """Raises ZonesUnreadable."""
        found = self.cleaned_data
        told = [one.stretch(at + 1) for at, one in enumerate(self.sessions)]
        return Frame(
            mode=Mode(found["mode"]),
            slot_minutes=found["slot_minutes"],
            stretches=[one for one in told if one is not None],
            tables=found["tables"],
            quota=found["quota"],
            floor=found["floor"],
            zones=zones_of(found["zones"], found["tables"]),
            resources=found["resources"],
            wishes_open_at=found["wishes_open_at"],
            wishes_close_at=found["wishes_close_at"],
        )


def initial_frame(activity: Activity, row: Matchmaking | None) -> dict[str, object]:
    """As it stands; for a new one a session as long as the activity."""
    blank = {"on": localdate(activity.starts_at)}
    if row is None:
        whole = blank | {"name": _("第1场"), "begin": _time(activity.starts_at), "end": _time(activity.ends_at)}
        return {"slot_minutes": 20, "tables": 8, "quota": 8, "floor": 0, "sessions": [whole], "row": blank}
    sessions = [
        {"name": one.name, "on": localdate(one.starts_at), "begin": _time(one.starts_at), "end": _time(one.ends_at)}
        for one in row.sessions.all()
    ]
    tables = list(row.tables.all())
    return {
        "mode": row.mode, "slot_minutes": row.slot_minutes, "tables": len(tables) or 8, "quota": row.quota,
        "floor": row.floor, "zones": zones_text({table.number: table.zone for table in tables}),
        "resources": "\n".join(f"{one.name} {one.count}" for one in row.resources.all()),
        "wishes_open_at": row.wishes_open_at, "wishes_close_at": row.wishes_close_at, "sessions": sessions, "row": blank,
    }  # fmt: skip


def _count(told: str) -> int:
    return min(int(told), MOST_SESSIONS) if told.isascii() and told.isdigit() and len(told) < 4 else 0


def _at(day: Any, clock: time) -> datetime:
    return datetime.combine(day, clock, tzinfo=get_current_timezone())


def _time(moment: datetime) -> time:
    return localtime(moment).time().replace(second=0, microsecond=0)
