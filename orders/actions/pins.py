"""Numbered pins on a picture of a draft: placed, moved, removed."""

from decimal import ROUND_HALF_UP, Decimal

from django.db import transaction
from django.db.models import Max

from atelier.journal.actor import Actor
from atelier.journal.record import record
from orders.locks import locked_revision
from orders.models import Pin, RevisionFile
from orders.models.revisions import PinKind
from orders.policies.revisions import check_draw, check_pin, check_place

_HUNDREDTH = Decimal("0.01")


@transaction.atomic
def place_pin(
    *,
    file: RevisionFile,
    x: Decimal,
    y: Decimal,
    text: str,
    by: Actor,
    kind: str = PinKind.NOTE,
) -> Pin:
    """Point at a place of a picture, `x` and `y` in per cent from its upper left corner.

    The pin gets the picture's next number. Raises `Refusal`.
    """
    file = _held(file)
    check_place(file, x, y, text, by)
    last = file.pins.aggregate(last=Max("number"))["last"] or 0
    words = text.strip()
    place = {"x": _rounded(x), "y": _rounded(y)}
    pin = file.pins.create(number=last + 1, kind=PinKind(kind), text=words, **place)
    _record("pin.placed", pin, by)
    return pin


@transaction.atomic
def move_pin(*, pin: Pin, x: Decimal, y: Decimal, by: Actor) -> Pin:
    """Point a pin at another place of its picture. Raises `Refusal`."""
    file = _held(pin.file)
    check_pin(file, x, y, by)
    moved = file.pins.get(pk=pin.pk)
    moved.x, moved.y = _rounded(x), _rounded(y)
    moved.save(update_fields=["x", "y"])
    _record("pin.moved", moved, by)
    return moved


@transaction.atomic
def remove_pin(*, pin: Pin, by: Actor) -> None:
    """Take a pin off its picture; the later ones move up a number. Raises `Refusal`."""
    file = _held(pin.file)
    check_draw(file.revision, by)
    found = file.pins.filter(pk=pin.pk).first()
    if found is None:
        return
    _record("pin.removed", found, by)
    found.delete()
    # One by one and upwards, because a number is taken once.
    for later in file.pins.filter(number__gt=found.number).order_by("number"):
        later.number -= 1
        later.save(update_fields=["number"])


def _held(file: RevisionFile) -> RevisionFile:
    """Return the file re-read, its revision and commission held."""
    revision = locked_revision(file.revision)
    held = revision.files.get(pk=file.pk)
    held.revision = revision
    return held


def _rounded(per_cent: Decimal) -> Decimal:
    return per_cent.quantize(_HUNDREDTH, ROUND_HALF_UP)


def _record(kind: str, pin: Pin, by: Actor) -> None:
    revision = pin.file.revision
    record(kind, revision, by=by, commission_id=revision.commission_id, pin=str(pin))
