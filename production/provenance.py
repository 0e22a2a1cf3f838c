"""What a commission may claim, from the stones promised to it and the metal it was cast from."""

from datetime import date

from atelier.materials.claims import Claim, claims_of
from atelier.materials.models import MetalLot, Stone
from orders.models import Commission
from production.statuses import JobStatus


def claims_for(commission: Commission, day: date) -> list[Claim]:
    """Return its claims as they stand on `day`, those that do not hold with the reason why."""
    stones = Stone.objects.with_evidence().filter(
        promises__commission=commission, promises__released_at__isnull=True
    )
    living = commission.jobs.exclude(status=JobStatus.CANCELLED)
    lots = MetalLot.objects.with_evidence().filter(jobs__job__in=living)
    return claims_of(stones=stones, lots=lots, day=day)
