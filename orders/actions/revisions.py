"""Drawings as numbered revisions: begun, filled with files, shared.

Pins, remarks and the client's yes have a module each beside this one.
"""

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from atelier.files.models import FileKind, StoredFile
from atelier.files.receiving import receive_file
from atelier.journal.actor import Actor
from atelier.journal.record import record
from atelier.pictures.actions import receive
from atelier.pictures.headers import HEAD_BYTES, read_header
from atelier.pictures.models import Picture
from orders import emails_revisions
from orders.actions.pins import move_pin, place_pin, remove_pin
from orders.actions.remarks import write_remark
from orders.actions.revision_approvals import approve_revision, send_revision_code
from orders.locks import locked_commission, locked_revision
from orders.models import Commission, Revision, RevisionFile
from orders.models.revisions import MeshUnit, RevisionKind
from orders.moves import move_revision
from orders.policies.revisions import (
    SEEN,
    check_add_file,
    check_draw,
    check_share,
    check_start,
)
from orders.revisions import count_of
from orders.statuses import RevisionStatus

__all__ = [
    "add_file",
    "approve_revision",
    "describe_revision",
    "move_pin",
    "place_pin",
    "remove_file",
    "remove_pin",
    "send_revision_code",
    "share_revision",
    "start_revision",
    "write_remark",
]


@transaction.atomic
def start_revision(
    *, commission: Commission, by: Actor, kind: str = RevisionKind.SKETCH, title: str = ""
) -> Revision:
    """Begin the next revision, private to the house; a draft that is there is returned.

    Raises `Refusal` past the making.
    """
    commission = locked_commission(commission.pk)
    check_start(commission, by)
    if draft := commission.revisions.filter(status=RevisionStatus.DRAFT).first():
        return draft
    last = commission.revisions.aggregate(last=Max("number"))["last"] or 0
    revision = commission.revisions.create(number=last + 1, kind=kind, title=title.strip())
    record("revision.started", revision, by=by, commission_id=commission.pk, number=revision.number)
    return revision


@transaction.atomic
def describe_revision(
    *, revision: Revision, kind: str, title: str, note: str, by: Actor
) -> Revision:
    """Say what a draft shows and what changed. Raises `Refusal` once it was shared."""
    held = locked_revision(revision)
    check_draw(held, by)
    held.kind, held.title, held.note = kind, title.strip(), note.strip()
    held.save(update_fields=["kind", "title", "note"])
    record("revision.described", held, by=by, commission_id=held.commission_id, number=held.number)
    return held


def add_file(
    *,
    revision: Revision,
    upload: UploadedFile,
    by: Actor,
    caption: str = "",
    unit: str = MeshUnit.MM,
) -> RevisionFile:
    """Take a picture, a PDF, an STL or a GLB into a draft and return it.

    `unit` is that of an STL, which is measured by a worker soon after. Raises `Refusal`.
    """
    check_add_file(revision, by)
    return _attach(revision, _received(upload, by), caption.strip(), unit, by)


@transaction.atomic
def remove_file(*, kept: RevisionFile, by: Actor) -> None:
    """Take a file with its pins out of a draft, and forget it. Raises `Refusal` once shared.

    Its bytes are swept away with those nobody knows of.
    """
    held = locked_revision(kept.revision)
    check_draw(held, by)
    if removed := held.files.filter(pk=kept.pk).first():
        record(
            "revision.file_removed",
            held,
            by=by,
            commission_id=held.commission_id,
            name=str(removed),
        )
        thing = removed.picture or removed.file
        removed.delete()
        if thing:
            thing.delete()


@transaction.atomic
def share_revision(*, revision: Revision, by: Actor, note: str | None = None) -> Revision:
    """Show a draft to the client, in place of the one shared or approved before.

    `note` says what changed; None keeps the one written. Whether it is included, and the price
    when it is not, is decided here. Sharing what is shared already changes nothing.
    Raises `Refusal`.
    """
    held = locked_revision(revision)
    if held.status == RevisionStatus.SHARED:
        return held
    words = (held.note if note is None else note).strip()
    check_share(held, words, by)
    count = count_of(held.commission)
    _supersede(held.commission, by)
    move_revision(
        held,
        "share",
        note=words,
        shared_at=timezone.now(),
        is_included=count.next_is_included,
        price=None if count.next_is_included else count.terms.price,
    )
    record("revision.shared", held, by=by, commission_id=held.commission_id, number=held.number)
    emails_revisions.tell_shared(held, count.terms)
    return held


def _supersede(commission: Commission, by: Actor) -> None:
    seen = commission.revisions.filter(status__in=SEEN)
    for older in seen.select_for_update(of=("self",), no_key=True):
        move_revision(older, "supersede", closed_at=timezone.now())
        record(
            "revision.superseded", older, by=by, commission_id=commission.pk, number=older.number
        )


def _received(upload: UploadedFile, by: Actor) -> Picture | StoredFile:
    upload.seek(0)
    is_picture = read_header(upload.read(HEAD_BYTES)) is not None
    upload.seek(0)
    return receive(upload, by=by) if is_picture else receive_file(upload, kinds=FileKind, by=by)


@transaction.atomic
def _attach(
    revision: Revision, received: Picture | StoredFile, caption: str, unit: str, by: Actor
) -> RevisionFile:
    held = locked_revision(revision)
    check_add_file(held, by)
    last = held.files.aggregate(last=Max("position"))["last"] or 0
    thing = "picture" if isinstance(received, Picture) else "file"
    kept = held.files.create(
        position=last + 1, caption=caption, unit=MeshUnit(unit), **{thing: received}
    )
    kind = "mesh.added" if kept.is_mesh else "revision.file_added"
    record(kind, held, by=by, commission_id=held.commission_id, name=received.original_name)
    return kept
