"""Where the operations of the exchange register."""

from ninja import Router

from shanghui.exchange.api import listings, partners

router = Router()
router.add_router("/listings", listings.router)
router.add_router("/listings", partners.router)
