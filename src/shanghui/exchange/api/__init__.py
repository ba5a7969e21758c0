"""The exchange for programs."""

from shanghui.exchange.api import agreements, commitments
from shanghui.exchange.api.router import router

router.add_router("/agreements", agreements.router)
router.add_router("/agreements", commitments.router)

__all__ = ["router"]
