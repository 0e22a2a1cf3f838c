"""The house's own record, with its defaults, where there is none yet."""

from atelier.house.models import House


def load() -> None:
    """Make the house's row; one that is there is left as its owner wrote it."""
    House.current()
