"""A mail server that notes what it accepted, and may take the sender's life right afterwards."""

import os
from collections.abc import Sequence
from pathlib import Path

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend


class Backend(BaseEmailBackend):
    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        accepted = Path(os.environ["TEST_LETTERS"])
        for letter in email_messages:
            with accepted.open("a") as file:
                file.write(letter.extra_headers["Message-ID"] + "\n")
            if letter.subject == "deadly" and len(accepted.read_text().split()) == 1:
                os.kill(os.getpid(), 9)
        return len(email_messages)
