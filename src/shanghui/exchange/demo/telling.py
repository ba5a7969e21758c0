"""Each script becomes an introduction: its steps are laid into the diary and played with the actions themselves."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from shanghui.core.actor import Actor
from shanghui.exchange.actions import introductions
from shanghui.exchange.demo.diary import Diary
from shanghui.exchange.demo.entering import Entering
from shanghui.exchange.demo.scenes import Scene, play
from shanghui.exchange.demo.scripts import Script, Step
from shanghui.exchange.models import Introduction, Listing
from shanghui.exchange.rules import Attribute, Relation, Side

#: working days, as scripts count, into days of the calendar: whatever holidays lie between, the listings are older
WEEK = 7 / 5
#: of these two different words are two different things
EXACT = {Attribute.GRADE.value, Attribute.MATERIAL.value}


@dataclass
class Telling:
    """`told` fills while the diary is played, by the number of the script."""

    diary: Diary
    entering: Entering
    told: dict[int, Introduction] = field(default_factory=dict)

    def lay(self, number: int, script: Script) -> None:
        """One step never overtakes the one before, nor the publishing of the two listings."""
        last = max(self.entering.published[script.need], self.entering.published[script.offer])
        for step in script.steps:
            day = self.diary.worked(round(step.ago * WEEK))
            earliest = last + timedelta(minutes=self.diary.dice.randint(4, 40))
            last = max(self.diary.moment(day), earliest)
            if step is script.steps[0]:
                self.diary.add(last, lambda now: self._draft(number, script, now))
            if step.what != "draft":
                self._add(last + timedelta(minutes=3), number, script, step)

    def _add(self, at: datetime, number: int, script: Script, step: Step) -> None:
        self.diary.add(at, lambda now: play(self._scene(number, script, step, now), step.what, step.text))

    def _draft(self, number: int, script: Script, now: datetime) -> None:
        mine, theirs = self.entering.listings[script.mine], self.entering.listings[script.theirs]
        need, offer = (mine, theirs) if script.asking is Side.NEED else (theirs, mine)
        self.told[number] = introductions.draft_introduction(
            actor=self._broker(script.mine),
            mine=mine,
            theirs=theirs,
            message=script.message,
            fits=fits(need, offer),
            now=now,
        )

    def _scene(self, number: int, script: Script, step: Step, now: datetime) -> Scene:
        asking = step.who in "aA"
        key, contact = script.mine if asking else script.theirs, self.entering.contact
        own = self.entering.listings[key].enterprise_id == contact.enterprise_id
        return Scene(
            introduction=self.told[number],
            side=script.asking if asking else script.asking.other,
            broker=self._broker(key),
            firm=contact if own else None,
            by_firm=step.who in "AB",
            now=now,
        )

    def _broker(self, key: str) -> Actor:
        return self.entering.brokers.head(self.entering.organisations[key])


def fits(need: Listing, offer: Listing) -> list[dict[str, str]]:
    """What a secretary sees when she lays both texts side by side."""
    offered = {one.attribute: one for one in offer.requirements.all()}
    found = []
    for one in need.requirements.all():
        theirs = offered.get(one.attribute)
        state = "unknown"
        if theirs is not None and set(one.value.split("、")) & set(theirs.value.split("、")):
            state = "met"
        elif theirs is not None and one.attribute in EXACT and one.relation in {Relation.EQUAL, Relation.ONE_OF}:
            state = "gap"
        found.append(
            {
                "requirement": " ".join([one.get_attribute_display(), one.get_relation_display(), one.value]),
                "state": state,
                "evidence": f"对方写的是：{theirs.value}" if theirs else "",
            }
        )
    return found
