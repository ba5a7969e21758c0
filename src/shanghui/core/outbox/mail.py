"""The channel `mail`: payload `subject`, `text`, and `html` if there is any; the receiver is one address."""

from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import BadHeaderError, EmailMultiAlternatives

from shanghui.core.models import OutboxMessage
from shanghui.core.outbox.channels import Undeliverable


def send_mail(message: OutboxMessage) -> None:
    """Hand one letter to the mail server; its Message-ID is the message's stable id."""
    letter = EmailMultiAlternatives(
        subject=message.payload["subject"],
        body=message.payload["text"],
        to=[message.receiver],
        headers={"Message-ID": f"<{message.message_id}@{urlsplit(settings.SITE_URL).hostname}>"},
    )
    if "html" in message.payload:
        letter.attach_alternative(message.payload["html"], "text/html")
    try:
        letter.send()
    except BadHeaderError as error:
        raise Undeliverable(str(error)) from error
