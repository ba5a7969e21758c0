"""What this database is."""

from django.db import models


class Installation(models.Model):
    """The single row (pk 1) that says whether people and firms in here are invented."""

    demo = models.BooleanField(default=False)
    demo_seed = models.BigIntegerField(null=True)
    created_at = models.DateTimeField()
