"""The network over the API: the same actions and the same eyes as the pages."""

from ninja import Router

from shanghui.network.api import areas, enterprises, files, memberships, organisations, people, rearrangements

router = Router()
router.add_router("/organisations", organisations.router)
router.add_router("/areas", areas.router)
router.add_router("/enterprises", enterprises.router)
router.add_router("/memberships", memberships.router)
router.add_router("/people", people.router)
router.add_router("/files", files.router)
router.add_router("/rearrangements", rearrangements.router)

__all__ = ["router"]
