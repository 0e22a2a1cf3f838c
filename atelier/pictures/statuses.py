"""The life of an uploaded picture."""

from django.db.models import TextChoices

from atelier.journal.transitions import Machine, Owner


class PictureStatus(TextChoices):
    """received → ready, or refused."""

    RECEIVED = "received", "Being prepared"
    READY = "ready", "Ready"
    REFUSED = "refused", "Could not be read"


PICTURES = Machine(
    name="picture",
    statuses=PictureStatus,
    owners={
        PictureStatus.RECEIVED: Owner.HOUSE,
        PictureStatus.READY: Owner.NOBODY,
        PictureStatus.REFUSED: Owner.CLIENT,
    },
    sentences={
        PictureStatus.RECEIVED: "We have it and are preparing it.",
        PictureStatus.READY: "Seen only by our atelier.",
        PictureStatus.REFUSED: "We could not read this file. Please send it again as JPEG or PNG.",
    },
    moves={
        ("prepare", PictureStatus.RECEIVED): PictureStatus.READY,
        ("refuse", PictureStatus.RECEIVED): PictureStatus.REFUSED,
    },
)
