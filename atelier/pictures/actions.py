"""Takes pictures in. Decoding is the picture worker's, never the web process's."""

import hashlib
import uuid
from collections.abc import Iterator
from contextlib import contextmanager

from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from atelier.journal.actor import Actor
from atelier.journal.record import record
from atelier.pictures.models import Picture
from atelier.pictures.screening import NoRoom, screen, shown_name

_NO_ROOM = "We could not store your picture just now. Please try again in a little while."


def receive(upload: UploadedFile, *, by: Actor) -> Picture:
    """Take one uploaded file into quarantine and return its picture, still to be prepared.

    Raises `UnusablePicture` with a sentence that names the file, and `NoRoom` when it cannot be
    stored. The file gets a generated name; the sender's own is only ever shown.
    """
    header = screen(upload)
    with _quarantined(upload) as path, transaction.atomic():
        picture = Picture.objects.create(
            original=path,
            original_name=shown_name(upload),
            sha256=_sha256(upload),
            uploaded_by=by.name,
        )
        record("picture.received", picture, by=by, format=header.format, bytes=upload.size)
    return picture


@contextmanager
def _quarantined(upload: UploadedFile) -> Iterator[str]:
    """Store the file for the length of a change; what fails leaves no file behind."""
    path = f"quarantine/{timezone.now():%Y/%m}/{uuid.uuid4().hex}"
    try:
        upload.seek(0)
        yield default_storage.save(path, upload)
    except OSError as error:
        default_storage.delete(path)
        raise NoRoom(_NO_ROOM) from error
    except BaseException:
        default_storage.delete(path)
        raise


def _sha256(upload: UploadedFile) -> str:
    digest = hashlib.sha256()
    for chunk in upload.chunks():
        digest.update(chunk)
    return digest.hexdigest()
