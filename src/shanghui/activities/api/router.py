"""Activities over the API: the same actions and the same eyes as the pages."""

from ninja import Router

from shanghui.activities.api import activities, board, door, meetings, programmes, wishes

router = Router()
for part in (programmes, activities, door, wishes, meetings, board):
    router.add_router("", part.router)
activities.add_roots(router)
