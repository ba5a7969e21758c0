"""Words of activities."""

from shanghui.activities import labels, rules


def test_every_kind_and_state_has_its_word() -> None:
    for words, kinds in (
        (labels.PROGRAMME_STATES, rules.ProgrammeState),
        (labels.SELECTIONS, rules.Selection),
        (labels.APPLICATION_STATES, rules.ApplicationState),
        (labels.ACTIVITY_KINDS, rules.ActivityKind),
        (labels.ACTIVITY_STATES, rules.ActivityState),
        (labels.CONFIRMATIONS, rules.Confirmation),
        (labels.QUESTION_KINDS, rules.QuestionKind),
        (labels.MEASURES, rules.Measure),
        (labels.REGISTRATION_STATES, rules.RegistrationState),
        (labels.ARRIVALS, rules.Arrival),
        (labels.MODES, rules.Mode),
        (labels.PARTS, rules.Part),
        (labels.WISH_STATES, rules.WishState),
        (labels.ENCOUNTER_STATES, rules.EncounterState),
        (labels.TIMETABLE_STATES, rules.TimetableState),
        (labels.BROKEN, rules.Broken),
    ):
        assert set(words) == set(kinds)
    assert set(labels.WEIGHTS) == set(rules.WEIGHTS)
