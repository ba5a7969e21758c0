"""Activities for programs: activities."""

from ninja import Router

router = Router()
