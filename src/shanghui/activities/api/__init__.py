"""Activities for programs."""

from shanghui.activities.api.router import router

__all__ = ["router"]
