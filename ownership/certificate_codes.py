"""The eight characters on a certificate that, beside the serial number, open the public check."""

import hmac
import re
import secrets

from django.conf import settings
from django.utils.crypto import salted_hmac

from orders.models.commissions import REFERENCE_LETTERS

_SALT = "ownership.certificate"


def new_code() -> str:
    """Return eight random characters without 0, O, 1 and I: 40 bits."""
    return "".join(secrets.choice(REFERENCE_LETTERS) for _ in range(8))


def hash_code(code: str, secret: str | None = None) -> str:
    """Return what is stored of a code: an HMAC under the house's secret key.

    Forty bits could be searched from a stolen plain or salted hash; without the key they cannot.
    """
    return salted_hmac(_SALT, plain(code), secret=secret, algorithm="sha256").hexdigest()


def matches(code: str, stored: str) -> bool:
    """Tell whether `code` is the one stored, in constant time and across rotated keys."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    found = [hmac.compare_digest(hash_code(code, key), stored) for key in keys]
    return any(found)


def plain(typed: str) -> str:
    """Return a code as it is stored: capitals, without spaces and hyphens."""
    return re.sub(r"[^A-Z0-9]", "", typed.upper())
