"""Ring sizes as an advisor notes them at the table, each said in mm where it can be read."""

import re
from dataclasses import dataclass

from atelier.materials.ring_sizes import NoSuchSize, RingSize
from atelier.materials.typed_sizes import parse

# "Left ring finger: US 6 1/4" names the finger, then the size.
_NAMED = re.compile(r"^(?P<finger>.*?)[:=]\s*(?P<size>[^:=]+)$")
# At the end of a line without a colon: "ring finger 6¼", "Leonie N½", "54 EU".
_AT_END = re.compile(
    r"(?:^|\s)(?P<size>(?:(?:us|eu|uk|jp|it|iso|size)\s+)?"
    r"(?:\d{1,2}(?:[.,]\d{1,2})?(?:\s*[¼½¾]|\s+[1-9]/[1-9])?|[A-Z](?:\s*[½]|\s*\+\s*\d)?)"
    r"(?:\s+(?:us|eu|uk|jp|it|iso))?)\s*$",
    re.IGNORECASE,
)
# A wrist of 16 cm is no US 16.
_NO_RING = re.compile(r"\b(?:wrist|neck|chain|bracelet|bangle|band|width|mm|cm)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Measured:
    """One line of what was measured; `size` where it reads as a ring size."""

    words: str
    size: RingSize | None


def read_sizes(text: str) -> list[Measured]:
    """Read a line for each finger; what is no ring size (a wrist, a chain) is kept as words."""
    return [Measured(line.strip(), _size(line)) for line in text.splitlines() if line.strip()]


def _size(line: str) -> RingSize | None:
    if _NO_RING.search(line):
        return None
    for pattern in (_NAMED, _AT_END):
        if found := pattern.search(line.strip()):
            try:
                return parse(found["size"])
            except NoSuchSize:
                continue
    return None
