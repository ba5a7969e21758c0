"""The exchange for programs."""

from shanghui.exchange.api import introductions
from shanghui.exchange.api.router import router

router.add_router("/introductions", introductions.router)

__all__ = ["router"]
