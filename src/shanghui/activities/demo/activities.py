"""Write the demo's activities with the actions themselves, each at its own past time, in one transaction."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from random import Random

from django.db import transaction
from django.utils.timezone import localtime, make_aware

from shanghui.activities.actions import activities as actions
from shanghui.activities.actions import guest_changes, registrations
from shanghui.activities.actions.activity_parts import Asked, Parts, Point
from shanghui.activities.demo.guest_names import people
from shanghui.activities.demo.scenes import SCENES, Scene
from shanghui.activities.models import Activity, Registration
from shanghui.activities.rules import Arrival, QuestionKind
from shanghui.core.actor import SYSTEM
from shanghui.network.demo.firms import SEED
from shanghui.network.demo.load import Loaded
from shanghui.network.models import Organisation

#: an activity is announced so long before it, at the latest so long before now
ANNOUNCED, AT_LATEST = timedelta(days=21), timedelta(hours=60)
#: of a hundred who held a seat so many came
CAME = 82
EXAMPLES = {QuestionKind.YES: "yes", QuestionKind.NUMBER: "2", QuestionKind.TEXT: "能长期供货的厂家"}


@transaction.atomic
def load(loaded: Loaded, *, now: datetime) -> list[Activity]:
    """After the network and its logins."""
    dice = Random(SEED)
    crowd = people(dice, loaded.enterprises)
    return [_tell(scene, loaded, dice, crowd, now) for scene in SCENES]


def _tell(scene: Scene, loaded: Loaded, dice: Random, crowd: Iterator[dict[str, str]], now: datetime) -> Activity:
    begin = _begin(scene, now)
    announced = min(begin - ANNOUNCED, now - AT_LATEST)
    bodies = loaded.organisations
    activity = actions.add_activity(
        actor=SYSTEM,
        organisation=bodies[scene.host],
        facts=_facts(scene, begin),
        parts=_parts(scene, bodies),
        now=announced,
    )
    if scene.ends != "draft":
        activity = actions.publish_activity(actor=SYSTEM, activity=activity, now=announced)
        _guests(scene, activity, bodies, crowd, announced, min(begin, now))
    if scene.ends == "cancelled":
        actions.cancel_activity(actor=SYSTEM, activity=activity, reason=scene.reason, now=now - timedelta(hours=20))
    if begin < now:
        _arrive(activity, dice)
    if scene.ends == "closed":
        actions.close_activity(actor=SYSTEM, activity=activity, now=begin + timedelta(hours=scene.hours + 1))
    Activity.objects.unrestricted("the demo").filter(pk=activity.pk).update(created_at=announced)
    return Activity.objects.unrestricted("the demo").get(pk=activity.pk)


def _begin(scene: Scene, now: datetime) -> datetime:
    """On a weekday."""
    day = localtime(now).date() + timedelta(days=scene.day)
    while day.weekday() > 4:
        day += timedelta(days=1 if scene.day > 0 else -1)
    return make_aware(datetime.combine(day, time(scene.hour)))


def _facts(scene: Scene, begin: datetime) -> dict[str, object]:
    return {
        "kind": scene.kind, "title": scene.title, "summary": scene.summary, "series": scene.series, "public": scene.public,
        "starts_at": begin, "ends_at": begin + timedelta(hours=scene.hours), "register_until": begin, "venue": scene.venue,
        "audience": scene.audience, "by_invitation": scene.by_invitation, "capacity": scene.capacity,
        "quota_per_unit": scene.quota_per_unit, "confirmation": scene.confirmation,
    }  # fmt: skip


def _parts(scene: Scene, bodies: dict[str, Organisation]) -> Parts:
    return Parts(
        co_hosts=[bodies[name] for name in scene.co_hosts],
        points=[Point(time.fromisoformat(at), title, speaker) for at, title, speaker in scene.agenda],
        questions=[Asked(text, kind, choices, demanded) for text, kind, choices, demanded in scene.questions],
        invitations={bodies[name].pk: quota for name, quota in scene.invitations},
    )


def _guests(
    scene: Scene,
    activity: Activity,
    bodies: dict[str, Organisation],
    crowd: Iterator[dict[str, str]],
    begin: datetime,
    end: datetime,
) -> None:
    """One after the other between the announcement and now."""
    number = scene.guests + scene.cancelled + scene.declined
    step = (end - begin) / (number + scene.unconfirmed + 2)
    made = [
        registrations.enter_guest(
            actor=SYSTEM, activity=activity, facts=next(crowd), unit_id=bodies[scene.units[at % len(scene.units)]].pk,
            answers=_answers(activity, at), now=begin + step * (at + 1),
        )
        for at in range(number)
    ]  # fmt: skip
    for guest in made[1 : 1 + scene.cancelled]:
        guest_changes.cancel_registration(actor=SYSTEM, guest=guest, now=end - step)
    for guest in made[1 + scene.cancelled : 1 + scene.cancelled + scene.declined]:
        guest_changes.decline_guest(actor=SYSTEM, guest=guest, reason="与本场主题不符，下次再请您。", now=end - step)
    for at in range(scene.unconfirmed):
        registrations.register(
            activity=activity, facts=next(crowd), unit_id=bodies[scene.host].pk, now=begin + step * (number + at + 1),
            answers=_answers(activity, at),
        )  # fmt: skip


def _answers(activity: Activity, at: int) -> dict[int, str]:
    """Two of three guests answer."""
    if at % 3 == 2:
        return {}
    said = {}
    for row in activity.questions.all():
        kind = QuestionKind(row.kind)
        said[row.pk] = EXAMPLES.get(kind) or row.options[at % len(row.options)]
    return said


def _arrive(activity: Activity, dice: Random) -> None:
    """Ticked off the list; the door's own pages keep this from now on."""
    rows = Registration.objects.unrestricted("the demo").filter(activity=activity).seated()
    for guest in rows:
        if dice.randrange(100) < CAME:
            guest.arrived_at = activity.starts_at + timedelta(minutes=dice.randrange(-25, 15))
            guest.arrived_how = Arrival.LIST
            guest.save(update_fields=["arrived_at", "arrived_how"])
