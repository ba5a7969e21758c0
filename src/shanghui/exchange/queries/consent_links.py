"""Does a consent link still open? Used, over, unknown and pointless ones are told apart for nobody."""

import hashlib
from datetime import datetime

from shanghui.core.refusal import Gone
from shanghui.exchange.models import ConsentLink
from shanghui.exchange.rules import IntroductionState, Side


def sealed(token: str) -> str:
    """As the table keeps it: 192 random bits need no salt."""
    return hashlib.sha256(token.encode()).hexdigest()


def open_link(token: str, now: datetime, *, lock: bool = False) -> ConsentLink:
    """The link while its side's answer is awaited. Raises Gone."""
    rows = ConsentLink.objects.select_related(
        "introduction__need",
        "introduction__offer",
        "introduction__asking_organisation",
        "introduction__asked_organisation",
        "introduction__asking_enterprise",
        "introduction__asked_enterprise",
    )
    rows = rows.select_for_update(of=("self",)) if lock else rows
    link = rows.filter(token_hash=sealed(token), used_at=None, expires_at__gt=now).first()
    if link is None or link.introduction.state != IntroductionState.SCREENED:
        raise Gone()
    if link.introduction.consent_of(Side(link.side)) is not None:
        raise Gone()
    return link
