"""Whether a needed-by date leaves enough time. An early date is accepted; staff decide."""

from datetime import date, timedelta

from django.utils import timezone

from atelier.house.models import House
from orders.models import Commission
from orders.statuses import Level

# Weeks a piece usually takes after approval [R]; a design's own figure wins. Before that come
# the consultation and the quote, for a new design also the drawing.
USUAL_WEEKS = {Level.GENERAL: (4, 6), Level.MID: (5, 7), Level.BESPOKE: (8, 12)}
_WEEKS_BEFORE = {Level.GENERAL: 1, Level.MID: 2, Level.BESPOKE: 3}


def usual_weeks(commission: Commission) -> tuple[int, int]:
    """Return the fewest and the most weeks such a piece usually takes after approval."""
    piece = commission.pieces.select_related("design").first()
    if piece and piece.design and commission.level == Level.GENERAL:
        return piece.design.weeks_min, piece.design.weeks_max
    return USUAL_WEEKS[Level(commission.level or Level.BESPOKE)]


def comfortable_date(commission: Commission) -> date:
    """Return the house's day from which we can promise such a piece without hurrying."""
    level = Level(commission.level or Level.BESPOKE)
    start = commission.requested_at or timezone.now()
    weeks = usual_weeks(commission)[1] + _WEEKS_BEFORE[level]
    return start.astimezone(House.current().zone).date() + timedelta(weeks=weeks)


def is_too_soon(commission: Commission) -> bool:
    """Tell whether the date the client needs it by is before the comfortable one."""
    return commission.needed_by is not None and commission.needed_by < comfortable_date(commission)
