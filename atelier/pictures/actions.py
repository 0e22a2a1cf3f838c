"""Takes pictures in. Decoding is the picture worker's, never the web process's."""

import uuid

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from atelier.files.names import shown_name
from atelier.files.storing import NoRoom, sha256_of, storing
from atelier.journal.actor import Actor
from atelier.journal.record import record
from atelier.pictures.models import Picture
from atelier.pictures.screening import screen

_NO_ROOM = "We could not store your picture just now. Please try again in a little while."


def receive(upload: UploadedFile, *, by: Actor) -> Picture:
    """Take one uploaded file into quarantine and return its picture, still to be prepared.

    Raises `UnusablePicture` with a sentence that names the file, and `NoRoom` when it cannot be
    stored. The file gets a generated name; the sender's own is only ever shown.
    """
    header = screen(upload)
    try:
        with storing() as store, transaction.atomic():
            picture = Picture.objects.create(
                original=store(_quarantine_name(), upload),
                original_name=shown_name(upload),
                sha256=sha256_of(upload),
                uploaded_by=by.name,
            )
            record("picture.received", picture, by=by, format=header.format, bytes=upload.size)
    except OSError as error:
        raise NoRoom(_NO_ROOM) from error
    return picture


def _quarantine_name() -> str:
    return f"quarantine/{timezone.now():%Y/%m}/{uuid.uuid4().hex}"
