"""Co-hosts, agenda and invitations as people write them in a chat: one a line."""

import re
from collections.abc import Sequence
from datetime import time
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from shanghui.activities.actions.activity_parts import Point
from shanghui.activities.queries.bodies import Unclear, found_body
from shanghui.core.actor import Actor
from shanghui.network.models import Organisation

MOST_LINES = 100
_POINT = re.compile(r"(\d{1,2})\s*[:：.]\s*(\d{2})(?:\s*[-–—~至]\s*\d{1,2}\s*[:：.]\s*\d{2})?\s*(.+)")
_QUOTA = re.compile(r"(.+?)[\s，,：:]+(\d{1,5})\s*[人名个位]?")


class LinesField(forms.CharField):
    """Lines of text; cleans to a list, or says of each line what is wrong with it."""

    widget = forms.Textarea(attrs={"rows": 3})

    def lines(self, value: Any) -> list[str]:
        found = [line.strip() for line in (super().clean(value) or "").splitlines() if line.strip()]
        if len(found) > MOST_LINES:
            raise forms.ValidationError(_now("最多写%(most)s行。") % {"most": MOST_LINES})
        return found


class BodiesField(LinesField):
    """One organisation a line. `known`: those that stand there already, seen or not."""

    actor: Actor
    known: Sequence[Organisation] = ()

    def prepare_value(self, value: Any) -> Any:
        return value if value is None or isinstance(value, str) else "\n".join(body.name for body in value)

    def clean(self, value: Any) -> Any:
        return [body for body, _quota in self.found([(line, None) for line in self.lines(value)])]

    def found(self, wanted: list[tuple[str, int | None]]) -> list[tuple[Organisation, int | None]]:
        bodies, faults = [], []
        for text, quota in wanted:
            try:
                bodies.append((found_body(self.actor, text, self.known), quota))
            except Unclear as unclear:
                faults.append(_fault(text, unclear.candidates))
        if faults:
            raise forms.ValidationError(faults)
        return bodies


class InvitationsField(BodiesField):
    """One organisation a line, with its quota at the end where it has one."""

    widget = forms.Textarea(attrs={"rows": 3, "placeholder": _("紧固件协会 20\n安徽商会")})

    def prepare_value(self, value: Any) -> Any:
        if value is None or isinstance(value, str):
            return value
        return "\n".join(f"{body.name} {quota}" if quota else body.name for body, quota in value)

    def clean(self, value: Any) -> Any:
        wanted: list[tuple[str, int | None]] = []
        for line in self.lines(value):
            match = _QUOTA.fullmatch(line)
            wanted.append((match[1], int(match[2])) if match else (line, None))
        return self.found(wanted)


class AgendaField(LinesField):
    """One point a line: 14:00 主题分享｜张三."""

    widget = forms.Textarea(attrs={"rows": 4, "placeholder": _("13:30 签到\n14:00 主题分享｜主讲人\n15:30 自由交流")})

    def prepare_value(self, value: Any) -> Any:
        if value is None or isinstance(value, str):
            return value
        return "\n".join(f"{one.at:%H:%M} {one.title}{'｜' + one.speaker if one.speaker else ''}" for one in value)

    def clean(self, value: Any) -> Any:
        points, faults = [], []
        for line in self.lines(value):
            point = read_point(line)
            if point is None:
                faults.append(_now("“%(line)s”没有读懂。请先写几点，再写做什么，如“14:00 主题分享”。") % {"line": line})
            else:
                points.append(point)
        if faults:
            raise forms.ValidationError(faults)
        return points


def read_point(line: str) -> Point | None:
    match = _POINT.fullmatch(line)
    if match is None or int(match[1]) > 23 or int(match[2]) > 59:
        return None
    title, _bar, speaker = (part.strip() for part in re.sub(r"[|]", "｜", match[3]).partition("｜"))
    if not title or len(title) > 120 or len(speaker) > 120:
        return None
    return Point(time(int(match[1]), int(match[2])), title, speaker)


def _fault(text: str, candidates: Sequence[str]) -> str:
    if candidates:
        names = "”“".join(candidates)
        return _now("“%(text)s”不够清楚，是不是“%(names)s”？请写全称。") % {"text": text, "names": names}
    return _now("网络里没有找到单位“%(text)s”。请写全称或简称。") % {"text": text}
