"""The house as its letterhead names it."""

from atelier.house.models import House

_LETTER_COUNTRIES = frozenset({"US", "CA", "MX", "PH", "CL", "CO", "VE"})
"""Where an office printer holds letter paper instead of A4 (ISO 216 is not in use there)."""


def house_block() -> dict[str, str]:
    """Return name, address, colour and paper of the house, for a document's `data["house"]`."""
    house = House.current()
    return {
        "name": house.name,
        "legal_name": house.legal_name or house.name,
        "address": ", ".join(house.address.splitlines()),
        "email": house.email,
        "phone": house.phone,
        "accent": house.accent_colour,
        "paper": "us-letter" if house.country in _LETTER_COUNTRIES else "a4",
    }
