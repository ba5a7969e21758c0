"""The exchange for programs."""

from shanghui.exchange.api.router import router

__all__ = ["router"]
