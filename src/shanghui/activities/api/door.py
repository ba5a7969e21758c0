"""Activities for programs: door."""

from ninja import Router

router = Router()
