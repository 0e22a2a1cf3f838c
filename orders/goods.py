"""Which piece a client's goods are meant for."""

from atelier.materials.custody import Thing
from atelier.materials.models import Receipt, Stone
from orders.models import Commission, CommissionStone


def commission_of(what: Thing | Receipt) -> Commission | None:
    """Return the commission goods are promised to, else the one they last came for; or None."""
    key = what.commission_id if isinstance(what, Receipt) else _promised(what) or _came_for(what)
    return Commission.objects.select_related("client").filter(pk=key).first() if key else None


def _promised(thing: Thing) -> int | None:
    if not isinstance(thing, Stone):
        return None
    living = CommissionStone.objects.living().filter(stone=thing)
    return living.values_list("commission_id", flat=True).first()


def _came_for(thing: Thing) -> int | None:
    papers = Receipt.objects.filter(
        items__in=thing.receipt_items.all(), commission_id__isnull=False
    )
    return papers.values_list("commission_id", flat=True).first()
