"""The client's pictures: added, captioned and taken back while the request is being written."""

from collections.abc import Mapping

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models.fields.files import FieldFile

from atelier.journal.actor import Actor
from atelier.journal.record import record
from atelier.pictures.actions import receive
from orders.locks import locked_commission
from orders.models import Commission, CommissionPicture
from orders.policies.requests import check_add_picture, check_write


@transaction.atomic
def add_picture(*, commission: Commission, upload: UploadedFile, by: Actor) -> CommissionPicture:
    """Take one picture in; the tenth is the last. Raises `Refusal` with a sentence that helps."""
    held = locked_commission(commission.pk)
    check_add_picture(held)
    picture = receive(upload, by=by)
    return CommissionPicture.objects.create(commission=held, picture=picture, from_client=True)


@transaction.atomic
def caption_pictures(*, commission: Commission, captions: Mapping[int, str], by: Actor) -> None:
    """Write the captions, by the picture's primary key; foreign keys are passed over."""
    held = locked_commission(commission.pk)
    check_write(held)
    for linked in held.pictures.filter(pk__in=list(captions)):
        linked.caption = captions[linked.pk][:160]
        linked.save(update_fields=["caption"])


@transaction.atomic
def remove_picture(*, linked: CommissionPicture, by: Actor) -> None:
    """Take a picture back: its record, its files and its caption go. Raises `WrongState`."""
    held = locked_commission(linked.commission_id)
    check_write(held)
    if not held.pictures.filter(pk=linked.pk).exists():
        return
    picture = linked.picture
    files = [picture.original, *(rendition.file for rendition in picture.renditions.all())]
    record("picture.removed", held, by=by, commission_id=held.pk, name=picture.original_name)
    linked.delete()
    picture.delete()
    transaction.on_commit(lambda: _delete_files(files), robust=True)


def _delete_files(files: list[FieldFile]) -> None:
    for file in filter(None, files):
        file.delete(save=False)
