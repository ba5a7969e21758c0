"""The catalogue over the API: search and read (`catalogue:read`), and what the federation keeps (`catalogue:write`)."""

from shanghui.catalogue.api import writing  # noqa: F401  its operations share addresses, and so the router
from shanghui.catalogue.api.reading import router

__all__ = ["router"]
