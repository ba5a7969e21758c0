"""What is written of a guest: her own words, her answers to the form, once and no more."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from shanghui.activities import rules
from shanghui.activities.actions import activities as activity_actions
from shanghui.activities.models import Activity, Answer, Registration
from shanghui.activities.rules import STANDING, QuestionKind
from shanghui.core.refusal import BadRequest
from shanghui.network.actions.writing import storable

Facts = Mapping[str, object]
#: question → what was written; of several choices one a line, of a yes or no "yes" or "no"
Answers = Mapping[int, str]
OWN = frozenset({"name", "firm", "position", "phone", "email", "language"})
CHANGEABLE = OWN - {"language"}
LONGEST_ANSWER = 500
_NUMBER = re.compile(r"-?\d{1,12}(\.\d{1,6})?")


def set_facts(guest: Registration, facts: Facts, allowed: frozenset[str]) -> list[str]:
    """Raises BadRequest on a field that is not hers to set, and without a name. Names of what changed."""
    if set(facts) - allowed:
        raise BadRequest()
    changed = []
    for name, given in facts.items():
        value: Any = storable(guest, name, given)
        value = value.strip() if isinstance(value, str) else value
        if getattr(guest, name) != value:
            setattr(guest, name, value)
            changed.append(name)
    if not guest.name:
        raise BadRequest()
    return changed


def ensure_once(guest: Registration) -> None:
    """Raises RegisteredAlready where the same name and telephone number stand on the list."""
    if not guest.phone:
        return
    rows = Registration.objects.unrestricted("is she on the list?").filter(
        activity=guest.activity_id, phone=guest.phone, name=guest.name, state__in=list(STANDING)
    )
    if rows.exclude(pk=guest.pk).exists():
        raise rules.RegisteredAlready()


def set_answers(guest: Registration, activity: Activity, answers: Answers) -> None:
    """Raises BadRequest on a foreign question, and on an answer that the question does not take."""
    questions = {row.pk: row for row in activity.questions.all()}
    if set(answers) - set(questions):
        raise BadRequest()
    for pk, given in answers.items():
        text = given.strip()[:LONGEST_ANSWER]
        _ensure_answer(questions[pk].kind, questions[pk].options, text)
        if text:
            Answer.objects.update_or_create(registration=guest, question=questions[pk], defaults={"text": text})
        else:
            Answer.objects.filter(registration=guest, question=questions[pk]).delete()


def locked_guest(guest: Registration) -> tuple[Activity, Registration]:
    """The activity first, as everywhere; then the guest as she stands now."""
    activity = activity_actions.locked(guest.activity_id)
    rows = Registration.objects.unrestricted("the action asks").select_for_update(of=("self",))
    fresh = rows.get(pk=guest.pk)
    fresh.activity = activity
    return activity, fresh


def _ensure_answer(kind: str, options: Sequence[str], text: str) -> None:
    if "\0" in text:
        raise BadRequest()
    if not text:
        return
    fits = {
        QuestionKind.CHOICE: lambda: text in options,
        QuestionKind.MANY: lambda: set(text.split("\n")) <= set(options),
        QuestionKind.NUMBER: lambda: _NUMBER.fullmatch(text) is not None,
        QuestionKind.YES: lambda: text in {"yes", "no"},
    }
    check = fits.get(QuestionKind(kind))
    if check is not None and not check():
        raise BadRequest()
