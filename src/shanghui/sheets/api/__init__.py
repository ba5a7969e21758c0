"""Imports over the API: upload, columns, mend, decide, commit, undo.

The scope is that of what the rows write: who may not write the network may not import into it.
"""

from ninja import Router

from shanghui.sheets.api import rows, runs

router = Router()
router.add_router("", runs.router)
router.add_router("", rows.router)

__all__ = ["router"]
