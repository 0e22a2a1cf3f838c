"""The free times nearest to a wish that cannot be met."""

from datetime import UTC, datetime, timedelta

from consultations.availability.search import Search
from consultations.availability.wishes import Wish
from consultations.models import Appointment, Hold
from consultations.times import zone_of_advisor

_SEARCH = timedelta(days=7)


def nearest_free(
    wish: Appointment | Hold, *, count: int = 3, for_client: bool = False
) -> list[datetime]:
    """Return the `count` free starts nearest to the wish, of its advisor and room, in order.

    Within a week on either side of it; what the wish itself takes counts as free.
    """
    zone = zone_of_advisor(wish.advisor)
    day = wish.starts_at.astimezone(zone).date()
    search = Search(
        Wish(
            channel=wish.channel,
            span=(day - _SEARCH, day + _SEARCH),
            zone=zone,
            for_client=for_client,
            advisors=[wish.advisor],
            minutes=int((wish.ends_at - wish.starts_at) / timedelta(minutes=1)),
            topic=wish.topic,
            moving=_moving(wish),
            near=wish,
        )
    )
    wanted = int(wish.starts_at.timestamp())
    starts = (start for start, _, _ in search.starts())
    nearest = sorted(starts, key=lambda start: (abs(start - wanted), start))[:count]
    return [datetime.fromtimestamp(start, UTC) for start in sorted(nearest)]


def _moving(wish: Appointment | Hold) -> Appointment | None:
    if isinstance(wish, Hold):
        return wish.moving
    return wish if wish.pk else None
