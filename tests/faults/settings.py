"""The real settings, with a mail server that we can trip over."""

from shanghui.config.settings import *  # noqa: F403

EMAIL_BACKEND = "tests.faults.letters.Backend"
