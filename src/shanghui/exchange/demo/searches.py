"""Two searches that the demo's first secretary keeps, with what came for them since."""

from datetime import datetime, timedelta

from shanghui.accounts.models import User
from shanghui.exchange.actions.search_news import note_finds
from shanghui.exchange.actions.searches import save_search
from shanghui.exchange.models import Listing, SavedSearch
from shanghui.network.queries.actors import actor_in, posts_of

OWNER = "secretary"
SEARCHES = {"不锈钢供应": {"tab": "offers", "q": "不锈钢"}, "谁在找服务": {"tab": "needs", "kind": "service"}}
SINCE = timedelta(days=40)


def load_searches(*, now: datetime) -> list[SavedSearch]:
    """After the listings; whoever loads the exchange without the logins has nobody to keep them."""
    user, day = User.objects.filter(username=OWNER).first(), now.date()
    post = next(iter(posts_of(user, day)), None) if user else None
    if user is None or post is None:
        return []
    actor = actor_in(user, post, day)
    made = [save_search(actor=actor, asked=asked, name=name, now=now - SINCE) for name, asked in SEARCHES.items()]
    live = Listing.objects.unrestricted("the demo").live(day)
    note_finds(ids=list(live.values_list("pk", flat=True)), now=now)
    return made
