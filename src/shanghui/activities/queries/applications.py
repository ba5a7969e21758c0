"""Applications of a programme as far as she sees them, with where they stand as far as that is hers to know."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from shanghui.activities import permissions
from shanghui.activities.models import Activity, Application, ApplicationVote, Programme, Score
from shanghui.activities.models.programmes import ApplicationQuerySet
from shanghui.activities.queries.judges import judges_own, own_organisations
from shanghui.activities.queries.standings import Standing, standings
from shanghui.activities.rules import ApplicationState, ProgrammeState, Selection
from shanghui.core.actor import Actor


@dataclass(frozen=True)
class Line:
    """`mine`: of her organisation; `judged`, `voted`: by herself, by her unit; `activity`: where she sees it."""

    application: Application
    standing: Standing | None
    mine: bool
    judged: bool
    voted: bool
    may_judge: bool
    may_vote: bool
    activity: Activity | None


@dataclass(frozen=True)
class Ballot:
    """What her unit may still do."""

    may_vote: bool
    given: frozenset[int]
    left: int


def standing_applications(actor: Actor, programme: Programme) -> ApplicationQuerySet:
    rows = Application.objects.visible_to(actor).filter(programme=programme)
    return rows.exclude(state=ApplicationState.WITHDRAWN)


def knows_standings(actor: Actor, programme: Programme) -> bool:
    """Whoever keeps the programme, while it selects; everybody who sees it, once it is decided.

    A ballot under way is counted in silence: nobody votes for whoever leads.
    """
    if programme.state_enum is ProgrammeState.DECIDED:
        return True
    return programme.state_enum is ProgrammeState.SELECTING and permissions.keeps(actor, programme.organisation_id)


def known_standings(actor: Actor, programme: Programme) -> dict[int, Standing]:
    return standings(programme) if knows_standings(actor, programme) else {}


def ordered(actor: Actor, programme: Programme, known: Mapping[int, Standing]) -> list[int]:
    """Ids in the order of the ranking where she knows it, else as they came in."""
    seen = list(standing_applications(actor, programme).order_by("submitted_at", "pk").values_list("pk", flat=True))
    place = {pk: number for number, pk in enumerate(known)}
    return sorted(seen, key=lambda pk: place.get(pk, len(place)))


def ballot(actor: Actor, programme: Programme) -> Ballot:
    votes = programme.selection == Selection.BALLOT and programme.state_enum is ProgrammeState.SELECTING
    if not votes or not permissions.can_vote(actor, programme):
        return Ballot(False, frozenset(), 0)
    rows = ApplicationVote.objects.filter(programme=programme, unit=actor.organisation_id)
    given = frozenset(rows.values_list("application", flat=True))
    return Ballot(True, given, programme.votes_each - len(given))


def lines(
    actor: Actor,
    programme: Programme,
    pks: Sequence[int],
    known: Mapping[int, Standing],
    box: Ballot,
    today: date,
) -> list[Line]:
    """The rows with these ids, in their order; four queries however many they are."""
    rows = standing_applications(actor, programme).select_related("organisation").in_bulk(pks)
    made = {row.application_id: row for row in Activity.objects.visible_to(actor).filter(application__in=pks)}
    judged = set(
        Score.objects.filter(application__in=pks, judge=actor.user_id).values_list("application", flat=True)
        if actor.user_id
        else []
    )
    judging = judges_now(actor, programme)
    own = own_organisations(actor, today) if judging else set()
    found = []
    for row in (rows[pk] for pk in pks if pk in rows):  # one may have been withdrawn since its id was read
        pk = row.pk
        mine, voted = row.organisation_id in actor.organisation_ids, pk in box.given
        line = Line(
            row,
            known.get(pk),
            mine,
            pk in judged,
            voted,
            judging and not judges_own(actor, row, own),
            box.may_vote and not mine and (voted or box.left > 0),
            made.get(pk),
        )
        found.append(line)
    return found


def judges_now(actor: Actor, programme: Programme) -> bool:
    """Does she give points to this programme's applications today?"""
    selecting = programme.state_enum is ProgrammeState.SELECTING and programme.selection == Selection.CRITERIA
    return selecting and actor.user_id is not None and permissions.can_keep_programme(actor, programme)
