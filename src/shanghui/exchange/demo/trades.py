"""Which firms of the demo network do a trade, and through which organisations they speak."""

from collections import defaultdict
from collections.abc import Callable
from random import Random

from shanghui.network.demo.firms import HOMES, TRADES
from shanghui.network.models import Enterprise, Membership, Organisation

Pair = tuple[Enterprise, Organisation]
#: where a text does not say which of her organisations a member turned to
WAYS = ["行业"] * 5 + ["区"] * 4 + ["家"]
DISTRICT = "区工商业联合会"


class Members:
    """The demo network's members, read once."""

    def __init__(self, organisations: dict[str, Organisation], enterprises: list[Enterprise]) -> None:
        self._organisations = organisations
        self._enterprises = {one.pk: one for one in enterprises}
        by_pk = {one.pk: one for one in organisations.values()}
        self._bodies: dict[int, list[Organisation]] = defaultdict(list)
        for firm, body in Membership.objects.order_by("pk").values_list("enterprise", "organisation"):
            self._bodies[firm].append(by_pk[body])

    def enterprise(self, pk: int) -> Enterprise:
        return self._enterprises[pk]

    def named(self, word: str) -> Organisation:
        """The first organisation with this word in its name: 嘉定, 紧固件, 安徽."""
        return next(one for name, one in self._organisations.items() if word in name)

    def choices(self, trade: str, way: str, dice: Random, *, besides: Organisation | None) -> list[Pair]:
        """Firms of the trade with the organisation that speaks for them. `way`: 行业, 区, 家 or a word of its name."""
        firms = [one for one in self._enterprises.values() if self._does(one, trade)]
        for wanted in (way or dice.choice(WAYS), "行业", "区"):
            found = [(firm, body) for firm in firms for body in self._speaking(firm, trade, wanted)]
            found = [pair for pair in found if pair[1] != besides]
            if found:
                return found
        raise LookupError(trade, way)

    def _does(self, firm: Enterprise, trade: str) -> bool:
        return firm.short_name.endswith(trade)

    def _speaking(self, firm: Enterprise, trade: str, way: str) -> list[Organisation]:
        joined = next(one.joins for one in TRADES if one.word == trade)
        ways: dict[str, Callable[[str], bool]] = {
            "行业": lambda name: name in joined,
            "区": lambda name: name.endswith(DISTRICT),
            "家": lambda name: name in HOMES,
        }
        fits = ways.get(way) or (lambda name: way in name)
        return [body for body in self._bodies[firm.pk] if fits(body.name)]
