"""The lists as files (.xlsx, .csv): the filters of the pages, the columns of the import."""

from enum import StrEnum

from django.http import HttpRequest, StreamingHttpResponse
from ninja import Router

from shanghui.core.refusal import NotFound
from shanghui.network import permissions
from shanghui.network.api.asking import actor_of, one
from shanghui.network.models import Organisation
from shanghui.network.sheets import files

router = Router(tags=["files"])


class Ending(StrEnum):
    XLSX = "xlsx"
    CSV = "csv"


class List(StrEnum):
    ENTERPRISES = "enterprises"
    ORGANISATIONS = "organisations"
    PEOPLE = "people"


FILES = {
    List.ENTERPRISES: files.enterprises_file,
    List.ORGANISATIONS: files.organisations_file,
    List.PEOPLE: files.people_file,
}


@router.get("/{name}.{ending}", response=None)
def export_list(request: HttpRequest, name: List, ending: Ending) -> StreamingHttpResponse:
    """A list of the directory; `q`, `region`, `kind` … narrow it as they narrow the page."""
    return FILES[name](actor_of(request), request.GET.dict(), ending.value)


@router.get("/members/{organisation_id}.{ending}", response=None)
def export_members(request: HttpRequest, organisation_id: int, ending: Ending) -> StreamingHttpResponse:
    """The members of an organisation that she keeps."""
    actor = actor_of(request)
    organisation = one(Organisation.objects.all(), actor, organisation_id)
    if not permissions.keeps(actor, organisation):
        raise NotFound()
    return files.members_file(actor, organisation, request.GET.dict(), ending.value)
