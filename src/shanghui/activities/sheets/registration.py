"""The kind of table `guests`, registered when the app is ready."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from shanghui.activities import permissions
from shanghui.activities.labels import REFUSALS
from shanghui.activities.sheets.guests import COLUMNS, GuestImporter
from shanghui.core.actor import Actor
from shanghui.core.labels import REFUSALS as CORE_REFUSALS
from shanghui.network.sheets.registration import actor_of
from shanghui.sheets.kinds import ImportKind, register_kind

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

PROBLEMS: "dict[str, StrOrPromise]" = {
    "activity_unknown": _("您单位没有叫这个名字、正在报名的活动"),
    "activity_several": _("有几场活动叫这个名字，请写活动页地址里的编号"),
    "unit_unknown": _("单位没有对上"),
}
REFUSED_ROWS: "dict[str, StrOrPromise]" = {"not_stored": _("数据库没有收下这一行")}
REFUSED_ROWS.update((refusal.__name__, text) for refusal, text in (CORE_REFUSALS | REFUSALS).items())


def may_import(actor: Actor) -> bool:
    """Secretaries, and the federation's officers, for what their organisation hosts."""
    return permissions.can_add_activity(actor) and (actor.is_secretary or actor.is_federation_officer)


GUESTS = ImportKind(
    key="guests",
    label=_("活动来宾"),
    columns=COLUMNS,
    may=may_import,
    actor_of=actor_of,
    importer=GuestImporter,
    problems=PROBLEMS,
    refusals=REFUSED_ROWS,
    compared=("activity", "name", "firm", "unit", "phone"),
    order=6,
)


def register_kinds() -> None:
    register_kind(GUESTS)
