"""Who is at the tablet: enrolled by staff, then a name and a PIN, locked when left alone."""

from production.bench.decorators import on_tablet, signed_in, signed_in_quietly

__all__ = ["on_tablet", "signed_in", "signed_in_quietly"]
