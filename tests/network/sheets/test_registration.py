"""What the house exports, it imports: in whichever language the file was written."""

from datetime import date, timedelta

import pytest
from django.conf import settings
from django.utils.timezone import localdate
from django.utils.translation import override

from shanghui.network.models import Appointment
from shanghui.network.sheets.registration import ENTERPRISES, ORGANISATIONS, PEOPLE, actor_of
from shanghui.sheets.cell_values import Moment
from shanghui.sheets.column_guess import guess_columns
from shanghui.sheets.kinds import ImportKind
from shanghui.sheets.rules import Guessed
from tests.factories.network import make_organisation, make_secretary

MOMENT = Moment(date(2026, 3, 2))


@pytest.mark.parametrize("language", [code for code, _ in settings.LANGUAGES])
@pytest.mark.parametrize("kind", [ENTERPRISES, PEOPLE, ORGANISATIONS], ids=lambda kind: kind.key)
def test_exported_header_is_recognised_whole(kind: ImportKind, language: str) -> None:
    with override(language):
        header = [str(column.label) for column in kind.columns]
    assert len(set(header)) == len(header)
    guesses = guess_columns(kind.columns, header, [["" for _ in header]], {})
    assert [guess.column for guess in guesses] == [column.key for column in kind.columns]
    assert {guess.how for guess in guesses} == {Guessed.SAME_HEADER}


@pytest.mark.parametrize("language", [code for code, _ in settings.LANGUAGES])
@pytest.mark.parametrize("kind", [ENTERPRISES, PEOPLE, ORGANISATIONS], ids=lambda kind: kind.key)
def test_choices_of_a_template_are_read_in_each_language(kind: ImportKind, language: str) -> None:
    with override(language):
        offered = [(column, str(choice)) for column in kind.columns for choice in column.choices]
    unread = [(column.key, choice) for column, choice in offered if column.parse(choice, MOMENT).problem]
    assert not unread


@pytest.mark.django_db
def test_importer_is_who_she_is_today_in_her_post() -> None:
    chamber = make_organisation()
    user, actor = make_secretary(chamber)
    assert actor.appointment_id is not None
    found = actor_of(user.pk, actor.appointment_id)
    assert found == actor
    assert actor_of(user.pk, 999_999) is None
    Appointment.objects.filter(pk=actor.appointment_id).update(end=localdate() - timedelta(days=1))
    assert actor_of(user.pk, actor.appointment_id) is None
    Appointment.objects.filter(pk=actor.appointment_id).update(end=None)
    user.is_active = False
    user.save()
    assert actor_of(user.pk, actor.appointment_id) is None
