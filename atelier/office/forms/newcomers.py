"""Somebody the house does not know yet: who calls, or stands in the door."""

import re
from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.http import QueryDict

from atelier.people.models import Client

# Fewer are no number yet, only a part of one.
_DIGITS = 6


class NewcomerForm(forms.Form):
    """Whom to welcome as a client; an address that is known finds its client.

    Somebody on the telephone may have no address at hand: their number is enough.
    """

    new_name = forms.CharField(label="Name", max_length=120)
    new_email = forms.EmailField(
        label="Email",
        max_length=254,
        required=False,
        help_text="An address we know finds its client. Without one nothing is mailed to them.",
    )
    new_phone = forms.CharField(
        label="Telephone",
        max_length=40,
        required=False,
        validators=[RegexValidator(r"\d", "Please write a telephone number.")],
    )

    @classmethod
    def typed(cls, asked: QueryDict) -> "NewcomerForm | None":
        """Return what was typed, where somebody new is meant and nobody known was chosen."""
        meant = any(asked.get(name) for name in ("new_email", "new_phone", "welcome"))
        return cls(asked) if meant and not asked.get("client") else None

    @classmethod
    def guessed(cls, asked: QueryDict) -> "NewcomerForm":
        """Return a first form: what was looked for in vain is their name or their address."""
        words = asked.get("q", "").strip()
        guess = {_field_of(words): words}
        return cls(initial=guess | {name: value for name, value in asked.items() if value})

    def clean(self) -> dict[str, Any]:
        """Ask for the address or the number: somehow they must be reached."""
        said = super().clean() or self.cleaned_data
        if not (said.get("new_email") or said.get("new_phone") or self.errors):
            self.add_error("new_email", "Please write it, or the number we reach them on.")
        return said

    def known(self) -> Client | None:
        """Return the client who has this address already."""
        address = self.cleaned_data.get("new_email") if self.is_valid() else None
        living = Client.objects.filter(erased_at=None).select_related("user")
        return living.filter(user__email__iexact=address).first() if address else None

    def of_this_number(self) -> list[Client]:
        """Return others whom the number typed reaches, where there is no address to tell by."""
        said = self.cleaned_data if self.is_valid() else {}
        digits = [sign for sign in said.get("new_phone", "") if sign.isdigit()]
        if said.get("new_email") or len(digits) < _DIGITS:
            return []
        living = Client.objects.filter(erased_at=None).select_related("user")
        found = living.filter(phone__regex=r"\D*".join(digits) + r"\D*$").order_by("name")
        return list(found.exclude(user=None, name__iexact=said["new_name"]))

    def said(self) -> dict[str, Any]:
        """Return what `welcome` takes."""
        return {name.removeprefix("new_"): each for name, each in self.cleaned_data.items()}


def _field_of(words: str) -> str:
    """Tell what was looked for: an address, a number, else a name."""
    if "@" in words:
        return "new_email"
    return "new_phone" if re.fullmatch(r"[\d\s+()./-]+", words) else "new_name"
