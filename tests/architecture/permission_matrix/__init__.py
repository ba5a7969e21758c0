"""Who may ask what, a file an app: one line an address and method; what no line allows must answer 405.

Names in braces are filled from `tests.factories.house.House.ids`: `chamber` is the owner's and open to nobody else,
`firm` is its member and open to nobody else; `sister` and `open_firm` are the sibling's and open to the federation.
A last answer followed by … holds for all further columns. Every GET is asked as a whole page and as an htmx fragment.

Columns of PAGES: anonymous visitor contact owner sibling convener general officer. A token opens no page: it is asked
too, and must be answered like `anonymous`. Columns of API: the same, then `reader` and `scopeless`: tokens
of the owner, one with `network:read`, one with `catalogue:read` alone.
"""

from tests.architecture.permission_matrix import (
    account,
    activities_activities,
    activities_board,
    activities_door,
    activities_programmes,
    activities_wishes,
    catalogue,
    exchange,
    network,
    sheets,
)

ACTIVITIES = (activities_programmes, activities_activities, activities_door, activities_wishes, activities_board)

PAGES = "\n".join(app.PAGES.strip() for app in (catalogue, network, exchange, *ACTIVITIES, sheets, account))
API = "\n".join(app.API.strip() for app in (catalogue, network, exchange, *ACTIVITIES, sheets))
#: what is sent where an empty body would be refused before anybody asks who sends it; "{name}" as in addresses
BODIES = catalogue.BODIES | network.BODIES | exchange.BODIES | sheets.BODIES
for part in ACTIVITIES:
    BODIES = BODIES | part.BODIES
