"""What becomes of stones already set when the metal has to be worked again."""

from django.db.models import TextChoices


class SetStones(TextChoices):
    """The decision of whoever sends a piece back to metal work with its stones set."""

    UNSET = "unset", "Unset the stones first"
    LASER = "laser", "Stones stay: laser only, no torch"
