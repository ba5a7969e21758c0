"""Every list as a file, with the list's own filters and the columns of its import; the same for pages and programs."""

from collections.abc import Iterable, Mapping

from django.http import StreamingHttpResponse
from django.utils.timezone import localdate

from shanghui.core.actor import Actor
from shanghui.network import permissions
from shanghui.network.models import Enterprise, Organisation
from shanghui.network.queries import directory, exports, members
from shanghui.network.queries.directory import Tab
from shanghui.network.queries.exports import Cells
from shanghui.network.sheets.registration import ENTERPRISES, ORGANISATIONS, PEOPLE
from shanghui.sheets.answers import table_answer
from shanghui.sheets.kinds import ImportKind

Query = Mapping[str, str]


def enterprises_file(actor: Actor, query: Query, ending: str) -> StreamingHttpResponse:
    """The directory's firms, sorted as there."""
    filters = directory.filters_from(actor, {**query, "tab": Tab.ENTERPRISES})
    rows = directory.enterprises(actor, filters).order_by("sort_key", "pk")
    return _file(ENTERPRISES, ending, "enterprises", exports.enterprise_cells(actor, rows))


def organisations_file(actor: Actor, query: Query, ending: str) -> StreamingHttpResponse:
    """The directory's organisations."""
    filters = directory.filters_from(actor, {**query, "tab": Tab.ORGANISATIONS})
    rows = directory.organisations(actor, filters).order_by("sort_key", "pk")
    return _file(ORGANISATIONS, ending, "organisations", exports.organisation_cells(actor, rows))


def people_file(actor: Actor, query: Query, ending: str) -> StreamingHttpResponse:
    """The directory's people with the posts that she sees."""
    filters = directory.filters_from(actor, {**query, "tab": Tab.PEOPLE})
    rows = directory.people(actor, filters).order_by("sort_key", "pk")
    return _file(PEOPLE, ending, "people", exports.person_cells(actor, rows))


def members_file(actor: Actor, organisation: Organisation, query: Query, ending: str) -> StreamingHttpResponse:
    """The members of an organisation that she keeps, with dues where she may see them."""
    seen = permissions.can_see_dues(actor, organisation)
    filters = members.filters_from(query, dues_seen=seen)
    kept = members.narrowed(members.members_of(actor, organisation), filters)
    chosen = kept.order_by().select_related(None).values("enterprise")
    rows = Enterprise.objects.visible_to(actor).filter(pk__in=chosen).order_by("sort_key", "pk")
    return _file(ENTERPRISES, ending, "members", exports.enterprise_cells(actor, rows, organisation))


def _file(kind: ImportKind, ending: str, name: str, cells: Iterable[Cells]) -> StreamingHttpResponse:
    header = [str(column.label) for column in kind.columns]
    rows = exports.table((column.key for column in kind.columns), cells)
    return table_answer(f"{name}-{localdate():%Y%m%d}", ending, str(kind.label), header, rows)
