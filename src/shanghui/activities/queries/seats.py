"""How many seats an activity has, who holds them, and what each unit may take."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db.models import Count

from shanghui.activities import rules
from shanghui.activities.models import Activity, Registration
from shanghui.activities.rules import RegistrationState


@dataclass(frozen=True)
class Seats:
    """`of_unit`: seats held by unit; guests who come through no unit share the key None. `quotas`: of invited units."""

    capacity: int | None
    seated: int
    waiting: int = 0
    unconfirmed: int = 0
    of_unit: Mapping[int | None, int] = field(default_factory=dict)
    quota_per_unit: int | None = None
    quotas: Mapping[int, int | None] = field(default_factory=dict)

    @property
    def free(self) -> int | None:
        """None: there is no limit."""
        return None if self.capacity is None else max(0, self.capacity - self.seated)

    def quota_of(self, unit: int | None) -> int | None:
        """What the invitation says, else what every unit may take."""
        invited = self.quotas.get(unit) if unit is not None else None
        return self.quota_per_unit if invited is None else invited

    def free_for(self, unit: int | None) -> bool:
        return rules.has_seat(
            seated=self.seated,
            capacity=self.capacity,
            of_unit=self.of_unit.get(unit, 0),
            quota=self.quota_of(unit),
        )


def seats_of(activity: Activity) -> Seats:
    """Two queries."""
    rows = Registration.objects.unrestricted("figures only").filter(activity=activity).order_by()
    counted = list(rows.values_list("state", "unit").annotate(number=Count("pk")))
    of_state = {state: sum(n for one, _, n in counted if one == state) for state in RegistrationState}
    return Seats(
        capacity=activity.capacity,
        seated=of_state[RegistrationState.REGISTERED],
        waiting=of_state[RegistrationState.WAITING],
        unconfirmed=of_state[RegistrationState.UNCONFIRMED],
        of_unit={unit: number for state, unit, number in counted if state == RegistrationState.REGISTERED},
        quota_per_unit=activity.quota_per_unit,
        quotas=dict(activity.invitations.values_list("organisation", "quota")),
    )
