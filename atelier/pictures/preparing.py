"""Makes received pictures ready: claim, decode in the sandbox, store, delete the original.

The attempt is counted with a lease before the decoder starts, so a file that kills its worker is
given up after `MAX_ATTEMPTS` instead of running for ever.
"""

import logging
import tempfile
import time
import uuid
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone

from atelier.files.storing import storing
from atelier.journal.actor import Actor
from atelier.journal.record import record
from atelier.pictures.headers import HEAD_BYTES, read_header
from atelier.pictures.models import Picture, Rendition
from atelier.pictures.sandbox import Decoded, DecoderDied, Refused, decode_file
from atelier.pictures.statuses import PICTURES

logger = logging.getLogger(__name__)

# Longer than Celery lets a task live, so a living worker never loses its lease.
LEASE = timedelta(seconds=settings.CELERY_TASK_TIME_LIMIT + 10)
MAX_ATTEMPTS = 3
# No new picture is begun after this; the last one may still take the sandbox's limit.
RUN_SECONDS = 20
UNREADABLE = "We could not read this file. Please send it again as JPEG or PNG."
_WORKER = Actor.system("Picture worker")


def prepare_waiting() -> None:
    """Prepare what waits, for as long as one run may take; the next tick goes on."""
    end = time.monotonic() + RUN_SECONDS
    while prepare_next() and time.monotonic() < end:
        pass


def prepare_next() -> bool:
    """Prepare the picture that waits longest; tell whether there was one."""
    picture = claim()
    if picture is None:
        return False
    try:
        prepare(picture)
    except (OSError, DecoderDied) as error:
        # Out of room, or the child was killed: the lease runs out and it is tried again.
        logger.warning("picture %s, attempt %s: %s", picture.pk, picture.attempts, error)
    return True


def claim() -> Picture | None:
    """Take the received picture that waits longest, its attempt counted; None if none waits."""
    with transaction.atomic():
        picture = Picture.objects.waiting().select_for_update(skip_locked=True).first()
        if picture is None:
            return None
        picture.attempts += 1
        picture.leased_until = timezone.now() + LEASE
        picture.save(update_fields=["attempts", "leased_until"])
    return picture


def prepare(picture: Picture) -> None:
    """Decode a claimed picture and store what came of it. A repeat changes nothing."""
    if picture.attempts > MAX_ATTEMPTS:
        refuse(picture, UNREADABLE)
        return
    with tempfile.TemporaryDirectory() as folder:
        outcome = _decode(picture, Path(folder))
        if isinstance(outcome, Refused):
            refuse(picture, outcome.sentence)
        else:
            accept(picture, outcome, Path(folder))


def accept(picture: Picture, decoded: Decoded, folder: Path) -> None:
    """Store the renditions and make the picture ready."""
    with storing() as store:
        _make_ready(picture, decoded, [_store(store, folder, w) for w, _ in decoded.renditions])


def refuse(picture: Picture, sentence: str) -> None:
    """Note that this file never becomes a picture, and delete it."""
    with transaction.atomic():
        locked = Picture.objects.select_for_update(no_key=True).get(pk=picture.pk)
        locked.status = PICTURES.after("refuse", locked.status)
        locked.refusal = sentence
        _close(locked, "status", "refusal")
        record("picture.refused", locked, by=_WORKER, reason=sentence)


def _decode(picture: Picture, folder: Path) -> Decoded | Refused:
    with picture.original.open() as original:
        header = read_header(original.read(HEAD_BYTES))
    if header is None:
        return Refused(UNREADABLE)
    return decode_file(header.format, Path(picture.original.path), folder)


def _store(store: Callable[[str, File], str], folder: Path, width: int) -> str:
    name = f"renditions/{timezone.now():%Y/%m}/{uuid.uuid4().hex}-{width}.webp"
    with (folder / f"{width}.webp").open("rb") as file:
        return store(name, File(file))


def _make_ready(picture: Picture, decoded: Decoded, stored: list[str]) -> None:
    with transaction.atomic():
        locked = Picture.objects.select_for_update(no_key=True).get(pk=picture.pk)
        locked.status = PICTURES.after("prepare", locked.status)
        locked.width, locked.height = decoded.width, decoded.height
        Rendition.objects.bulk_create(
            Rendition(picture=locked, width=width, height=height, file=name)
            for (width, height), name in zip(decoded.renditions, stored, strict=True)
        )
        _close(locked, "status", "width", "height")
        record("picture.prepared", locked, by=_WORKER, widths=[w for w, _ in decoded.renditions])


def _close(picture: Picture, *changed: str) -> None:
    """Save what changed, end the lease, and delete the original once that is certain."""
    original = str(picture.original.name)
    picture.original, picture.leased_until = "", None
    picture.save(update_fields=[*changed, "original", "leased_until"])
    transaction.on_commit(lambda: default_storage.delete(original), robust=True)
