"""Somebody the house does not know yet: who calls, or stands in the door."""

from typing import Any

from django import forms
from django.http import QueryDict

from atelier.people.models import Client


class NewcomerForm(forms.Form):
    """Whom to welcome as a client; an address that is known finds its client."""

    new_name = forms.CharField(label="Name", max_length=120)
    new_email = forms.EmailField(
        label="Email",
        max_length=254,
        help_text="Where they read from us. An address we know finds its client.",
    )
    new_phone = forms.CharField(label="Telephone", max_length=40, required=False)

    @classmethod
    def typed(cls, asked: QueryDict) -> "NewcomerForm | None":
        """Return what was typed, where somebody new is meant and nobody known was chosen."""
        meant = any(asked.get(name) for name in ("new_email", "new_phone", "welcome"))
        return cls(asked) if meant and not asked.get("client") else None

    @classmethod
    def guessed(cls, asked: QueryDict) -> "NewcomerForm":
        """Return a first form: what was looked for in vain is their name or their address."""
        words = asked.get("q", "").strip()
        guess = {"new_email" if "@" in words else "new_name": words}
        return cls(initial=guess | {name: value for name, value in asked.items() if value})

    def known(self) -> Client | None:
        """Return the client who has this address already."""
        address = self.cleaned_data.get("new_email") if self.is_valid() else None
        living = Client.objects.filter(erased_at=None).select_related("user")
        return living.filter(user__email__iexact=address).first() if address else None

    def said(self) -> dict[str, Any]:
        """Return what `welcome` takes."""
        return {name.removeprefix("new_"): each for name, each in self.cleaned_data.items()}
