"""How people sign in: clients by an emailed code, staff by password and one-time password."""

from typing import Any
from uuid import uuid4

import segno
from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest
from django.template.loader import render_to_string

from atelier.house.models import House
from atelier.journal import outbox
from atelier.people.actors import address_of


class Adapter(DefaultAccountAdapter):
    """Closed to strangers; its mails leave through the outbox, with the code as a secret."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody signs up: an account begins with a request, or is made by the house."""
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """Return the address that rate limits count by; a forged header does not change it."""
        return address_of(request) or "0.0.0.0"

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Put the mail into the outbox; a code in it becomes readable only as it leaves."""
        code = context.get("code")
        shown = {**context, "house": House.current(), "code": "[[code]]"}
        kind = template_prefix.rpartition("/")[2]
        text = render_to_string(f"{template_prefix}_message.txt", shown)
        outbox.post(
            f"account.{kind}",
            to=email,
            subject=render_to_string(f"{template_prefix}_subject.txt", shown).strip(),
            text=text,
            html=_as_letter(text, shown) if code else "",
            dedup_key=f"account.{kind}:{uuid4()}",
            secrets={"code": code} if code else None,
        )


def _as_letter(text: str, shown: dict[str, Any]) -> str:
    """Return the same words with the code large; its first paragraph is the code."""
    sentences = text.strip().split("\n\n")[1:-1]
    return render_to_string("mail/code.html", {**shown, "sentences": sentences})


class MfaAdapter(DefaultMFAAdapter):
    """Names the house in the authenticator app."""

    def get_totp_issuer(self) -> str:
        """Return the house's name."""
        return House.current().name

    def build_totp_svg(self, url: str) -> str:
        """Return the QR code as SVG without a style in it: our pages' policy refuses those."""
        return str(segno.make(url, error="m").svg_inline(scale=4, dark="#1c1a17", border=2))
