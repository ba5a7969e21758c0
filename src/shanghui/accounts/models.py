"""People who sign in."""

from django.contrib.auth.models import AbstractUser


class User(AbstractUser):
    """A login. What it may do comes from the posts of its person in `network`, never from here."""
