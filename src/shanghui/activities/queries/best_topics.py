"""What an encounter was about: the need of one and the offer of the other that go together best."""

from dataclasses import dataclass

from shanghui.activities.models import Participant, Topic
from shanghui.activities.queries.topic_facts import facts_of_topic, topics_of
from shanghui.activities.rules import Part
from shanghui.engines import matching


@dataclass(frozen=True)
class TopicPair:
    """`need` or `offer` is None where that side said nothing; `words` are what is written then."""

    needs: Participant
    offers: Participant
    need: Topic | None
    offer: Topic | None

    @property
    def words(self) -> str:
        """The other side's words: she came to talk about that."""
        told = self.need or self.offer
        if told is not None:
            return told.title
        return self.needs.pitch or self.offers.pitch or self.needs.matchmaking.activity.title


def best_pair(first: Participant, second: Participant) -> TopicPair:
    """Measured by the engine; where it finds nothing in common, what the buyer needs first."""
    rows = topics_of(first.matchmaking_id).filter(participant__in=(first, second))
    topics = {one.pk: [row for row in rows if row.participant_id == one.pk] for one in (first, second)}
    scored = [_best(needs, offers, topics) for needs, offers in ((first, second), (second, first))]
    score, found = max(scored, key=lambda one: one[0])
    if score > 0:
        return found
    buyer, seller = (second, first) if second.part == Part.BUYER and first.part != Part.BUYER else (first, second)
    pairs = [
        TopicPair(needs, offers, _first(topics[needs.pk], "need"), _first(topics[offers.pk], "offer"))
        for needs, offers in ((buyer, seller), (seller, buyer))
    ]
    return max(pairs, key=lambda pair: (pair.need is not None) + (pair.offer is not None))


def _best(needs: Participant, offers: Participant, topics: dict[int, list[Topic]]) -> tuple[float, TopicPair]:
    wanted = {str(row.pk): row for row in topics[needs.pk] if row.side == "need"}
    given = {str(row.pk): row for row in topics[offers.pk] if row.side == "offer"}
    nothing = 0.0, TopicPair(needs, offers, None, None)
    if not wanted or not given:
        return nothing
    asked, pool = [facts_of_topic(one) for one in wanted.values()], [facts_of_topic(one) for one in given.values()]
    solved = matching.solve(matching.Problem(asked, pool, side=matching.Side.NEED), budget=matching.Budget(top=1))
    matches = [match for found in solved.matches for match in found]
    if not matches:
        return nothing
    best = max(matches, key=lambda match: match.score)
    return best.score, TopicPair(needs, offers, wanted[best.need_id], given[best.offer_id])


def _first(topics: list[Topic], side: str) -> Topic | None:
    return next((row for row in topics if row.side == side), None)
