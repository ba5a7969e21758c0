"""Whom it would be worth to meet: its needs against others' offers and its offers against others' needs.

Only topics of the same activity are looked at, only of guests who come; the database is asked for both, whatever the
index says. Left out are those with whom there is something already, and those who are not to meet.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.html import format_html
from django.utils.timezone import localdate

from shanghui.activities.models import Participant, Topic
from shanghui.activities.queries.pairs import engaged_with
from shanghui.activities.queries.topic_facts import facts_of_topic, readable_topic_index, topics_of
from shanghui.engines import matching
from shanghui.exchange.queries.cards import Sentence
from shanghui.exchange.queries.partners import ABOUT_GOODS, LEAST
from shanghui.exchange.reasons import REASONS

SHOWN, SHOWN_REASONS = 8, 3
#: candidates asked of the index for each topic (docs/engines/matching.md: eight for each partner shown), topics looked at
WIDE, MOST_ASKED = 24, 8
#: more than are shown, because one without a reason about the goods is not
SPARE = 4


Pair = tuple[matching.Match, Topic, Topic]


@dataclass(frozen=True)
class Suggestion:
    """`mine` and `theirs` are the two topics that go together best."""

    participant: Participant
    mine: Topic
    theirs: Topic
    score: float
    sentences: list[Sentence]


@dataclass(frozen=True)
class Suggestions:
    """`ready` is false while the index is being built."""

    found: list[Suggestion]
    ready: bool = True


def suggestions(participant: Participant, *, top: int = SHOWN, day: date | None = None) -> Suggestions:
    """Some ten queries, however many take part."""
    index = readable_topic_index(participant.matchmaking_id)
    if index is None:
        return Suggestions([], ready=False)
    mine = list(topics_of(participant.matchmaking_id).filter(participant=participant)[:MOST_ASKED])
    today = day or localdate()
    asked = [(topic, facts_of_topic(topic)) for topic in mine]
    hits = {topic.pk: _hits(index, topic, facts, today) for topic, facts in asked}
    pool = _pool(participant, {pk for found in hits.values() for pk in found})
    facts_of_pool = {pk: facts_of_topic(topic) for pk, topic in pool.items()}
    ranked: list[Pair] = []
    for topic, facts in asked:
        others = [facts_of_pool[pk] for pk in hits[topic.pk] if pk in pool]
        for match in _solved(index, facts, others, matching.Side(topic.side), today, reasons=0):
            ranked.append((match, topic, pool[_theirs(match, topic)]))
    chosen = _best_of_each(ranked)[: top + SPARE]
    told: list[Pair] = []
    for topic, facts in asked:  # reasons take longest: they are sought for the few that are shown
        others = [facts_of_pool[theirs.pk] for _match, mine, theirs in chosen if mine == topic]
        for match in _solved(index, facts, others, matching.Side(topic.side), today, reasons=SHOWN_REASONS + 2):
            if any(reason.code in ABOUT_GOODS for reason in match.reasons):
                told.append((match, topic, pool[_theirs(match, topic)]))
    shown = _best_of_each(told)[:top]
    names = _names([topic for one in shown for topic in one[1:]])
    return Suggestions(
        [
            Suggestion(theirs.participant, topic, theirs, match.score, _sentences(match, names))
            for match, topic, theirs in shown
        ]
    )


def _best_of_each(pairs: Sequence[Pair]) -> list[Pair]:
    """Each participant by the topic that fits best; the best first."""
    best: dict[int, Pair] = {}
    for pair in sorted(pairs, key=lambda one: (-one[0].score, one[2].pk)):
        best.setdefault(pair[2].participant_id, pair)
    return list(best.values())


def _theirs(match: matching.Match, topic: Topic) -> int:
    return int(match.offer_id if topic.side == "need" else match.need_id)


def _hits(index: matching.ListingIndex, topic: Topic, facts: matching.Listing, today: date) -> list[int]:
    side = matching.Side(topic.side).other
    return [int(hit.id) for hit in index.search(facts, side=side, limit=WIDE, today=today)]


def _pool(participant: Participant, ids: set[int]) -> dict[int, Topic]:
    """Those that stand and are of others whom it may still wish to meet."""
    over = engaged_with(participant.pk) | {participant.pk}
    rows = topics_of(participant.matchmaking_id).filter(pk__in=ids).select_related(
        "participant__registration__enterprise__region", "participant__registration__unit", "listing__region",
        "listing__enterprise",
    )  # fmt: skip
    return {row.pk: row for row in rows if row.participant_id not in over}


def _solved(
    index: matching.ListingIndex,
    asked: matching.Listing,
    pool: Sequence[matching.Listing],
    side: matching.Side,
    today: date,
    *,
    reasons: int,
) -> tuple[matching.Match, ...]:
    if not pool:
        return ()
    problem = matching.Problem([asked], pool, side=side, today=today, index=index)
    return matching.solve(problem, budget=matching.Budget(top=len(pool), least=LEAST, reasons=reasons)).matches[0]


def _sentences(match: matching.Match, names: Mapping[str, str]) -> list[Sentence]:
    return [_sentence(one, names) for one in match.reasons[:SHOWN_REASONS]]


def _sentence(reason: matching.Reason, names: Mapping[str, str]) -> Sentence:
    pieces = {key: format_html("<mark>{}</mark>", names.get(value, value)) for key, value in reason.parameters}
    template = str(REASONS[reason.code]).replace("{", "{{").replace("}", "}}")
    text = format_html(template % {key: f"{{{key}}}" for key in pieces}, **pieces)
    return Sentence(text, against=reason.code in matching.AGAINST)


def _names(topics: Sequence[Topic]) -> dict[str, str]:
    """Codes in the engine's facts → names that people read."""
    names: dict[str, str] = {}
    for topic in topics:
        listing, firm = topic.listing, topic.participant.registration.enterprise
        if listing is not None:
            names |= {one.code: one.shown_name for one in listing.product_classes.all()}
        for region in (listing.region if listing else None, firm.region if firm else None):
            if region is not None:
                names[region.code] = region.shown_name
    return names
