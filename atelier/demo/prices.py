"""What metals cost in the demo's past: a quiet drift around the house's starting prices."""

from datetime import timedelta

from atelier.demo.clock import Clock
from atelier.materials.models import Metal, MetalPrice

WEEKS = 24
SOURCE = "Demo market"
# In thousandths of today's price, week by week: a market that rose a little and wavered.
DRIFT = (940, 948, 945, 956, 961, 952, 958, 969, 975, 968, 973, 981)


def tell_past_prices(clock: Clock) -> None:
    """Write today's price of every metal and one a week, back to before the first commission."""
    for metal in Metal.objects.all():
        today = MetalPrice.objects.filter(metal=metal).first()
        if today:
            MetalPrice.objects.bulk_create([_today(today, clock), *_weekly(today, clock)])


def _today(price: MetalPrice, clock: Clock) -> MetalPrice:
    return MetalPrice(
        metal=price.metal,
        per_ozt=price.per_ozt,
        currency=price.currency,
        at=clock.now,
        source=SOURCE,
    )


def _weekly(today: MetalPrice, clock: Clock) -> list[MetalPrice]:
    return [
        MetalPrice(
            metal=today.metal,
            per_ozt=round(today.per_ozt * DRIFT[(WEEKS - week) // 2 % len(DRIFT)] / 1000, 2),
            currency=today.currency,
            at=clock.now - timedelta(weeks=week, hours=3),
            source=SOURCE,
        )
        for week in range(1, WEEKS + 1)
    ]
