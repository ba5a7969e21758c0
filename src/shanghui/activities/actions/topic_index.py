"""The index of one activity's topics follows the database: written after the commit, never asked who may see."""

import shutil
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings

from shanghui.activities.models import Matchmaking
from shanghui.activities.queries.topic_facts import (
    facts_of_topics,
    forget_topic_index,
    index_folder,
    topic_index,
    topics_of,
)
from shanghui.core.jobs import give_way
from shanghui.engines import matching

#: so long after an activity its index is kept
KEPT = timedelta(days=30)


def index_topics(*, matchmaking: int, ids: Sequence[int]) -> None:
    """Those that stand are written, all others taken out; a missing or damaged index is built anew instead."""
    if not Matchmaking.objects.filter(pk=matchmaking).exists():
        return
    try:
        index = topic_index(matchmaking)
        index.reading()
    except matching.IndexUnusable:
        rebuild(matchmaking=matchmaking)
        return
    told = facts_of_topics(topics_of(matchmaking).filter(pk__in=ids))
    standing = {facts.id for _side, facts in told}
    for side in matching.Side:
        index.write([facts for one, facts in told if one is side], side)
        turned = {facts.id for one, facts in told if one is not side}
        index.delete([str(pk) for pk in ids if str(pk) not in standing] + sorted(turned), side)


def rebuild(*, matchmaking: int) -> int:
    """From the database alone; how many topics it holds."""
    told = facts_of_topics(topics_of(matchmaking))
    matching.ListingIndex.rebuild(index_folder(matchmaking), told)
    forget_topic_index(matchmaking)
    return len(told)


def rebuild_all(*, now: datetime) -> int:
    """Those of activities that are not long over; folders of all others go."""
    rows = Matchmaking.objects.filter(activity__ends_at__gte=now - KEPT)
    keys = sorted(rows.values_list("pk", flat=True))
    for key in keys:
        give_way()
        rebuild(matchmaking=key)
    root = Path(settings.DATA_DIR) / "matchmaking"
    for folder in root.iterdir() if root.exists() else ():
        if folder.is_dir() and folder.name not in {str(key) for key in keys}:
            shutil.rmtree(folder, ignore_errors=True)
    return len(keys)
