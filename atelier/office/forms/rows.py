"""How many rows a posted form has, before anything else of it is read."""

from typing import Any


def rows_typed(data: Any, prefix: str, *, most: int) -> int:
    """Return how many rows the form `prefix` says it has, at most `most`; none for nonsense."""
    said = str(data.get(f"{prefix}-TOTAL_FORMS") or "")[:6]
    return min(int(said), most) if said.isdecimal() else 0
