"""Pictures for other rooms' tests."""

from django.core.files.base import ContentFile

from atelier.journal.actor import Actor
from atelier.pictures import actions, preparing
from atelier.pictures.models import Picture, Rendition
from atelier.pictures.statuses import PictureStatus
from atelier.pictures.tests.corpus import png, upload


def receive_picture(name: str = "ring.png", content: bytes | None = None) -> Picture:
    """A picture just received, still in quarantine."""
    content = png() if content is None else content
    return actions.receive(upload(name, content), by=Actor.system())


def prepare_picture(name: str = "ring.png", content: bytes | None = None) -> Picture:
    """A picture taken all the way through the sandbox."""
    picture = receive_picture(name, content)
    preparing.prepare_waiting()
    picture.refresh_from_db()
    return picture


def make_picture(*, widths: tuple[int, ...] = (320, 800), **over: object) -> Picture:
    """A ready picture, written straight into the tables; its renditions are a few bytes each."""
    values = {"status": PictureStatus.READY, "width": 1600, "height": 1200} | over
    picture = Picture.objects.create(**values)
    for width in widths:
        rendition = Rendition(picture=picture, width=width, height=width * 3 // 4)
        rendition.file.save(f"{picture.public_id}-{width}.webp", ContentFile(b"RIFF"))
    return picture
