"""Takes papers and solids in, byte for byte, under a name of the house's own."""

import uuid
from collections.abc import Collection

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from atelier.files.models import FileKind, StoredFile
from atelier.files.names import shown_name
from atelier.files.orphans import FOLDER
from atelier.files.screening import screen
from atelier.files.storing import NoRoom, sha256_of, storing
from atelier.journal.actor import Actor
from atelier.journal.record import record

_NO_ROOM = "We could not store your file just now. Please try again in a little while."


def receive_file(upload: UploadedFile, *, kinds: Collection[FileKind], by: Actor) -> StoredFile:
    """Keep one uploaded file and return its record; who links to it decides who may see it.

    Raises `UnusableFile` with a sentence that names the file, and `NoRoom` when it cannot be
    stored. Neither leaves a file or a row behind.
    """
    kind = screen(upload, kinds)
    try:
        with storing() as store, transaction.atomic():
            stored = StoredFile.objects.create(
                kind=kind,
                file=store(_name(kind), upload),
                original_name=shown_name(upload, "file"),
                size=upload.size or 0,
                sha256=sha256_of(upload),
                uploaded_by=by.name[:120],
            )
            record("file.received", stored, by=by, name=stored.original_name, file_kind=kind)
    except OSError as error:
        raise NoRoom(_NO_ROOM) from error
    return stored


def _name(kind: FileKind) -> str:
    return f"{FOLDER}/{timezone.now():%Y/%m}/{uuid.uuid4().hex}.{kind}"
