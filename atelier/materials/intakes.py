"""A receipt in the making: every word and picture is kept until both sides have signed."""

import uuid
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone

from atelier.journal.actor import Actor
from atelier.journal.record import record
from atelier.journal.refusals import Conflict, NotAllowed, Refusal
from atelier.materials.marks import Spot
from atelier.materials.models import Intake, IntakePicture, Receipt
from atelier.materials.models.goods_pictures import PictureView
from atelier.people.models import Client
from atelier.pictures.models import Picture

MOST_PICTURES = 40
_LONGEST = 200_000


@transaction.atomic
def begin_intake(
    *,
    client: Client,
    words: Mapping[str, str],
    by: Actor,
    commission_id: int | None = None,
    appointment_id: int | None = None,
    public_id: uuid.UUID | None = None,
) -> Intake:
    """Begin to write down what a client brings, with the words typed so far.

    The same `public_id` gives the intake that was begun with it, and keeps the newer words.
    Raises `Conflict` where that was with another client, or is signed.
    """
    _check_house(by)
    Client.objects.select_for_update(of=("self",), no_key=True).get(pk=client.pk)
    if public_id and (begun := Intake.objects.filter(public_id=public_id).first()):
        if begun.client_id != client.pk:
            raise Conflict("This was begun with another client.")
        return keep_words(intake=begun, words=words, names=words, by=by)
    intake = Intake.objects.create(
        public_id=public_id or uuid.uuid4(),
        client=client,
        words=_readable(words),
        commission_id=commission_id,
        appointment_id=appointment_id,
        begun_by_id=by.user_id,
    )
    record("intake.begun", intake, by=by, commission_id=commission_id, client=str(client))
    return intake


@transaction.atomic
def keep_words(
    *, intake: Intake, words: Mapping[str, str], names: Collection[str], by: Actor
) -> Intake:
    """Keep what a step's form holds: `names` are all its fields, so what is gone from it goes.

    No event for a keystroke: what counts is the signed receipt. Raises `Conflict` once signed.
    """
    held = _open(intake, by)
    kept = {name: said for name, said in held.words.items() if name not in set(names)}
    held.words = kept | _readable(words)
    held.save(update_fields=["words", "changed_at"])
    return held


@transaction.atomic
def note_signed(*, intake: Intake, read: str, by: Actor) -> Intake:
    """Note that the client signed the words of this hash. Raises `Conflict` once it is closed."""
    held = _open(intake, by)
    held.read, held.read_at = read, timezone.now()
    held.save(update_fields=["read", "read_at", "changed_at"])
    record("intake.signed", held, by=by, commission_id=held.commission_id, sha256=read)
    return held


@transaction.atomic
def add_picture(
    *, intake: Intake, row: int, view: str, picture: Picture, by: Actor
) -> IntakePicture:
    """Keep a picture of the thing on a row of the form. Raises `Refusal` for one too many."""
    held = _open(intake, by)
    if view not in PictureView.values:
        raise Refusal("Please say what the picture shows.")
    if held.pictures.count() >= MOST_PICTURES:
        raise Refusal(f"A receipt carries at most {MOST_PICTURES} pictures.")
    return IntakePicture.objects.create(intake=held, row=row, view=view, picture=picture)


@transaction.atomic
def pin_picture(*, kept: IntakePicture, spots: Sequence[Spot], by: Actor) -> IntakePicture:
    """Keep the pins of a picture, in place of those before."""
    _open(kept.intake, by)
    kept.marks = [{"x": str(each.x), "y": str(each.y), "note": each.note} for each in spots]
    # One that was left out meanwhile stays out.
    IntakePicture.objects.filter(pk=kept.pk).update(marks=kept.marks)
    return kept


@transaction.atomic
def remove_picture(*, kept: IntakePicture, by: Actor) -> None:
    """Leave a picture out; removing it again changes nothing."""
    _open(kept.intake, by)
    IntakePicture.objects.filter(pk=kept.pk).delete()


@transaction.atomic
def discard_intake(*, intake: Intake, by: Actor) -> None:
    """Throw away what was never signed. Raises `Conflict` once it was."""
    held = _open(intake, by)
    record(
        "intake.discarded", held, by=by, commission_id=held.commission_id, client=str(held.client)
    )
    held.delete()


@transaction.atomic
def close_intake(*, intake: Intake, receipt: Receipt) -> None:
    """Let the signed receipt take the place of the draft; its words live on in the paper."""
    held = _locked(intake)
    if held.receipt_id:
        return
    held.receipt, held.words = receipt, {}
    held.save(update_fields=["receipt", "words", "changed_at"])
    held.pictures.all().delete()


def _open(intake: Intake, by: Actor) -> Intake:
    _check_house(by)
    held = _locked(intake)
    if held.receipt_id:
        raise Conflict("Both have signed this already; what was signed does not change.")
    return held


def _locked(intake: Intake) -> Intake:
    found = Intake.objects.select_for_update(of=("self",), no_key=True).filter(pk=intake.pk)
    held = found.select_related("client").first()
    if held is None:
        raise Conflict("This was discarded meanwhile.")
    return held


def _check_house(by: Actor) -> None:
    if not by.is_house:
        raise NotAllowed("Only the atelier writes receipts.")


def _readable(words: Mapping[str, Any]) -> dict[str, str]:
    return {name: str(said)[:_LONGEST].replace("\x00", "") for name, said in words.items() if said}
