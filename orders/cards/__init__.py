"""Card payments on a provider's own page: one protocol, one real provider, off until configured.

No card number ever reaches the house: the client types it at the provider, and what came of it
arrives as a signed message.
"""

from functools import cache

from django.conf import settings

from orders.cards.provider import BadSignature, CardEvent, CardProvider, Unreachable, Urls

__all__ = ["BadSignature", "CardEvent", "CardProvider", "Unreachable", "Urls", "card_provider"]


def card_provider() -> CardProvider | None:
    """Return the provider that is configured, or None: then no page speaks of cards."""
    if not (settings.STRIPE_SECRET_KEY and settings.STRIPE_WEBHOOK_SECRET):
        return None
    return _stripe(
        settings.STRIPE_SECRET_KEY, settings.STRIPE_WEBHOOK_SECRET, settings.STRIPE_API_BASE
    )


@cache
def _stripe(key: str, secret: str, base: str) -> CardProvider:
    # Only a house that takes cards pays for the library's memory, and only once one is used.
    from orders.cards.stripe import Stripe

    return Stripe(key=key, secret=secret, base=base)
