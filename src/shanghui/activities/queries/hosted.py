"""What pages of an activity's own people ask first."""

from django.db.models import Prefetch

from shanghui.activities import permissions
from shanghui.activities.models import Activity, ActivityHost
from shanghui.core.actor import Actor
from shanghui.core.asking import seen
from shanghui.core.permission import require


def hosted_activity(actor: Actor, pk: int) -> Activity:
    """The activity whose guests she may see; 404 for who does not see it, 403 for who is no host."""
    hosts = Prefetch("co_hosts", queryset=ActivityHost.objects.all())
    activity = seen(Activity.objects.select_related("organisation").prefetch_related(hosts), actor, pk)
    require(permissions.can_see_guests(actor, activity))
    return activity
