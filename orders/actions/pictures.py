"""The house's own pictures of a commission: private until released to the client."""

from django.db import transaction
from django.utils import timezone

from atelier.journal.actor import Actor
from atelier.journal.record import record
from atelier.pictures.models import Picture
from orders.locks import locked_commission
from orders.models import Commission, CommissionPicture
from orders.policies.sides import check_house


@transaction.atomic
def add_house_picture(
    *, commission: Commission, picture: Picture, caption: str, by: Actor
) -> CommissionPicture:
    """Keep a sketch or a photograph with a commission, still unseen by the client."""
    check_house(by)
    locked_commission(commission.pk)
    kept = CommissionPicture.objects.create(
        commission=commission, picture=picture, caption=caption.strip(), from_client=False
    )
    record("picture.added", commission, by=by, commission_id=commission.pk, caption=kept.caption)
    return kept


@transaction.atomic
def release_house_picture(*, kept: CommissionPicture, by: Actor) -> CommissionPicture:
    """Let the client see one of the house's pictures; released twice, its first time stays."""
    check_house(by)
    held = CommissionPicture.objects.select_for_update(of=("self",), no_key=True).get(pk=kept.pk)
    if held.released_at is None:
        held.released_at = timezone.now()
        held.save(update_fields=["released_at"])
        record("picture.released", held.commission, by=by, commission_id=held.commission_id)
    return held
