"""Activities for programs: board."""

from ninja import Router

router = Router()
