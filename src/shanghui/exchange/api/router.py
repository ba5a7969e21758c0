"""The exchange over the API: the same actions and the same eyes as the pages."""

from ninja import Router

from shanghui.exchange.api import agreements, commitments, introductions, listings, partners, searches

router = Router()
router.add_router("/listings", listings.router)
router.add_router("/listings", partners.router)
router.add_router("/introductions", introductions.router)
router.add_router("/agreements", agreements.router)
router.add_router("/agreements", commitments.router)
router.add_router("/searches", searches.router)
