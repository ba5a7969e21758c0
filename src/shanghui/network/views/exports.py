"""Every list as a file, with the list's own filters: what the page shows is what the file holds."""

from collections.abc import Iterable

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, StreamingHttpResponse
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from shanghui.core.refusal import NotFound
from shanghui.network import permissions
from shanghui.network.models import Enterprise
from shanghui.network.queries import directory, exports, members
from shanghui.network.queries.directory import Tab
from shanghui.network.queries.exports import Cells
from shanghui.network.sheets.registration import ENTERPRISES, ORGANISATIONS, PEOPLE
from shanghui.network.views.asking import actor_of
from shanghui.network.views.members import kept_organisation
from shanghui.sheets.answers import table_answer
from shanghui.sheets.kinds import ImportKind


@login_required
@require_safe
def export_enterprises(request: HttpRequest, ending: str) -> StreamingHttpResponse:
    """The directory's firms, sorted as there."""
    actor = actor_of(request)
    filters = directory.filters_from(actor, request.GET.dict() | {"tab": Tab.ENTERPRISES})
    rows = directory.enterprises(actor, filters).order_by("sort_key", "pk")
    return _answer(ENTERPRISES, ending, "enterprises", exports.enterprise_cells(actor, rows))


@login_required
@require_safe
def export_members(request: HttpRequest, ending: str) -> StreamingHttpResponse:
    """The members of the organisation that she keeps, with dues where she may see them."""
    actor = actor_of(request)
    organisation = kept_organisation(request, actor)
    if organisation is None:
        raise NotFound()
    seen = permissions.can_see_dues(actor, organisation)
    filters = members.filters_from(request.GET.dict(), dues_seen=seen)
    chosen = members.members_of(actor, organisation, filters).order_by().select_related(None).values("enterprise")
    rows = Enterprise.objects.visible_to(actor).filter(pk__in=chosen).order_by("sort_key", "pk")
    return _answer(ENTERPRISES, ending, "members", exports.enterprise_cells(actor, rows, organisation))


def _answer(kind: ImportKind, ending: str, name: str, cells: Iterable[Cells]) -> StreamingHttpResponse:
    header = [str(column.label) for column in kind.columns]
    rows = exports.table((column.key for column in kind.columns), cells)
    return table_answer(f"{name}-{localdate():%Y%m%d}", ending, str(kind.label), header, rows)


@login_required
@require_safe
def export_organisations(request: HttpRequest, ending: str) -> StreamingHttpResponse:
    """The directory's organisations."""
    actor = actor_of(request)
    filters = directory.filters_from(actor, request.GET.dict() | {"tab": Tab.ORGANISATIONS})
    rows = directory.organisations(actor, filters).order_by("sort_key", "pk")
    return _answer(ORGANISATIONS, ending, "organisations", exports.organisation_cells(actor, rows))


@login_required
@require_safe
def export_people(request: HttpRequest, ending: str) -> StreamingHttpResponse:
    """The directory's people with the posts that she sees."""
    actor = actor_of(request)
    filters = directory.filters_from(actor, request.GET.dict() | {"tab": Tab.PEOPLE})
    rows = directory.people(actor, filters).order_by("sort_key", "pk")
    return _answer(PEOPLE, ending, "people", exports.person_cells(actor, rows))
