"""What a draft begins with: a message as one colleague would write it, and what is asked of the partner."""

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from shanghui.core.actor import Actor
from shanghui.engines.matching import fits_between
from shanghui.exchange.models import Listing
from shanghui.exchange.queries.cards import fits_of
from shanghui.exchange.queries.facts import facts_of_one
from shanghui.exchange.rules import Side


def draft_message(actor: Actor, mine: Listing, theirs: Listing) -> str:
    """Without the name of a firm: an anonymous one stays so, and the page shows the others."""
    facts = {
        "organisation": theirs.organisation.called,
        "mine": mine.title,
        "theirs": theirs.title,
        "who": actor.name,
        "from": mine.organisation.called,
    }
    if mine.side == Side.NEED:
        text = _(
            "%(organisation)s的同事，您好：我会有家会员在找“%(mine)s”，看到贵会会员的“%(theirs)s”，觉得合适。"
            "麻烦您问一声，愿不愿意认识一下？双方都同意以后再交换联系方式。谢谢！%(from)s %(who)s"
        )
    else:
        text = _(
            "%(organisation)s的同事，您好：看到贵会会员在找“%(theirs)s”，我会有家会员能提供“%(mine)s”，觉得合适。"
            "麻烦您问一声，愿不愿意认识一下？双方都同意以后再交换联系方式。谢谢！%(from)s %(who)s"
        )
    return text % facts


def draft_fits(need: Listing, offer: Listing) -> list[dict[str, str]]:
    """How the offer stands to each requirement of the need, as both texts say today."""
    fits = fits_between(facts_of_one(need), facts_of_one(offer), localdate())
    return fits_of(fits, need, offer)
