"""The hash by which frozen words prove that nobody changed them."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any


def fingerprint(frozen: Mapping[str, Any]) -> str:
    """Return the SHA-256 of the canonical JSON: sorted keys, no spaces, UTF-8.

    Everything in it is text already: an amount as a number would be read back differently.
    """
    text = json.dumps(frozen, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()
