"""What must be known of a commission's stones before anybody binds themselves to them."""

from django.db.models import Q

from atelier.materials.models.stones import Title
from orders.models import Commission

_REPORTED = Q(stone__reports__laboratory="GIA")


def awaits_centre_report(commission: Commission) -> bool:
    """Tell whether a centre diamond of ours has no GIA report yet (brief: every one has)."""
    diamonds = (
        commission.stones.living()
        .filter(place="centre", stone__variety__name__icontains="diamond")
        .exclude(stone__title=Title.CLIENT)
    )
    return diamonds.exclude(_REPORTED).exists()
