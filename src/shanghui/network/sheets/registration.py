"""The network's kinds of tables, registered when the app is ready."""

from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from shanghui.accounts.models import User
from shanghui.core.actor import Actor
from shanghui.network import permissions
from shanghui.network.queries.actors import actor_in, posts_of
from shanghui.network.sheets import enterprise_columns, enterprises, organisations, people
from shanghui.network.sheets.labels import PROBLEMS, REASONS, REFUSED_ROWS
from shanghui.sheets.kinds import ImportKind, register_kind


def actor_of(user_id: int, appointment_id: int) -> Actor | None:
    """Who she is today in this post; None when the post has ended."""
    user = User.objects.filter(pk=user_id, is_active=True).first()
    if user is None:
        return None
    day = localdate()
    post = next((row for row in posts_of(user, day) if row.pk == appointment_id), None)
    return actor_in(user, post, day) if post else None


ENTERPRISES = ImportKind(
    key="enterprises",
    label=_("企业与会籍"),
    columns=enterprise_columns.COLUMNS,
    may=permissions.can_add_enterprise,
    actor_of=actor_of,
    importer=enterprises.EnterpriseImporter,
    problems=PROBLEMS,
    refusals=REFUSED_ROWS,
    reasons=REASONS,
    compared=("name", "credit_code", "region", "address", "contact_name", "phone"),
    order=1,
)


PEOPLE = ImportKind(
    key="people",
    label=_("人员与任职"),
    columns=people.COLUMNS,
    may=permissions.can_add_enterprise,
    actor_of=actor_of,
    importer=people.PeopleImporter,
    problems=PROBLEMS,
    refusals=REFUSED_ROWS,
    reasons=REASONS,
    compared=("name", "phone", "email", "place", "post"),
    order=2,
)

ORGANISATIONS = ImportKind(
    key="organisations",
    label=_("商会与组织"),
    columns=organisations.COLUMNS,
    may=permissions.can_create_organisation,
    actor_of=actor_of,
    importer=organisations.OrganisationImporter,
    problems=PROBLEMS,
    refusals=REFUSED_ROWS,
    reasons=REASONS,
    compared=("name", "short_name", "address"),
    order=3,
)


def register_kinds() -> None:
    for kind in (ENTERPRISES, PEOPLE, ORGANISATIONS):
        register_kind(kind)
