"""Each text becomes a listing: a firm of its trade, an organisation that brokers it, the steps of its life."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from shanghui.catalogue.models import ProductClass, Region
from shanghui.catalogue.queries import product_class_by_word
from shanghui.core.actor import Actor
from shanghui.core.audience import Audience
from shanghui.exchange.actions import listings
from shanghui.exchange.demo.brokers import Brokers, contact_of
from shanghui.exchange.demo.diary import Diary
from shanghui.exchange.demo.texts import Text
from shanghui.exchange.demo.trades import Members
from shanghui.exchange.models import Listing
from shanghui.exchange.rules import Check, ListingState, Origin
from shanghui.network.models import Enterprise, Organisation

#: whom the listings of the demo's contact belong to
CONTACT = "顾承舟"
#: where a listing came from, where its text does not say
ORIGINS = [Origin.ENTERED] * 11 + [Origin.PASTE] * 5 + [Origin.IMPORT] * 3 + [Origin.VISIT] * 2 + [Origin.ACTIVITY]
AUDIENCES = [Audience.FEDERATION] * 17 + [Audience.AREA] * 2 + [Audience.PUBLIC]
#: so many of the others hide the firm's name too
ANONYMOUS = 0.04
#: a firm of the place is taken so many times before one from elsewhere
FARTHER = 3
#: provinces whose places a text may name by the short way
NEAR = ("31", "32", "33", "34", "15", "23")


@dataclass
class Entering:
    """Lays the steps of all listings into the diary; `listings` fills while it is played."""

    diary: Diary
    brokers: Brokers
    members: Members
    introduced: frozenset[str]
    listings: dict[str, Listing] = field(default_factory=dict)
    organisations: dict[str, Organisation] = field(default_factory=dict)
    published: dict[str, datetime] = field(default_factory=dict)
    entered: dict[int, datetime] = field(default_factory=dict)

    def __post_init__(self) -> None:
        today = self.diary.today
        self.contact = contact_of(CONTACT, today)
        self._used: Counter[int] = Counter()
        self._classes: dict[str, ProductClass | None] = {}
        rows = Region.objects.filter(level__in=[1, 2, 3], valid_until=None).order_by("-level", "-code")
        near = [row for row in rows if row.code.startswith(NEAR)]
        # 宝山区 lies in Heilongjiang too: of one name it is the home city's
        self._regions = {row.name: row for row in sorted(near, key=lambda row: row.code.startswith(NEAR[0]))}

    def lay(self, text: Text) -> None:
        """Entered and handed in on one day, published the next working day or the same."""
        dice, facts = self.diary.dice, text.facts
        enterprise, organisation = self._firm(text)
        self.organisations[text.key] = organisation
        day = self.diary.worked(facts.begun)
        entered = self.diary.moment(day, 9, 12)
        author = self.contact if text.owner else self.brokers.clerk(organisation)
        self.diary.add(entered, lambda now: self._enter(text, author, enterprise, organisation, now))
        if facts.state is not ListingState.DRAFT:
            self.diary.add(
                entered + timedelta(minutes=dice.randint(3, 50)),
                lambda now: listings.submit_listing(actor=author, listing=self.listings[text.key], now=now),
            )
        self._check(text, organisation, day)
        self._end(text, author)

    def _check(self, text: Text, organisation: Organisation, day: date) -> None:
        """The second pair of eyes, in the afternoon."""
        head, at = self.brokers.head(organisation), self.diary.moment(day, 13)
        self.published[text.key] = at
        if text.facts.state is ListingState.REJECTED:
            reason = text.facts.rejection
            self.diary.add(
                at,
                lambda now: listings.reject_listing(
                    actor=head, listing=self.listings[text.key], reason=reason, now=now
                ),
            )
        elif text.facts.state is ListingState.PUBLISHED:
            self.diary.add(
                at,
                lambda now: listings.publish_listing(
                    actor=head, listing=self.listings[text.key], checks=list(Check), now=now
                ),
            )

    def _end(self, text: Text, author: Actor) -> None:
        closing = text.facts.ending
        if closing is not None:
            self.diary.add(
                self.diary.moment(self.diary.worked(text.facts.ended)),
                lambda now: listings.close_listing(
                    actor=author, listing=self.listings[text.key], closing=closing, now=now
                ),
            )
        if text.facts.extended:
            self.diary.add(
                self.diary.moment(self.diary.worked(text.facts.begun - 80)),
                lambda now: listings.extend_listing(actor=author, listing=self.listings[text.key], now=now),
            )

    def _enter(
        self, text: Text, author: Actor, enterprise: Enterprise | None, organisation: Organisation, now: datetime
    ) -> None:
        listing = listings.add_listing(
            actor=author,
            side=text.side,
            facts=self._facts(text, enterprise),
            organisation=organisation,
            enterprise=enterprise,
            classes=[found for found in map(self._class, text.facts.classes) if found],
            requirements=text.facts.requirements,
            origin=self._origin(text),
            now=now,
        )
        self.listings[text.key], self.entered[listing.pk] = listing, now

    def _facts(self, text: Text, enterprise: Enterprise | None) -> dict[str, object]:
        facts, dice = text.facts, self.diary.dice
        same = (
            "quantity",
            "quantity_most",
            "unit",
            "price_least",
            "price_most",
            "price_unit",
            "nearby",
            "partner_kind",
        )
        given: dict[str, object] = {name: getattr(facts, name) for name in same}
        odds, narrowed = dice.random(), dice.choice(AUDIENCES)
        # whoever stands in an introduction is left wide open, or the other side could not have found it
        free = facts.audience is Audience.FEDERATION and text.key not in self.introduced
        return given | {
            "kind": text.kind,
            "title": text.title,
            "summary": text.summary,
            "description": text.description,
            "region": self._region(facts.region),
            "deadline": None if facts.deadline is None else self.diary.today + timedelta(days=facts.deadline),
            "audience": narrowed if free else facts.audience,
            "anonymous": facts.anonymous or (enterprise is not None and odds < ANONYMOUS),
        }

    def _origin(self, text: Text) -> Origin:
        found = self.diary.dice.choice(ORIGINS)
        return text.facts.origin or (Origin.ENTERED if text.owner else found)

    def _region(self, name: str) -> Region | None:
        return self._regions[name] if name else None

    def _class(self, word: str) -> ProductClass | None:
        if word not in self._classes:
            self._classes[word] = product_class_by_word(word)
        return self._classes[word]

    def _firm(self, text: Text) -> tuple[Enterprise | None, Organisation]:
        """A little used firm of the trade, of the place where there is one; not through the organisation of the need
        that it answers."""
        other = self.organisations.get(text.answers)
        if text.trade == "本会":
            return None, self.members.named(text.at)
        if text.owner:
            assert self.contact.enterprise_id is not None
            enterprise = self.members.enterprise(self.contact.enterprise_id)
            return enterprise, self.members.named(text.at)
        found = self.members.choices(text.trade, text.at, self.diary.dice, besides=other)
        region = self._region(text.facts.region)
        here = region.pk if region else None
        best = min(found, key=lambda pair: self._used[pair[0].pk] + (0 if pair[0].region_id == here else FARTHER))
        self._used[best[0].pk] += 1
        return best
