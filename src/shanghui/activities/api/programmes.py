"""Activities for programs: programmes."""

from ninja import Router

router = Router()
