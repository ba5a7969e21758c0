"""Activities for programs: wishes."""

from ninja import Router

router = Router()
