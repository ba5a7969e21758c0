"""The demo of all mechanisms, in one transaction: all of it or nothing."""

from datetime import datetime

from django.db import transaction

from shanghui.activities.demo import activities, matchmaking, programmes
from shanghui.core.installation import mark_demo
from shanghui.exchange.demo.load import load_demo_exchange
from shanghui.network.demo.firms import SEED
from shanghui.network.demo.load import load_demo_network
from shanghui.network.demo.logins import add_demo_logins


@transaction.atomic
def load_demo(*, now: datetime) -> None:
    """The catalogue must be loaded before."""
    loaded = load_demo_network(now=now)
    add_demo_logins(loaded, now=now)
    load_demo_exchange(loaded, now=now)
    programmes.load(loaded, now=now)
    activities.load(loaded, now=now)
    matchmaking.load(loaded, now=now)
    mark_demo(seed=SEED, now=now)
