"""Turns a row of the outbox into the mail that leaves the house."""

import base64
import html
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from email.utils import formataddr, parseaddr

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend

from atelier.journal.models import OutgoingMessage

_PLACE = re.compile(r"\[\[([a-z_]+)\]\]")


@dataclass(frozen=True)
class Letter:
    """The words of a mail, its `[[name]]` places filled."""

    subject: str
    text: str
    html: str


def fill(words: str, secrets: Mapping[str, str], escape: Callable[[str], str] = str) -> str:
    """Put each secret into its `[[name]]` place; a place without a secret stays as it is written.

    One pass only, so neither a secret nor what a person typed can name another place.
    """
    return _PLACE.sub(
        lambda place: escape(secrets[place[1]]) if place[1] in secrets else place[0], words
    )


def letter_of(message: OutgoingMessage, *, reveal: bool) -> Letter:
    """Return the words of `message`; without `reveal` codes and links stay hidden."""
    secrets = message.secrets if reveal else {}
    return Letter(
        subject=fill(message.subject, secrets),
        text=fill(message.text, secrets),
        html=fill(message.html, secrets, html.escape),
    )


def message_id(message: OutgoingMessage) -> str:
    """Return the Message-ID: the same for every attempt, so a mail sent twice shows once."""
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]
    return f"<{message.pk}@{domain or 'localhost'}>"


def sender_of(message: OutgoingMessage) -> str:
    """Return the From line: the house's address under the name this mail is sent by."""
    name, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    return formataddr((message.sender_name or name, address))


def mail_of(message: OutgoingMessage, connection: BaseEmailBackend) -> EmailMultiAlternatives:
    """Return the mail as it leaves, with its attachments."""
    letter = letter_of(message, reveal=True)
    mail = EmailMultiAlternatives(
        letter.subject,
        letter.text,
        sender_of(message),
        [message.to],
        connection=connection,
        headers={"Message-ID": message_id(message), "Auto-Submitted": "auto-generated"},
    )
    if letter.html:
        mail.attach_alternative(letter.html, "text/html")
    for part in message.attachments:
        mail.attach(part["name"], base64.b64decode(part["base64"]), part["type"])
    return mail
