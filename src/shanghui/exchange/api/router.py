"""Where the operations of the exchange register."""

from ninja import Router

router = Router(tags=["exchange"])
